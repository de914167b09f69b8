//! nginx as the platform, over TLS or without it.

use std::{fs, path::Path};

use mailru_sdk::Settings;
use mailru_tests::server::Server;

use crate::ANSWER;

/// Starts nginx with these `server` blocks, in which `PORT` stands for its port and `FOLDER` for its folder. The certificates that they
/// name are made by `prepare`. `None`, with a message, where there is no nginx or what `prepare` needs.
pub fn start(blocks: &str, prepare: impl Fn(&Path) -> Option<()>) -> Option<Server> {
    mailru_tests::server::find("openssl")?;
    Server::start("nginx", |folder, port| {
        prepare(folder).expect("openssl is there");
        let place = folder.display().to_string();
        let blocks = blocks.replace("PORT", &port.to_string()).replace("FOLDER", &place);
        // What is temporary goes to its folder too, as another user could not write where nginx was built to.
        let temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
            .map(|kind| format!("{kind}_temp_path {place}/{kind};\n"))
            .concat();
        let configuration = format!(
            "daemon off; master_process off; pid {place}/pid; error_log stderr info;\n\
             events {{ worker_connections 64; }}\n\
             http {{ access_log off; {temporary} {blocks} }}\n"
        );
        fs::write(folder.join("nginx.conf"), configuration).unwrap();
        ["-c", &format!("{place}/nginx.conf"), "-p", &place, "-e", "stderr"].map(str::to_owned).to_vec()
    })
}

/// One that answers every call, with `directives` of its own.
pub fn answering(address: &str, directives: &str) -> String {
    format!(
        "server {{ listen {address}:PORT{}; {directives} default_type text/javascript;\n\
         location / {{ return 200 '{ANSWER}'; }} }}\n",
        if directives.contains("ssl_certificate") { " ssl" } else { "" },
    )
}

pub fn settings(scheme: &str, host: &str, server: &Server) -> Settings {
    let platform = format!("{scheme}://{host}:{}", server.port());
    Settings::new().api_url(format!("{platform}/platform/api")).oauth_url(format!("{platform}/oauth"))
}

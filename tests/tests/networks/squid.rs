//! squid: with a user name and a password, or as a cache.

use std::{fs, path::Path, process::Command};

use mailru_tests::server::{Server, find};

use crate::{
    PASSWORD, USER,
    authority::{Authority, VALID},
};

/// Where Debian puts the program that squid asks about passwords.
const HELPER: &str = "/usr/lib/squid/basic_ncsa_auth";

/// One that wants the password and keeps nothing. `None`, with a message, where there is none.
pub fn start() -> Option<Server> {
    find("openssl")?;
    find(HELPER)?;
    configured("http_port 127.0.0.1:PORT", |folder| {
        fs::write(folder.join("passwords"), format!("{USER}:{}\n", hashed())).unwrap();
        format!(
            "auth_param basic program {HELPER} {}/passwords\nauth_param basic realm company\n\
             acl known proxy_auth REQUIRED\nhttp_access allow known\nhttp_access deny all\ncache deny all\n",
            folder.display()
        )
    })
}

/// One that wants no password, and keeps what it may.
pub fn caching() -> Option<Server> {
    configured("http_port 127.0.0.1:PORT", |_| "http_access allow all\ncache_mem 8 MB\n".to_owned())
}

/// One that is reached over TLS, by a certificate of the authority `company` in its folder.
pub fn secure() -> Option<Server> {
    find("openssl")?;
    configured("https_port 127.0.0.1:PORT tls-cert=FOLDER/1.pem tls-key=FOLDER/1.key", |folder| {
        let (certificate, key) =
            Authority::new(folder, "company").expect("openssl is there").issue("IP:127.0.0.1", VALID);
        fs::copy(certificate, folder.join("1.pem")).unwrap();
        fs::copy(key, folder.join("1.key")).unwrap();
        "http_access allow all\ncache deny all\n".to_owned()
    })
}

fn configured(listen: &str, own: impl Fn(&Path) -> String) -> Option<Server> {
    Server::start("squid", |folder, port| {
        let own = own(folder);
        let listen = listen.replace("PORT", &port.to_string()).replace("FOLDER", &folder.display().to_string());
        open_to_all(folder);
        let place = folder.display();
        let configuration = format!(
            "{listen}\n\
             {own}\
             pid_filename {place}/pid\n\
             access_log none\n\
             cache_log {place}/cache.log\n\
             coredump_dir {place}\n\
             visible_hostname proxy.example\n\
             shutdown_lifetime 0 seconds\n"
        );
        fs::write(folder.join("squid.conf"), configuration).unwrap();
        ["-N", "-f", &format!("{place}/squid.conf")].map(str::to_owned).to_vec()
    })
}

/// As `htpasswd` writes it.
fn hashed() -> String {
    let output = Command::new("openssl").args(["passwd", "-apr1", PASSWORD]).output().unwrap();
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

/// A squid that root starts goes on as another user.
fn open_to_all(folder: &Path) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;

        fs::set_permissions(folder, fs::Permissions::from_mode(0o777)).unwrap();
    }
}

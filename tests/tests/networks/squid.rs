//! squid with a user name and a password.

use std::{fs, path::Path, process::Command};

use mailru_tests::server::{Server, find};

use crate::{PASSWORD, USER};

/// Where Debian puts the program that squid asks about passwords.
const HELPER: &str = "/usr/lib/squid/basic_ncsa_auth";

/// `None`, with a message, where there is none.
pub fn start() -> Option<Server> {
    find("openssl")?;
    find(HELPER)?;
    Server::start("squid", |folder, port| {
        fs::write(folder.join("passwords"), format!("{USER}:{}\n", hashed())).unwrap();
        open_to_all(folder);
        let place = folder.display();
        let configuration = format!(
            "http_port 127.0.0.1:{port}\n\
             auth_param basic program {HELPER} {place}/passwords\n\
             auth_param basic realm company\n\
             acl known proxy_auth REQUIRED\n\
             http_access allow known\n\
             http_access deny all\n\
             cache deny all\n\
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

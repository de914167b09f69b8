//! Redis behind TLS, with a certificate that is trusted, one that is not, and a name that it is not for.

use std::{error::Error as _, fs, path::Path, process::Command};

use mailru_sdk::{
    auth::TokenStore as _,
    redis::{Redis, RedisError, RedisErrorKind, RedisTokens},
};
use mailru_tests::server::{Server, find};

/// Makes a key and a certificate for `localhost`, signed by itself, in that folder.
fn make_certificate(folder: &Path) {
    let made = Command::new("openssl")
        .args(["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"])
        .args(["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"])
        .args(["-addext", "basicConstraints=critical,CA:FALSE", "-keyout", "key.pem", "-out", "cert.pem"])
        .current_dir(folder)
        .output()
        .unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
}

/// What comes of loading from that address, and the certificate of the server.
async fn load(redis: Redis) -> Result<(), RedisErrorKind> {
    let end = RedisTokens::new(&redis, "tokens").load().await;
    end.map(drop).map_err(|error| {
        let cause = error.source().unwrap_or_else(|| panic!("{error}"));
        cause.downcast_ref::<RedisError>().unwrap().kind()
    })
}

#[tokio::test]
async fn a_server_is_talked_to_by_tls_if_its_certificate_is_trusted_and_for_its_name() {
    if find("openssl").is_none() {
        return;
    }
    // Not another program: some are built without TLS.
    let server = Server::start("redis-server", |folder, port| {
        make_certificate(folder);
        let arguments = ["--port", "0", "--save", "", "--tls-port", &port.to_string(), "--tls-auth-clients", "no"];
        let files = ["--tls-cert-file", "cert.pem", "--tls-key-file", "key.pem", "--tls-ca-cert-file", "cert.pem"];
        arguments.iter().chain(&files).map(|&argument| argument.to_owned()).collect()
    });
    let Some(server) = server else { return };
    let pem = fs::read(server.folder().join("cert.pem")).unwrap();
    let at = |scheme: &str, host: &str| Redis::new(format!("{scheme}://{host}:{}", server.port()));
    load(at("rediss", "localhost").trust(&pem)).await.unwrap();
    load(at("valkeys", "localhost").trust(&pem)).await.unwrap();
    assert_eq!(load(at("rediss", "localhost")).await, Err(RedisErrorKind::Tls), "nobody signed it");
    assert_eq!(load(at("rediss", "127.0.0.1").trust(&pem)).await, Err(RedisErrorKind::Tls), "it is for another name");
    let plain = load(at("redis", "localhost")).await.unwrap_err();
    assert!(matches!(plain, RedisErrorKind::Interrupted | RedisErrorKind::Timeout(_)), "{plain:?}");
    assert_eq!(load(at("rediss", "localhost").trust("CANARY")).await, Err(RedisErrorKind::Config));
}

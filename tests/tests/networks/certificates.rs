//! Certificates and TLS that are wrong: each has an error of its own, at the first attempt.

use std::{fs, path::Path};

use mailru_sdk::{
    Settings,
    error::{TlsFault, TransportKind},
};
use mailru_tests::server::Server;

use crate::{
    authority::{Authority, EXPIRED, NOT_YET, RSA, VALID},
    fails_at_once, nginx, succeeds,
};

/// Each address of loopback with a certificate of its own.
fn start() -> Option<(Server, Vec<u8>)> {
    let blocks: String = (1..=9)
        .map(|host| {
            let extra = match host {
                6 => "ssl_protocols TLSv1.1; ssl_ciphers DEFAULT@SECLEVEL=0;",
                7 => "ssl_protocols TLSv1.2; ssl_ciphers AES128-SHA;",
                _ => "",
            };
            let own = format!("ssl_certificate FOLDER/{host}.pem; ssl_certificate_key FOLDER/{host}.key; {extra}");
            nginx::answering(&format!("127.0.0.{host}"), &own)
        })
        .collect();
    let server = nginx::start(&blocks, prepare)?;
    let pem = fs::read(server.folder().join("company/ca.pem")).unwrap();
    Some((server, pem))
}

fn prepare(folder: &Path) -> Option<()> {
    let (company, stranger) = (Authority::new(folder, "company")?, Authority::new(folder, "stranger")?);
    for (host, (certificate, key)) in [
        (1, company.issue("IP:127.0.0.1,DNS:localhost", VALID)),
        (2, company.issue("IP:127.0.0.2", EXPIRED)),
        (3, company.issue("DNS:other.example", VALID)),
        (4, stranger.issue("IP:127.0.0.4", VALID)),
        (5, company.self_signed("IP:127.0.0.5", "CA:TRUE")),
        (6, company.issue("IP:127.0.0.6", VALID)),
        (7, company.issue_with("IP:127.0.0.7", VALID, &RSA)),
        (8, company.issue("IP:127.0.0.8", NOT_YET)),
        (9, company.self_signed("IP:127.0.0.9", "CA:FALSE")),
    ] {
        fs::copy(certificate, folder.join(format!("{host}.pem"))).unwrap();
        fs::copy(key, folder.join(format!("{host}.key"))).unwrap();
    }
    Some(())
}

fn trusting(pem: &[u8], host: &str, server: &Server) -> Settings {
    nginx::settings("https", host, server).root_certificates(pem)
}

#[tokio::test]
async fn a_certificate_of_the_companys_authority_is_trusted_when_the_program_says_so() {
    let Some((server, pem)) = start() else { return };
    for host in ["127.0.0.1", "localhost"] {
        succeeds(trusting(&pem, host, &server)).await;
        succeeds(nginx::settings("https", host, &server).only_root_certificates(&pem)).await;
    }
    let unknown = TransportKind::Tls(TlsFault::UnknownIssuer);
    fails_at_once(nginx::settings("https", "127.0.0.1", &server), unknown).await;
}

#[tokio::test]
async fn each_fault_of_a_certificate_is_told_by_its_name_and_not_tried_again() {
    let Some((server, pem)) = start() else { return };
    for (host, fault, words) in [
        ("127.0.0.2", TlsFault::Expired, "the server's certificate has expired"),
        ("127.0.0.3", TlsFault::OtherHost, "the server's certificate is of another host"),
        ("127.0.0.4", TlsFault::UnknownIssuer, "the server's certificate is from an issuer that is not trusted"),
        ("127.0.0.5", TlsFault::SelfSigned, "the server's certificate is self-signed, or one for issuing others"),
        ("127.0.0.6", TlsFault::OldVersion, "the server speaks no TLS of version 1.2 or later"),
        ("127.0.0.7", TlsFault::NothingInCommon, "the server and this program have no algorithm of TLS in common"),
        ("127.0.0.8", TlsFault::NotValidYet, "the server's certificate is not valid yet"),
        ("127.0.0.9", TlsFault::UnknownIssuer, "the server's certificate is from an issuer that is not trusted"),
    ] {
        let message = fails_at_once(trusting(&pem, host, &server), TransportKind::Tls(fault)).await;
        assert_eq!(message, format!("friends.get: no safe connection: {words}"));
    }
}

#[tokio::test]
async fn a_server_that_wants_a_certificate_of_the_client_is_told_so() {
    let mut pem = Vec::new();
    let server = Server::start("openssl", |folder, port| {
        let company = Authority::new(folder, "company").expect("openssl is there");
        pem = company.pem();
        let (certificate, key) = company.issue("IP:127.0.0.1", VALID);
        let paths = [certificate, key].map(|path| path.display().to_string());
        let port = port.to_string();
        let wanted = [
            "s_server", "-quiet", "-www", "-tls1_3", "-Verify", "1", "-accept", &port, "-cert", &paths[0], "-key",
            &paths[1],
        ];
        wanted.map(str::to_owned).to_vec()
    });
    let Some(server) = server else { return };
    let wanted = TransportKind::Tls(TlsFault::ClientCertificate);
    let message = fails_at_once(trusting(&pem, "127.0.0.1", &server), wanted).await;
    assert_eq!(message, "friends.get: no safe connection: the server wants a certificate of the client");
}

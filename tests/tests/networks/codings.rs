//! Answers that are compressed, by nginx.

use std::{fs, path::Path, process::Command};

use mailru_sdk::{Error, ServerApp, error::DecodeKind};
use mailru_tests::{
    scripted::Scripted,
    server::{Server, find},
};

use crate::{ANSWER, api, nginx, succeeds};

/// One address tells what it was asked for, another compresses whatever it is asked for.
fn start() -> Option<Server> {
    find("gzip")?;
    let telling = "server { listen 127.0.0.1:PORT; default_type text/javascript;\n\
                   location / { return 200 '\"$http_accept_encoding\"'; } }\n";
    let coding = "server { listen 127.0.0.2:PORT; root FOLDER; default_type text/javascript; gzip_static always; }\n";
    nginx::start(&format!("{telling}{coding}"), prepare)
}

fn prepare(folder: &Path) -> Option<()> {
    let file = folder.join("platform/api");
    fs::create_dir_all(file.parent()?).unwrap();
    fs::write(&file, ANSWER).unwrap();
    assert!(Command::new("gzip").arg(file).status().unwrap().success());
    Some(())
}

#[tokio::test]
async fn answers_are_asked_for_as_they_are() {
    let Some(nginx) = start() else { return };
    let api = api(nginx::settings("http", "127.0.0.1", &nginx));
    assert_eq!(api.friends().get().returning::<String>().await.unwrap(), "identity");
    assert_eq!(api.stream().post("text").returning::<String>().await.unwrap(), "identity");
}

#[tokio::test]
async fn an_answer_that_is_coded_all_the_same_names_its_coding() {
    let Some(nginx) = start() else { return };
    let settings = nginx::settings("http", "127.0.0.2", &nginx);
    let api = api(settings.clone());
    let error = api.friends().get().await.unwrap_err();
    assert_eq!(error.to_string(), "friends.get: the answer is coded, which nobody asked for: content-encoding: gzip");
    let Error::Decode(error) = error else { panic!("{error:?}") };
    assert_eq!(error.kind(), DecodeKind::Encoded);
    let raw = api.friends().get().raw().await.unwrap();
    assert_eq!((&raw.body()[..2], raw.header("content-encoding")), (&b"\x1f\x8b"[..], Some("gzip")));
}

#[tokio::test]
async fn so_does_an_answer_to_a_grant_and_one_of_a_failure() {
    let coded = |status: &str| {
        let head = format!("HTTP/1.1 {status}\r\nContent-Encoding: br\r\nConnection: close\r\n\r\n");
        Scripted::bytes([head.as_bytes(), b"\x8b\xff\xff"].concat())
    };
    let (succeeding, failing) = (coded("200 OK").await.unwrap(), coded("400 Bad Request").await.unwrap());
    let app = ServerApp::new(1, "key").settings(succeeding.settings());
    let error = app.refresh("token").authorize().await.unwrap_err();
    assert_eq!(error.to_string(), "oauth/token: the answer is coded, which nobody asked for: content-encoding: br");
    let error = api(failing.settings()).friends().get().await.unwrap_err();
    assert_eq!(error.to_string(), "friends.get: HTTP status 400: content-encoding: br");
}

#[tokio::test]
async fn a_server_that_only_says_so_is_forgiven() {
    let head = format!("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {}\r\n\r\n", ANSWER.len());
    let server = Scripted::bytes(format!("{head}{ANSWER}")).await.unwrap();
    succeeds(server.settings()).await;
}

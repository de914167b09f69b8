//! Answers that are compressed, by nginx.

use std::{fs, path::Path, process::Command};

use mailru_sdk::{Error, error::DecodeKind};
use mailru_tests::server::{Server, find};

use crate::{ANSWER, api, nginx};

/// It compresses what is asked for at the one address, and everything at the other.
fn start() -> Option<Server> {
    find("gzip")?;
    let by_choice = "server { listen 127.0.0.1:PORT; root FOLDER; default_type text/javascript;\n\
                     gzip on; gzip_types *; gzip_min_length 1; gzip_http_version 1.0; }\n";
    let always = "server { listen 127.0.0.2:PORT; root FOLDER/coded; default_type text/javascript; gzip_static always;\n\
                  location /oauth/ { error_page 405 =200 $uri; } }\n";
    nginx::start(&format!("{by_choice}{always}"), prepare)
}

fn prepare(folder: &Path) -> Option<()> {
    for file in ["platform/api", "coded/platform/api", "coded/oauth/token"] {
        fs::create_dir_all(folder.join(file).parent()?).unwrap();
        fs::write(folder.join(file), ANSWER).unwrap();
    }
    for file in ["coded/platform/api", "coded/oauth/token"] {
        assert!(Command::new("gzip").arg(folder.join(file)).status().unwrap().success());
    }
    Some(())
}

#[tokio::test]
async fn answers_are_asked_for_as_they_are() {
    let Some(nginx) = start() else { return };
    let raw = api(nginx::settings("http", "127.0.0.1", &nginx)).friends().get().raw().await.unwrap();
    assert_eq!((raw.text(), raw.header("content-encoding")), (Some(ANSWER), None));
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

//! Files that cannot be read or written, or that hold something else.

use std::{error::Error as _, fs, sync::Arc};

use mailru_sdk::{
    ServerApp,
    auth::{FileStore, TokenStore as _, Tokens},
    error::StoreError,
};

use crate::{beside, token_file};

/// What an error says, and whether there is a cause.
fn said(error: &StoreError) -> (String, bool) {
    (error.to_string(), error.source().is_some())
}

#[tokio::test]
async fn a_folder_that_is_missing_is_no_file_to_read_and_an_error_to_write() {
    let store = FileStore::new(token_file("missing").join("deeper").join("tokens.json"));
    assert!(store.load().await.unwrap().is_none());
    let error = store.swap(None, &Tokens::new("a")).await.unwrap_err();
    assert_eq!(said(&error), ("the token store failed: the token file cannot be written".to_owned(), true));
    let error = store.lock().await.err().unwrap();
    assert_eq!(said(&error), ("the token store failed: the token file cannot be locked".to_owned(), true));
}

#[tokio::test]
async fn a_folder_in_the_place_of_the_file_is_an_error() {
    let path = token_file("folder");
    fs::create_dir(&path).unwrap();
    let store = FileStore::new(&path);
    let unreadable = ("the token store failed: the token file cannot be read".to_owned(), true);
    assert_eq!(said(&store.load().await.unwrap_err()), unreadable);
    assert_eq!(said(&store.swap(None, &Tokens::new("a")).await.unwrap_err()), unreadable);
}

#[tokio::test]
async fn a_file_that_holds_something_else_is_an_error_that_does_not_show_it() {
    let path = token_file("corrupt");
    let store = FileStore::new(&path);
    for content in [
        &b""[..],
        b"CANARIES",
        b"\xff\xfe",
        b"{}",
        b"[\"CANARIES\"]",
        b"{\"generation\":\"CANARIES\",\"access_token\":\"CANARIES\"}",
        b"{\"generation\":1,\"access_token\":[\"CANARIES\"]}",
        b"{\"generation\":1,\"access_token\":\"CANARIES\"",
    ] {
        fs::write(&path, content).unwrap();
        for error in [store.load().await.unwrap_err(), store.swap(None, &Tokens::new("a")).await.unwrap_err()] {
            assert_eq!(said(&error), ("the token store failed: the token file holds something else".to_owned(), false));
            assert!(!format!("{error:?}").contains("CANARIES"));
        }
        assert_eq!(fs::read(&path).unwrap(), content, "it is left as it is");
        let resumed = ServerApp::new(1, "secret key").resume(Arc::new(store.clone())).await;
        assert_eq!(resumed.unwrap_err().to_string(), "the token store failed: the token file holds something else");
    }
}

#[tokio::test]
async fn a_draft_that_is_older_or_something_else_is_not_taken() {
    let path = token_file("draft");
    let store = FileStore::new(&path);
    store.swap(None, &Tokens::new("first")).await.unwrap();
    let first = fs::read(&path).unwrap();
    store.swap(Some(1), &Tokens::new("second")).await.unwrap();
    let far = String::from_utf8(first.clone()).unwrap().replace("\"generation\":1", "\"generation\":7");
    for draft in [&first[..], &fs::read(&path).unwrap(), far.as_bytes(), b"", b"{", b"null"] {
        fs::write(beside(&path, ".new"), draft).unwrap();
        let stored = store.load().await.unwrap().unwrap();
        assert_eq!((stored.generation, stored.tokens.expose_access_token()), (2, "second"));
    }
    fs::remove_file(beside(&path, ".new")).unwrap();
    fs::create_dir(beside(&path, ".new")).unwrap();
    assert_eq!(store.load().await.unwrap().unwrap().generation, 2);
    let error = store.swap(Some(2), &Tokens::new("third")).await.unwrap_err();
    assert_eq!(said(&error), ("the token store failed: the token file cannot be written".to_owned(), true));
    assert_eq!(store.load().await.unwrap().unwrap().generation, 2);
}

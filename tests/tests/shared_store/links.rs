//! A token file that is a symbolic link.
#![cfg(unix)]

use std::{fs, os::unix::fs::symlink};

use mailru_sdk::auth::{FileStore, Swap, TokenStore as _, Tokens};

use crate::{beside, token_file, until_it_waits};

#[tokio::test]
async fn a_link_stays_and_its_target_has_the_new_pair() {
    let file = token_file("linked");
    let folder = file.parent().unwrap();
    fs::create_dir(folder.join("deeper")).unwrap();
    let (link, far) = (folder.join("deeper/link.json"), folder.join("far.json"));
    symlink("../tokens.json", &link).unwrap();
    symlink("deeper/link.json", &far).unwrap();
    FileStore::new(&file).swap(None, &Tokens::new("first")).await.unwrap();
    for (generation, name) in [(1, &link), (2, &far)] {
        let store = FileStore::new(name);
        assert_eq!(store.load().await.unwrap().unwrap().generation, generation);
        let next = Tokens::new(format!("after {generation}"));
        assert!(matches!(store.swap(Some(generation), &next).await.unwrap(), Swap::Done(_)));
        assert!(fs::symlink_metadata(name).unwrap().is_symlink());
        let stored = FileStore::new(&file).load().await.unwrap().unwrap();
        assert_eq!(stored.tokens.expose_access_token(), next.expose_access_token());
    }
    for name in [link, far] {
        assert!(!beside(&name, ".lock").exists() && !beside(&name, ".new").exists());
    }
}

#[tokio::test]
async fn two_names_for_one_file_are_one_lock() {
    let file = token_file("two-names");
    let link = beside(&file, ".link");
    symlink(&file, &link).unwrap();
    let (by_file, by_link) = (FileStore::new(&file), FileStore::new(&link));
    let guard = by_link.lock().await.unwrap();
    let mut waiting = by_file.lock();
    tokio::select! {
        biased;
        _ = &mut waiting => panic!("the link's holder has it"),
        () = until_it_waits(&by_file) => {}
    }
    drop(guard);
    drop(waiting.await.unwrap());
    assert!(!beside(&link, ".refresh").exists());
}

#[tokio::test]
async fn a_link_to_a_file_that_is_still_to_come_is_where_it_comes() {
    let file = token_file("dangling");
    let link = beside(&file, ".link");
    symlink(&file, &link).unwrap();
    let store = FileStore::new(&link);
    assert!(store.load().await.unwrap().is_none());
    store.swap(None, &Tokens::new("a")).await.unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink() && fs::symlink_metadata(&file).unwrap().is_file());
}

#[tokio::test]
async fn links_that_lead_to_themselves_are_an_error() {
    let file = token_file("loop");
    let other = beside(&file, ".other");
    symlink(&file, &other).unwrap();
    symlink(&other, &file).unwrap();
    let error = FileStore::new(&file).load().await.unwrap_err();
    assert_eq!(error.to_string(), "the token store failed: the token file cannot be read");
}

#[tokio::test]
async fn a_link_of_another_user_is_refused() {
    let file = token_file("foreign-link");
    let link = beside(&file, ".link");
    symlink(&file, &link).unwrap();
    if let Err(error) = std::os::unix::fs::lchown(&link, Some(4321), None) {
        println!("NOT RUN: no other user's link can be made here: {error}");
        return;
    }
    let store = FileStore::new(&link);
    assert_eq!(store.load().await.unwrap_err().to_string(), "the token store failed: the token file cannot be read");
    assert!(store.swap(None, &Tokens::new("a")).await.is_err() && !file.exists());
}

//! Who can read the token file: its owner.
#![cfg(unix)]

use std::{fs, os::unix::fs::PermissionsExt as _, path::Path};

use mailru_sdk::auth::{FileStore, TokenStore as _, Tokens};

use crate::{beside, token_file};

fn mode(path: &Path) -> u32 {
    fs::symlink_metadata(path).unwrap().permissions().mode() & 0o7777
}

#[tokio::test]
async fn the_file_and_the_files_beside_it_are_readable_by_their_owner_only() {
    let path = token_file("mode");
    let store = FileStore::new(&path);
    store.swap(None, &Tokens::new("a")).await.unwrap();
    drop(store.lock().await.unwrap());
    for file in [path.clone(), beside(&path, ".lock"), beside(&path, ".refresh")] {
        assert_eq!(mode(&file), 0o600, "{}", file.display());
    }
}

#[tokio::test]
async fn a_file_that_others_could_read_is_replaced_by_one_that_they_cannot() {
    let path = token_file("wide");
    let store = FileStore::new(&path);
    store.swap(None, &Tokens::new("old")).await.unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o666)).unwrap();
    // A draft that somebody left there is not written into.
    fs::write(beside(&path, ".new"), "").unwrap();
    fs::set_permissions(beside(&path, ".new"), fs::Permissions::from_mode(0o666)).unwrap();
    store.swap(Some(1), &Tokens::new("new")).await.unwrap();
    assert_eq!(mode(&path), 0o600);
    assert!(fs::read_to_string(&path).unwrap().contains("new"));
}

#[tokio::test]
async fn tokens_are_not_written_through_a_link_that_somebody_left() {
    let path = token_file("link");
    let elsewhere = beside(&path, ".elsewhere");
    fs::write(&elsewhere, "untouched").unwrap();
    std::os::unix::fs::symlink(&elsewhere, beside(&path, ".new")).unwrap();
    FileStore::new(&path).swap(None, &Tokens::new("a")).await.unwrap();
    assert_eq!(fs::read_to_string(&elsewhere).unwrap(), "untouched");
    assert!(fs::symlink_metadata(&path).unwrap().is_file());
}

//! A draft beside the token file is believed only where nobody else can have written it.
#![cfg(unix)]

use std::{
    fs,
    os::unix::fs::{PermissionsExt as _, chown, symlink},
    path::{Path, PathBuf},
    process::Command,
};

use mailru_sdk::auth::{FileStore, TokenStore as _, Tokens};

use crate::{beside, token_file};

/// A token file of generation 1, with the draft of generation 2 beside it.
async fn left_behind(folder: &str) -> (PathBuf, PathBuf) {
    let path = token_file(folder);
    let store = FileStore::new(&path);
    store.swap(None, &Tokens::new("first")).await.unwrap();
    let first = fs::read(&path).unwrap();
    store.swap(Some(1), &Tokens::new("second")).await.unwrap();
    let draft = beside(&path, ".new");
    fs::rename(&path, &draft).unwrap();
    fs::write(&path, first).unwrap();
    (path, draft)
}

/// The stored pair stays, the store says what it passed over, and the next change replaces it.
async fn is_passed_over(path: &Path, why: &str) {
    let store = FileStore::new(path);
    let stored = store.load().await.unwrap().unwrap();
    assert_eq!((stored.generation, stored.tokens.expose_access_token()), (1, "first"), "{why}");
    let draft = beside(path, ".new");
    assert_eq!(store.ignored_draft(), Some(format!("{} is left alone: {why}", draft.display())));
    store.swap(Some(1), &Tokens::new("third")).await.unwrap();
    assert_eq!(store.load().await.unwrap().unwrap().tokens.expose_access_token(), "third");
    assert_eq!(store.ignored_draft(), None);
    assert!(fs::symlink_metadata(draft).is_err());
}

#[tokio::test]
async fn a_draft_of_ones_own_is_taken_over() {
    let (path, draft) = left_behind("own-draft").await;
    let store = FileStore::new(&path);
    assert_eq!(store.load().await.unwrap().unwrap().tokens.expose_access_token(), "second");
    assert!(store.ignored_draft().is_none() && !draft.exists());
}

#[tokio::test]
async fn the_first_pair_of_all_is_taken_over_too() {
    let (path, draft) = left_behind("first-draft").await;
    fs::rename(&path, &draft).unwrap();
    assert_eq!(FileStore::new(&path).load().await.unwrap().unwrap().tokens.expose_access_token(), "first");
    assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 2, "the file and its lock");
}

#[tokio::test]
async fn a_draft_that_others_may_write_to_is_passed_over() {
    for mode in [0o620, 0o602, 0o666] {
        let (path, draft) = left_behind("wide-draft").await;
        fs::set_permissions(draft, fs::Permissions::from_mode(mode)).unwrap();
        is_passed_over(&path, "others may write to it").await;
    }
}

#[tokio::test]
async fn a_draft_that_is_no_plain_file_or_has_another_name_is_passed_over() {
    let (path, draft) = left_behind("link-draft").await;
    let elsewhere = beside(&path, ".elsewhere");
    fs::rename(&draft, &elsewhere).unwrap();
    symlink(&elsewhere, &draft).unwrap();
    is_passed_over(&path, "it is no plain file").await;

    let (path, draft) = left_behind("hard-draft").await;
    fs::hard_link(&draft, beside(&path, ".elsewhere")).unwrap();
    is_passed_over(&path, "it has another name besides").await;

    // Opening a pipe waits for somebody who writes.
    let (path, draft) = left_behind("pipe-draft").await;
    fs::remove_file(&draft).unwrap();
    assert!(Command::new("mkfifo").arg(&draft).status().unwrap().success());
    is_passed_over(&path, "it is no plain file").await;
}

#[tokio::test]
async fn a_draft_of_another_user_is_passed_over() {
    for is_first in [false, true] {
        let (path, draft) = left_behind("foreign-draft").await;
        if let Err(error) = chown(&draft, Some(4321), None) {
            println!("NOT RUN: no other user's file can be made here: {error}");
            return;
        }
        if is_first {
            fs::remove_file(&path).unwrap();
            let store = FileStore::new(&path);
            fs::write(&draft, r#"{"generation":1,"access_token":"foreign"}"#).unwrap();
            assert!(store.load().await.unwrap().is_none());
            assert!(store.ignored_draft().unwrap().ends_with("it is another user's"));
        } else {
            is_passed_over(&path, "it is another user's").await;
        }
    }
}

#[tokio::test]
async fn the_draft_of_the_files_owner_is_taken_by_an_administrator_too() {
    let (path, draft) = left_behind("owners-draft").await;
    for file in [&path, &draft] {
        if let Err(error) = chown(file, Some(4321), None) {
            println!("NOT RUN: no other user's file can be made here: {error}");
            return;
        }
    }
    assert_eq!(FileStore::new(&path).load().await.unwrap().unwrap().tokens.expose_access_token(), "second");
}

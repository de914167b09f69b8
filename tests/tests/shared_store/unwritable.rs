//! A token file that cannot be written: no grant and no refresh token is spent for it, and no pair is lost.
#![cfg(unix)]

use std::{fs, path::PathBuf, process::Command, sync::Arc};

use mailru_sandbox::Sandbox;
use mailru_sdk::{
    Api, Error, Server, Session,
    auth::{FileStore, TokenStore, Tokens},
    error::AuthError,
};
use mailru_tests::server_app;

use crate::{refreshes, stored, token_file};

/// A small file system in memory, as long as it is needed.
struct Mount(PathBuf);

impl Mount {
    /// Says so when it cannot be had, which takes an administrator.
    fn new(name: &str, options: &str) -> Option<Self> {
        let folder = token_file(&format!("{name}-mount")).with_file_name("mount");
        fs::create_dir(&folder).unwrap();
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", options, "tmpfs"]).arg(&folder);
        match mount.output() {
            Ok(output) if output.status.success() => Some(Self(folder)),
            Ok(output) => {
                println!("NOT MOUNTED: {}", String::from_utf8_lossy(&output.stderr));
                None
            }
            Err(error) => {
                println!("NOT MOUNTED: {error}");
                None
            }
        }
    }

    fn file(&self) -> PathBuf {
        self.0.join("tokens.json")
    }

    /// Leaves no room, for as long as the file that is returned is there.
    fn fill(&self) -> PathBuf {
        let filler = self.0.join("filler");
        fs::write(&filler, vec![0; 1 << 20]).unwrap_err();
        filler
    }
}

impl Drop for Mount {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

async fn authorize(sandbox: &Sandbox, path: &PathBuf) -> Result<Session<Server>, Error> {
    server_app(sandbox).refresh(sandbox.refresh_token()).store(Arc::new(FileStore::new(path))).authorize().await
}

fn is_of_the_store<T>(result: &Result<T, Error>) -> bool {
    matches!(result, Err(Error::Auth(AuthError::Store(_))))
}

/// A grant fails there, and is good elsewhere afterwards.
async fn costs_nothing(path: PathBuf) {
    let sandbox = Sandbox::start().await.unwrap();
    let failed = authorize(&sandbox, &path).await;
    assert!(is_of_the_store(&failed), "{}: {failed:?}", path.display());
    assert!(sandbox.token_requests().is_empty());
    let session = authorize(&sandbox, &token_file("elsewhere")).await.unwrap();
    assert_eq!(Api::new(session).friends().get().await.unwrap().len(), 42);
    assert_eq!(refreshes(&sandbox), (1, 0));
}

#[tokio::test]
async fn a_missing_folder_a_read_only_one_and_a_foreign_file_cost_no_grant() {
    costs_nothing(token_file("no-folder").join("deeper").join("tokens.json")).await;

    let path = token_file("something-else");
    fs::write(&path, "something else").unwrap();
    costs_nothing(path).await;

    // A draft that cannot be replaced, which stands for a disk that cannot be written where none can be mounted.
    let path = token_file("no-draft");
    fs::create_dir(crate::beside(&path, ".new")).unwrap();
    costs_nothing(path).await;

    // An administrator may write to a folder whatever its mode.
    if let Some(mount) = Mount::new("read-only", "ro,size=64k") {
        costs_nothing(mount.file()).await;
    } else {
        let path = token_file("read-only");
        let folder = path.parent().unwrap();
        fs::set_permissions(folder, std::os::unix::fs::PermissionsExt::from_mode(0o500)).unwrap();
        costs_nothing(path).await;
    }
}

#[tokio::test]
async fn a_full_disk_costs_no_grant_and_no_refresh_token() {
    let Some(mount) = Mount::new("full", "size=64k") else {
        println!("NOT RUN: a full disk");
        return;
    };
    let filler = mount.fill();
    costs_nothing(mount.file()).await;

    fs::remove_file(&filler).unwrap();
    let sandbox = Sandbox::start().await.unwrap();
    let api = Api::new(authorize(&sandbox, &mount.file()).await.unwrap());
    sandbox.expire_sessions();
    let before = stored(&mount.file()).await;
    mount.fill();
    assert!(is_of_the_store(&api.friends().get().await));
    assert_eq!(refreshes(&sandbox), (1, 0), "the log-in, and nothing after it");
    assert_eq!(stored(&mount.file()).await, before);
    fs::remove_file(&filler).unwrap();
    assert_eq!(api.friends().get().await.unwrap().len(), 42);
    assert_eq!(stored(&mount.file()).await.0, 2);
}

#[tokio::test]
async fn a_probe_leaves_what_is_stored_as_it_is() {
    let path = token_file("probe");
    let store = FileStore::new(&path);
    store.probe().await.unwrap();
    assert!(store.load().await.unwrap().is_none());
    store.swap(None, &Tokens::new("a")).await.unwrap();
    let before = fs::read(&path).unwrap();
    store.probe().await.unwrap();
    assert_eq!(fs::read(&path).unwrap(), before);
    assert!(!crate::beside(&path, ".new").exists());
}

#[tokio::test]
async fn a_disk_that_fills_up_during_the_exchange_leaves_the_pair_in_a_session_that_stores_it_later() {
    let Some(mount) = Mount::new("filling", "size=64k") else {
        println!("NOT RUN: a disk that fills up");
        return;
    };
    let sandbox = Arc::new(Sandbox::start().await.unwrap());
    let path = mount.file();
    // The pair of an earlier log-in, which must not come back.
    FileStore::new(&path).swap(None, &Tokens::new("before").refresh_token("spent")).await.unwrap();
    let gate = sandbox.hold_token_answers();
    let grant = tokio::spawn({
        let (sandbox, path) = (sandbox.clone(), path.clone());
        async move { authorize(&sandbox, &path).await }
    });
    gate.arrived(1).await;
    let filler = mount.fill();
    gate.release();
    let session = grant.await.unwrap().unwrap();
    let unsaved = session.unsaved().unwrap();
    assert_eq!(unsaved.to_string(), "the token store failed: the token file cannot be written");
    let mut tokens = session.tokens().unwrap();
    let pair = tokens.current();
    let api = Api::new(session);
    assert_eq!(api.friends().get().await.unwrap().len(), 42);

    // It is stored before it is spent.
    sandbox.expire_sessions();
    assert!(is_of_the_store(&api.friends().get().await));
    assert_eq!(refreshes(&sandbox), (1, 0));
    assert_eq!(stored(&path).await, (1, "spent".to_owned()));

    fs::remove_file(filler).unwrap();
    assert_eq!(api.friends().get().await.unwrap().len(), 42);
    let now = tokens.changed().await.unwrap();
    assert_ne!(
        now.expose_refresh_token(),
        pair.expose_refresh_token(),
        "the first was stored, the second is its child"
    );
    assert_eq!(stored(&path).await, (3, now.expose_refresh_token().unwrap().to_owned()));
    assert!(api.session().unsaved().is_none());
    assert_eq!(refreshes(&sandbox), (2, 0));
}

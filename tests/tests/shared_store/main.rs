//! The token file: shared by processes, left behind by processes that were killed, and closed to everybody else.

mod drafts;
mod faults;
mod held_lock;
mod killed;
mod links;
mod permissions;
mod rotations;
mod swap;
mod unwritable;
mod worker;

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use mailru_sandbox::Sandbox;
use mailru_sdk::{
    Api, Error, Server,
    auth::{FileStore, TokenStore, Tokens},
};
use mailru_tests::server_app;

/// A token file in a folder of its own, which is empty.
fn token_file(folder: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("shared_store").join(folder);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder.join("tokens.json")
}

/// The file with an ending after its name.
fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.to_owned().into_os_string();
    name.push(ending);
    name.into()
}

/// Puts the sandbox's first pair into the file.
async fn fill(sandbox: &Sandbox, path: &Path) {
    let pair = Tokens::new(sandbox.access_token()).refresh_token(sandbox.refresh_token()).uid(sandbox.uid());
    FileStore::new(path).swap(None, &pair).await.unwrap();
}

/// The next start of a program whose tokens are in the file.
async fn resume(sandbox: &Sandbox, path: &Path) -> Result<Api<Server>, Error> {
    let session = server_app(sandbox).resume(Arc::new(FileStore::new(path))).await?;
    Ok(Api::new(session.expect("there is a pair")))
}

/// The generation and the refresh token in the file.
async fn stored(path: &Path) -> (u64, String) {
    let stored = FileStore::new(path).load().await.unwrap().expect("there is a pair");
    (stored.generation, stored.tokens.expose_refresh_token().unwrap().to_owned())
}

/// How many refreshes were granted and how many refused.
fn refreshes(sandbox: &Sandbox) -> (usize, usize) {
    let requests = sandbox.token_requests();
    let granted = requests.iter().filter(|request| request.is_granted()).count();
    (granted, requests.len() - granted)
}

/// Comes to an end when somebody waits for that store's lock.
async fn until_it_waits(store: &FileStore) {
    while store.waiting_for().is_none() {
        tokio::task::yield_now().await;
    }
}

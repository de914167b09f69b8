//! Uploads: a file goes along with a call piece by piece, and is not part of what is signed.

mod big;
mod choice;
mod drain;
mod names;
mod parts;
mod refused;
mod signed;
mod slow;

use std::path::PathBuf;

use mailru_sandbox::{RecordedRequest, Sandbox};
use mailru_sdk::{Api, Client};
use mailru_tests::Circuits;

/// The first bytes of a picture, none of which need to be text.
const PICTURE: [u8; 10] = *b"\x89PNG\r\n\x1A\n\xFF\0";

async fn sandbox() -> (Sandbox, Api<Client>) {
    let sandbox = Sandbox::start().await.unwrap();
    let api = Circuits::of(&sandbox).client;
    (sandbox, api)
}

/// A file of this content in a folder of its own, so that tests do not meet.
fn on_disk(folder: &str, name: &str, content: &[u8]) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("uploads").join(folder);
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join(name);
    std::fs::write(&path, content).unwrap();
    path
}

/// The only request that the sandbox has seen, which it accepted.
fn accepted(sandbox: &Sandbox) -> RecordedRequest {
    let [request] = sandbox.requests().try_into().expect("one request");
    assert_eq!((request.status(), request.verb()), (200, "POST"));
    request
}

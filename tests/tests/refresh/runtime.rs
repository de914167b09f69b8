//! Sessions that outlive the runtime in which their refresh began.

use std::time::SystemTime;

use mailru_sandbox::Sandbox;
use mailru_sdk::{Api, error::AuthError};
use mailru_tests::server_app;

use crate::{auth_error, crowd::until_all_wait, first_pair, refreshes};

#[tokio::test]
async fn the_end_of_a_runtime_cuts_its_refresh_off_and_the_next_call_begins_a_new_one() {
    let sandbox = Sandbox::start().await.unwrap();
    let pair = first_pair(&sandbox).expires_at(SystemTime::UNIX_EPOCH);
    let api = Api::new(server_app(&sandbox).session_of(pair).unwrap());
    let first = api.clone();
    let gate = sandbox.hold_token_requests();
    let elsewhere = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let first = elsewhere.spawn(async move { first.friends().get().await });
    gate.arrived(1).await;
    let mut waiting = [api.friends().get().send()];
    until_all_wait(&mut waiting).await;

    // Returns when all its tasks are gone, and their connections with them.
    tokio::task::spawn_blocking(|| drop(elsewhere)).await.unwrap();
    assert!(first.await.unwrap_err().is_cancelled());
    let [waiting] = waiting;
    assert_eq!(auth_error(waiting.await), AuthError::Interrupted);
    // The next refresh waits beside the one that was cut off, which the sandbox has noticed by then.
    let next = api.clone();
    let next = tokio::spawn(async move { next.friends().get().await });
    gate.arrived(2).await;
    gate.release();
    assert_eq!(next.await.unwrap().unwrap().len(), 42);
    assert_eq!(refreshes(&sandbox), 1);
}

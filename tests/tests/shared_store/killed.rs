//! A process that is killed while it refreshes, at each step, and what the next start finds.

use std::{fs, path::PathBuf};

use mailru_sandbox::Sandbox;
use mailru_sdk::{Error, error::AuthError};

use crate::{beside, fill, refreshes, resume, stored, token_file, worker::Worker};

/// A token file after a process died at that step of its refresh.
async fn died_at(step: &str) -> (Sandbox, PathBuf) {
    let sandbox = Sandbox::start().await.unwrap();
    let path = token_file(step);
    fill(&sandbox, &path).await;
    sandbox.expire_sessions();
    let mut worker = Worker::mortal(&sandbox, &path, step);
    worker.go();
    assert_eq!(worker.answer(), "", "it dies instead of answering");
    assert!(!worker.end().success());
    (sandbox, path)
}

/// The next start has a session that works, after so many refreshes in all, and goes on working.
async fn goes_on(sandbox: &Sandbox, path: &std::path::Path, expected: usize) {
    let api = resume(sandbox, path).await.unwrap();
    assert_eq!(api.friends().get().await.unwrap().len(), 42);
    assert_eq!(refreshes(sandbox), (expected, 0));
    sandbox.expire_sessions();
    assert_eq!(api.friends().get().await.unwrap().len(), 42);
    assert_eq!(refreshes(sandbox), (expected + 1, 0));
    assert!(!beside(path, ".new").exists());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_before_the_request_nothing_has_happened() {
    let (sandbox, path) = died_at("locked").await;
    assert_eq!(refreshes(&sandbox), (0, 0));
    // The lock is gone with its holder.
    goes_on(&sandbox, &path, 1).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_between_writing_and_renaming_the_new_pair_is_found_and_used() {
    let (sandbox, path) = died_at("written").await;
    assert!(beside(&path, ".new").exists());
    goes_on(&sandbox, &path, 1).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_after_the_renaming_the_new_pair_is_used() {
    let (sandbox, path) = died_at("stored").await;
    assert_eq!(stored(&path).await.0, 2);
    goes_on(&sandbox, &path, 1).await;
}

/// The window that no client can close: the platform has rotated, and the new token is nowhere but in a process that dies.
/// The next start says so in an error that calls for a new log-in, and keeps what it has.
async fn is_over(sandbox: &Sandbox, path: &std::path::Path) {
    let before = stored(path).await;
    let error = resume(sandbox, path).await.unwrap().friends().get().await.unwrap_err();
    let refused = AuthError::Refused { grant: "refresh_token", error: "invalid_grant".into(), description: None };
    assert!(matches!(&error, Error::Auth(error) if *error == refused), "{error:?}");
    assert_eq!(refreshes(sandbox), (1, 1));
    assert_eq!(stored(path).await, before);

    let log_in = mailru_tests::server_app(sandbox).code(sandbox.code("http://localhost/"), "http://localhost/");
    let store = std::sync::Arc::new(mailru_sdk::auth::FileStore::new(path));
    log_in.store(store).authorize().await.unwrap();
    assert_eq!(resume(sandbox, path).await.unwrap().friends().get().await.unwrap().len(), 42);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_before_storing_the_session_is_over_and_says_so() {
    let (sandbox, path) = died_at("answered").await;
    is_over(&sandbox, &path).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_in_the_middle_of_writing_the_old_pair_stays_readable() {
    let (sandbox, path) = died_at("half-written").await;
    let half = fs::read(beside(&path, ".new")).unwrap();
    assert!(!half.is_empty());
    is_over(&sandbox, &path).await;
    assert!(!beside(&path, ".new").exists());
}

#[tokio::test]
async fn killed_while_the_platform_has_the_request_but_has_done_nothing_the_pair_is_good() {
    let sandbox = Sandbox::start().await.unwrap();
    let path = token_file("requested");
    fill(&sandbox, &path).await;
    sandbox.expire_sessions();
    let gate = sandbox.hold_token_requests();
    let mut worker = Worker::start(&sandbox, &path);
    worker.go();
    gate.arrived(1).await;
    worker.kill();
    // The next request waits beside the one of the dead, whose end the sandbox has noticed by then.
    let api = resume(&sandbox, &path).await.unwrap();
    let next = tokio::spawn(async move { api.friends().get().await });
    gate.arrived(2).await;
    gate.release();
    assert_eq!(next.await.unwrap().unwrap().len(), 42);
    assert_eq!(refreshes(&sandbox), (1, 0));
}

#[tokio::test]
async fn killed_while_the_answer_is_on_its_way_the_session_is_over_and_says_so() {
    let sandbox = Sandbox::start().await.unwrap();
    let path = token_file("answering");
    fill(&sandbox, &path).await;
    sandbox.expire_sessions();
    let gate = sandbox.hold_token_answers();
    let mut worker = Worker::start(&sandbox, &path);
    worker.go();
    gate.arrived(1).await;
    worker.kill();
    gate.release();
    is_over(&sandbox, &path).await;
}

//! A lock that another process has and does not give back: whoever waits for it gives up in time, says so, and can exit.

use std::{
    fs::File,
    sync::Arc,
    time::{Duration, SystemTime},
};

use mailru_sandbox::Sandbox;
use mailru_sdk::{
    Api, Error, Server, ServerApp,
    auth::{FileStore, TokenStore as _, Tokens},
    error::AuthError,
};
use mailru_tests::server_app;

use crate::{beside, fill, refreshes, resume, token_file, until_it_waits, worker::Worker};

/// How long whoever waits may take here.
const LIMIT: Duration = Duration::from_secs(1);

fn impatient(sandbox: &Sandbox) -> ServerApp {
    server_app(sandbox).settings(sandbox.settings().timeout(LIMIT))
}

/// Whom the error says was waited for.
fn waited_for<T: std::fmt::Debug>(result: Result<T, Error>) -> String {
    match result.unwrap_err() {
        Error::Auth(AuthError::Locked { limit: LIMIT, holder: Some(holder) }) => holder.into(),
        other => panic!("nobody is said to be waited for: {other:?}"),
    }
}

/// The lock for refreshes, as it is to be called while that process has it.
fn held_by(worker: &Worker, path: &std::path::Path) -> String {
    format!("{}, which process {} has locked", beside(path, ".refresh").display(), worker.id())
}

/// Puts a pair into the file that a session refreshes before its first call.
async fn fill_expired(sandbox: &Sandbox, path: &std::path::Path) {
    sandbox.expire_sessions();
    let pair = Tokens::new(sandbox.access_token()).refresh_token(sandbox.refresh_token()).uid(sandbox.uid());
    FileStore::new(path).swap(None, &pair.expires_at(SystemTime::UNIX_EPOCH)).await.unwrap();
}

#[tokio::test]
async fn a_grant_gives_up_in_time_says_whose_the_lock_is_and_spends_nothing() {
    let sandbox = Sandbox::start().await.unwrap();
    let path = token_file("held-grant");
    let holder = Worker::holding(&sandbox, &path);
    let grant = |app: ServerApp| app.refresh(sandbox.refresh_token()).store(Arc::new(FileStore::new(&path)));
    assert_eq!(waited_for(grant(impatient(&sandbox)).authorize().await), held_by(&holder, &path));
    assert!(sandbox.token_requests().is_empty());
    holder.kill();
    let session = grant(server_app(&sandbox)).authorize().await.unwrap();
    assert_eq!(Api::new(session).friends().get().await.unwrap().len(), 42);
}

#[tokio::test]
async fn a_call_gives_up_in_time_and_the_next_one_goes_on_when_the_holder_is_gone() {
    let sandbox = Sandbox::start().await.unwrap();
    let path = token_file("held-call");
    fill_expired(&sandbox, &path).await;
    let api = resume(&sandbox, &path).await.unwrap();
    let holder = Worker::holding(&sandbox, &path);
    let call = |api: Api<Server>| async move { api.friends().get().timeout(LIMIT).await };
    assert_eq!(waited_for(call(api.clone()).await), held_by(&holder, &path));
    assert_eq!(refreshes(&sandbox), (0, 0));
    holder.kill();
    assert_eq!(api.friends().get().await.unwrap().len(), 42);
    assert_eq!(refreshes(&sandbox), (1, 0));
}

#[tokio::test]
async fn a_platform_that_is_slow_is_not_taken_for_a_lock() {
    let sandbox = Sandbox::start().await.unwrap();
    let path = token_file("slow-platform");
    fill(&sandbox, &path).await;
    let api = resume(&sandbox, &path).await.unwrap();
    sandbox.expire_sessions();
    let gate = sandbox.hold_token_requests();
    let error = api.friends().get().timeout(LIMIT).await.unwrap_err();
    assert_eq!(error.to_string(), format!("friends.get: no answer within {LIMIT:?}"));
    gate.release();
}

#[tokio::test]
async fn a_start_gives_up_in_time_while_somebody_else_writes_for_ever() {
    let sandbox = Sandbox::start().await.unwrap();
    let path = token_file("held-write");
    fill(&sandbox, &path).await;
    // It writes for ever: there is a draft, and the lock of those who write is taken.
    std::fs::copy(&path, beside(&path, ".new")).unwrap();
    let lock = File::options().write(true).open(beside(&path, ".lock")).unwrap();
    lock.lock().unwrap();
    let holder = waited_for(impatient(&sandbox).resume(Arc::new(FileStore::new(&path))).await);
    assert_eq!(holder, format!("{}, which another process has locked", beside(&path, ".lock").display()));
    drop(lock);
    assert!(impatient(&sandbox).resume(Arc::new(FileStore::new(&path))).await.unwrap().is_some());
}

#[tokio::test]
async fn a_process_that_waits_for_a_lock_can_exit() {
    let sandbox = Sandbox::start().await.unwrap();
    let path = token_file("held-exit");
    fill_expired(&sandbox, &path).await;
    let holder = Worker::holding(&sandbox, &path);
    let mut waiting = Worker::impatient(&sandbox, &path);
    waiting.go();
    let (answer, expected) = (waiting.answer(), held_by(&holder, &path));
    assert!(answer.ends_with(&expected), "{answer}");
    // The refresh still waits in it.
    assert!(waiting.end().success());
}

#[tokio::test]
async fn whoever_has_the_lock_no_longer_is_not_waited_for() {
    let path = token_file("held-free");
    let (first, second) = (FileStore::new(&path), FileStore::new(&path));
    let guard = first.lock().await.unwrap();
    let mut waiting = second.lock();
    tokio::select! {
        biased;
        _ = &mut waiting => panic!("it is locked"),
        () = until_it_waits(&second) => {}
    }
    let id = std::process::id();
    assert!(second.waiting_for().unwrap().ends_with(&format!(".refresh, which process {id} has locked")));
    drop(guard);
    drop(waiting.await.unwrap());
    assert_eq!(second.waiting_for(), None);
}

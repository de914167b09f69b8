//! The lock for refreshes: one holder, named by those who wait, gone with its holder, and given back by nobody else.

use std::time::{Duration, Instant, SystemTime};

use mailru_sandbox::Sandbox;
use mailru_sdk::{
    Error,
    auth::TokenStore as _,
    error::AuthError,
    redis::{Redis, RedisTokens},
};
use tokio::time::timeout;

use crate::{first_pair, number, redis, refreshes, resume, start, tell, tokens, url, worker::Worker};

/// Long enough for a lock that is free, however busy the machine is.
const PATIENCE: Duration = Duration::from_secs(20);

#[tokio::test]
async fn the_next_one_has_the_lock_when_it_is_given_back_and_not_before() {
    let Some(server) = start(&[]) else { return };
    let (one, other) = (tokens(&server).called("one"), tokens(&server));
    let guard = one.lock().await.unwrap();
    assert!(timeout(Duration::from_millis(50), other.lock()).await.is_err());
    let said = format!("the lock `{{tokens}}:lock` of Redis at 127.0.0.1:{}, which one has", server.port());
    assert_eq!(other.waiting_for(), Some(said));
    drop(guard);
    let begun = Instant::now();
    let _guard = timeout(PATIENCE, other.lock()).await.unwrap().unwrap();
    assert!(begun.elapsed() < Duration::from_secs(9), "it was given back, and did not run out");
    assert!(!other.waiting_for().unwrap().contains("lock"), "nobody is waited for any more");
}

#[tokio::test]
async fn a_lock_outlives_its_lease_while_it_is_held() {
    let Some(server) = start(&[]) else { return };
    let lease = Duration::from_millis(200);
    let (one, other) = (tokens(&server).lease(lease), tokens(&server));
    let guard = one.lock().await.unwrap();
    assert!(timeout(lease * 5, other.lock()).await.is_err());
    drop(guard);
    timeout(PATIENCE, other.lock()).await.unwrap().unwrap();
}

#[tokio::test]
async fn the_lock_of_a_process_that_was_killed_runs_out() {
    let Some(server) = start(&[]) else { return };
    let sandbox = Sandbox::start().await.unwrap();
    let holder = Worker::holding(&sandbox, format!("{}#tokens#300", url(&server)));
    let (id, store) = (holder.id(), tokens(&server));
    assert!(timeout(Duration::from_millis(50), store.lock()).await.is_err());
    assert!(store.waiting_for().unwrap().ends_with(&format!("which process {id} has")));
    holder.kill();
    timeout(PATIENCE, store.lock()).await.unwrap().unwrap();
}

#[tokio::test]
async fn a_lock_that_ran_out_is_not_given_back_for_its_next_owner() {
    let Some(server) = start(&[]) else { return };
    let (one, other) = (tokens(&server), tokens(&server));
    let guard = one.lock().await.unwrap();
    // As if it had stood still for longer than its lease.
    tell(&server, &["DEL", "{tokens}:lock"]);
    let _next = other.lock().await.unwrap();
    drop(guard);
    // What it gave back went over this connection, so it has come by now.
    assert!(one.load().await.unwrap().is_none());
    assert_eq!(number(tell(&server, &["EXISTS", "{tokens}:lock"])), 1);
}

#[tokio::test]
async fn a_wait_that_is_given_up_leaves_no_lock_behind() {
    let Some(server) = start(&[]) else { return };
    let store = tokens(&server);
    for _ in 0..20 {
        // Some of them end while the answer is on its way.
        let _ = timeout(Duration::from_micros(300), store.lock()).await;
    }
    let begun = Instant::now();
    timeout(PATIENCE, tokens(&server).lock()).await.unwrap().unwrap();
    assert!(begun.elapsed() < Duration::from_secs(9), "none had to run out");
}

#[tokio::test]
async fn a_call_gives_up_in_time_and_says_whom_it_waited_for() {
    let Some(server) = start(&[]) else { return };
    let sandbox = Sandbox::start().await.unwrap();
    let store = tokens(&server);
    store.swap(None, &first_pair(&sandbox)).await.unwrap();
    let api = resume(&sandbox, &store).await.unwrap();
    sandbox.expire_sessions();
    let limit = Duration::from_secs(1);
    let guard = RedisTokens::new(&redis(&server), "tokens").called("web-2").lock().await.unwrap();
    let error = api.friends().get().timeout(limit).await.unwrap_err();
    let Error::Auth(AuthError::Locked { limit: said, holder: Some(holder) }) = &error else { panic!("{error:?}") };
    assert!(*said == limit && holder.ends_with("which web-2 has"), "{error}");
    assert_eq!(refreshes(&sandbox), (0, 0));
    drop(guard);
    assert_eq!(api.friends().get().await.unwrap().len(), 42);
}

#[tokio::test]
async fn a_call_that_waits_for_the_server_itself_says_so() {
    let Some(server) = start(&[]) else { return };
    let sandbox = Sandbox::start().await.unwrap();
    let store = RedisTokens::new(&Redis::new(url(&server)).timeout(Duration::from_mins(1)), "tokens");
    store.swap(None, &first_pair(&sandbox)).await.unwrap();
    let api = resume(&sandbox, &store).await.unwrap();
    sandbox.expire_sessions();
    crate::signal(&server, "STOP");
    let error = api.friends().get().timeout(Duration::from_secs(1)).await.unwrap_err();
    crate::signal(&server, "CONT");
    let said = format!("it waits for an answer of Redis at 127.0.0.1:{}", server.port());
    assert!(error.to_string().ends_with(&said), "{error}");
    assert_eq!(api.friends().get().await.unwrap().len(), 42);
}

#[tokio::test]
async fn a_process_that_waits_for_a_lock_gives_up_and_can_exit() {
    let Some(server) = start(&[]) else { return };
    let sandbox = Sandbox::start().await.unwrap();
    let store = tokens(&server);
    store.swap(None, &first_pair(&sandbox).expires_at(SystemTime::UNIX_EPOCH)).await.unwrap();
    let _guard = store.lock().await.unwrap();
    let mut worker = Worker::impatient(&sandbox, format!("{}#tokens", url(&server)));
    worker.say("1");
    let said = format!("which process {} has", std::process::id());
    let answer = worker.answer();
    assert!(answer.ends_with(&said), "{answer}");
    assert!(worker.end().success());
}

//! However many calls find a token expired, one refresh is made.

use std::{
    sync::Arc,
    time::{Duration, SystemTime},
};

use mailru_sandbox::{Sandbox, TokenRequest};
use mailru_sdk::Api;
use mailru_tests::server_app;
use tokio::task::JoinSet;

use crate::{
    crowd::{CALLS, crowd, succeed, until_all_are_refused, until_all_wait},
    expired, first_pair, refreshes,
};

#[tokio::test]
async fn a_thousand_calls_that_are_refused_with_102_make_one_refresh() {
    let sandbox = Sandbox::start().await.unwrap();
    let api = expired(&sandbox);
    let gate = sandbox.hold_token_requests();
    let mut calls = crowd(&api);
    until_all_are_refused(&sandbox, &mut calls).await;
    gate.arrived(1).await;
    assert_eq!(gate.arrivals(), 1);
    gate.release();
    succeed(calls).await;
    assert_eq!(refreshes(&sandbox), 1);
    assert_eq!(sandbox.requests().len(), 2 * CALLS, "each call was refused once and sent again once");
}

#[tokio::test]
async fn a_thousand_calls_that_know_of_the_expiry_make_one_refresh_and_no_call_in_vain() {
    let sandbox = Sandbox::start().await.unwrap();
    sandbox.expire_sessions();
    let pair = first_pair(&sandbox).expires_at(SystemTime::UNIX_EPOCH);
    let api = Api::new(server_app(&sandbox).session_of(pair).unwrap());
    let gate = sandbox.hold_token_requests();
    let mut calls = crowd(&api);
    until_all_wait(&mut calls).await;
    gate.arrived(1).await;
    assert!(sandbox.requests().is_empty());
    gate.release();
    succeed(calls).await;
    assert_eq!((refreshes(&sandbox), sandbox.requests().len()), (1, CALLS));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn calls_and_clones_on_several_threads_share_the_refresh() {
    let sandbox = Sandbox::start().await.unwrap();
    sandbox.expire_sessions();
    let pair = first_pair(&sandbox).expires_at(SystemTime::now() - Duration::from_hours(1));
    let session = server_app(&sandbox).session_of(pair).unwrap();
    let start = Arc::new(tokio::sync::Barrier::new(100));
    let mut calls = JoinSet::new();
    for _ in 0..100 {
        let (api, start) = (Api::new(session.clone()), Arc::clone(&start));
        calls.spawn(async move {
            start.wait().await;
            api.friends().get().await.map(|friends| friends.len())
        });
    }
    assert!(calls.join_all().await.into_iter().all(|friends| friends.unwrap() == 42));
    assert_eq!((refreshes(&sandbox), sandbox.requests().len()), (1, 100));
}

#[tokio::test]
async fn each_expiry_is_one_refresh_more() {
    let sandbox = Sandbox::start().await.unwrap();
    let api = expired(&sandbox);
    for round in 1..=5 {
        let calls: Vec<_> = (0..20).map(|_| api.friends().get().send()).collect();
        succeed(calls).await;
        assert_eq!(refreshes(&sandbox), round);
        sandbox.expire_sessions();
    }
    assert!(sandbox.token_requests().iter().all(TokenRequest::is_granted));
}

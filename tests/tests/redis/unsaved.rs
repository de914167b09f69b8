//! A pair whose store failed after the platform gave it: the session keeps it, works, and stores it later.

use std::{
    sync::{
        Arc,
        mpsc::{self, RecvTimeoutError},
    },
    thread,
    time::Duration,
};

use mailru_sandbox::Sandbox;
use mailru_sdk::{
    Api, Session,
    auth::{Swap, TokenStore as _, Tokens},
    redis::{Redis, RedisTokens},
};
use mailru_tests::{server::Server, server_app};

use crate::{DURABLE, first_pair, refreshes, resume, start, tell, tokens};

async fn until_it_is_saved<K>(session: &Session<K>) {
    while session.unsaved().is_some() {
        tokio::task::yield_now().await;
    }
}

/// What is stored is what the session uses.
async fn assert_stored<K>(server: &Server, session: &Session<K>) {
    let stored = tokens(server).load().await.unwrap().unwrap().tokens;
    let used = session.tokens().unwrap().current();
    assert_eq!(stored.expose_refresh_token(), used.expose_refresh_token());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_dies_during_a_refresh_costs_no_pair() {
    let Some(mut server) = start(&DURABLE) else { return };
    let sandbox = Sandbox::start().await.unwrap();
    tokens(&server).swap(None, &first_pair(&sandbox)).await.unwrap();
    let api = resume(&sandbox, &tokens(&server)).await.unwrap();
    sandbox.expire_sessions();
    let gate = sandbox.hold_token_answers();
    let other = api.clone();
    let call = tokio::spawn(async move { other.friends().get().await });
    gate.arrived(1).await;
    server.kill();
    gate.release();
    let error = call.await.unwrap().unwrap_err();
    assert_eq!(error.to_string(), "the token store failed: the tokens cannot be written to Redis");
    let dead = sandbox.refresh_token().to_owned();
    server.restart();
    assert_eq!(tokens(&server).load().await.unwrap().unwrap().tokens.expose_refresh_token(), Some(&*dead));
    assert_eq!(api.friends().get().await.unwrap().len(), 42);
    assert_eq!(refreshes(&sandbox), (1, 0), "the pair was in memory, and was not asked for again");
    assert_stored(&server, api.session()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_log_in_whose_server_dies_meanwhile_is_a_session_that_stores_its_pair_later() {
    let Some(mut server) = start(&DURABLE) else { return };
    let sandbox = Sandbox::start().await.unwrap();
    let gate = sandbox.hold_token_answers();
    let grant = server_app(&sandbox).refresh(sandbox.refresh_token()).store(Arc::new(tokens(&server)));
    let log_in = tokio::spawn(grant.authorize());
    gate.arrived(1).await;
    server.kill();
    gate.release();
    let session = log_in.await.unwrap().unwrap();
    assert!(session.unsaved().is_some());
    assert_eq!(Api::new(session.clone()).friends().get().await.unwrap().len(), 42);
    server.restart();
    assert_eq!(Api::new(session.clone()).friends().get().await.unwrap().len(), 42);
    until_it_is_saved(&session).await;
    assert_stored(&server, &session).await;
    assert_eq!(refreshes(&sandbox), (1, 0));
}

#[tokio::test]
async fn a_grant_is_not_spent_where_its_pair_could_not_be_stored() {
    let Some(server) = start(&["--maxmemory-policy", "noeviction"]) else { return };
    let sandbox = Sandbox::start().await.unwrap();
    let grant = || server_app(&sandbox).refresh(sandbox.refresh_token()).store(Arc::new(tokens(&server)));
    tell(&server, &["CONFIG", "SET", "maxmemory", "1"]);
    grant().authorize().await.unwrap_err();
    tell(&server, &["CONFIG", "SET", "maxmemory", "0"]);
    tell(&server, &["SET", "tokens", "something else"]);
    grant().authorize().await.unwrap_err();
    assert_eq!(refreshes(&sandbox), (0, 0));
    tell(&server, &["DEL", "tokens"]);
    let session = grant().authorize().await.unwrap();
    assert_stored(&server, &session).await;
}

#[tokio::test]
async fn a_refresh_token_is_not_spent_where_the_next_pair_could_not_be_stored() {
    let Some(server) = start(&["--maxmemory-policy", "noeviction"]) else { return };
    let sandbox = Sandbox::start().await.unwrap();
    tokens(&server).swap(None, &first_pair(&sandbox)).await.unwrap();
    let api = resume(&sandbox, &tokens(&server)).await.unwrap();
    sandbox.expire_sessions();
    tell(&server, &["CONFIG", "SET", "maxmemory", "1"]);
    api.friends().get().await.unwrap_err();
    assert_eq!(refreshes(&sandbox), (0, 0));
    tell(&server, &["CONFIG", "SET", "maxmemory", "0"]);
    assert_eq!(api.friends().get().await.unwrap().len(), 42);
    assert_stored(&server, api.session()).await;
}

#[tokio::test]
async fn a_record_that_was_evicted_is_written_anew_by_who_has_the_pair() {
    let Some(server) = start(&[]) else { return };
    let sandbox = Sandbox::start().await.unwrap();
    tokens(&server).swap(None, &first_pair(&sandbox)).await.unwrap();
    let api = resume(&sandbox, &tokens(&server)).await.unwrap();
    tell(&server, &["DEL", "tokens"]);
    sandbox.expire_sessions();
    assert_eq!(api.friends().get().await.unwrap().len(), 42);
    assert_eq!(refreshes(&sandbox), (1, 0));
    assert_stored(&server, api.session()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_change_whose_answer_was_lost_is_no_other_processs_change() {
    let Some(server) = start(&[]) else { return };
    let sandbox = Sandbox::start().await.unwrap();
    let store = RedisTokens::new(&Redis::new(crate::url(&server)).timeout(Duration::from_secs(20)), "tokens");
    store.swap(None, &first_pair(&sandbox)).await.unwrap();
    let api = resume(&sandbox, &store).await.unwrap();
    // The connection of the session, and whatever it waits for on it, is cut again and again.
    let client = redis::Client::open(crate::url(&server)).unwrap();
    let (stop, stopped) = mpsc::channel::<()>();
    let cutting = thread::spawn(move || {
        while let Err(RecvTimeoutError::Timeout) = stopped.recv_timeout(Duration::from_millis(3)) {
            let mut connection = client.get_connection().unwrap();
            let mut command = redis::cmd("CLIENT");
            command.arg(&["KILL", "TYPE", "normal", "SKIPME", "yes"]).query::<i64>(&mut connection).unwrap();
        }
    });
    for round in 1..=20 {
        sandbox.expire_sessions();
        assert_eq!(api.friends().get().await.unwrap().len(), 42);
        assert_eq!(refreshes(&sandbox), (round, 0));
    }
    drop(stop);
    cutting.join().unwrap();
    assert_stored(&server, api.session()).await;
    // A pair that nobody has seen before.
    assert!(matches!(store.swap(None, &Tokens::new("a")).await.unwrap(), Swap::Conflict(Some(_))));
}

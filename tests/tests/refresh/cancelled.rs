//! Calls that are given up while a refresh is under way, at moments that a seed chooses.

use std::{
    pin::Pin,
    task::{Context, Poll},
    time::SystemTime,
};

use mailru_sandbox::Sandbox;
use mailru_sdk::{Api, Error, Uid};
use mailru_tests::{random::Random, server_app};

use crate::{
    crowd::{CALLS, FriendIds, crowd, finish, succeed, until_all_are_refused},
    expired, first_pair, refreshes,
};

const GIVEN_UP: usize = 50;

#[tokio::test]
async fn fifty_callers_who_give_up_while_they_wait_change_nothing_for_the_others() {
    for seed in 1..=2 {
        let sandbox = Sandbox::start().await.unwrap();
        let api = expired(&sandbox);
        let gate = sandbox.hold_token_requests();
        let mut calls = crowd(&api);
        until_all_are_refused(&sandbox, &mut calls).await;
        gate.arrived(1).await;
        let mut random = Random::seeded(seed);
        // The first caller, who started the refresh, is one of them.
        drop(calls.remove(0));
        for _ in 1..GIVEN_UP {
            drop(calls.swap_remove(random.below(calls.len())));
        }
        gate.release();
        succeed(calls).await;
        assert_eq!(refreshes(&sandbox), 1, "seed {seed}");
    }
}

/// A caller who gives the call up after having looked at it so many times.
struct Fickle<'a> {
    call: Option<FriendIds<'a>>,
    patience: Option<usize>,
}

impl Future for Fickle<'_> {
    type Output = Option<Result<Vec<Uid>, Error>>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        match &mut self.patience {
            Some(0) => self.call = None,
            Some(patience) => *patience -= 1,
            None => {}
        }
        match &mut self.call {
            Some(call) => Pin::new(call).poll(cx).map(Some),
            None => Poll::Ready(None),
        }
    }
}

#[tokio::test]
async fn fifty_callers_who_give_up_at_any_moment_change_nothing_for_the_others() {
    for seed in 1..=4 {
        let sandbox = Sandbox::start().await.unwrap();
        sandbox.expire_sessions();
        let pair = first_pair(&sandbox).expires_at(SystemTime::UNIX_EPOCH);
        let api = Api::new(server_app(&sandbox).session_of(pair).unwrap());
        let mut random = Random::seeded(seed);
        let mut calls: Vec<_> =
            crowd(&api).into_iter().map(|call| Fickle { call: Some(call), patience: None }).collect();
        calls[0].patience = Some(1);
        for _ in 1..GIVEN_UP {
            let victim = random.below(CALLS);
            calls[victim].patience = Some(random.below(6));
        }
        let ends = finish(calls).await;
        let given_up = ends.iter().filter(|end| end.is_none()).count();
        assert!((10..=GIVEN_UP).contains(&given_up), "seed {seed}: {given_up} of the callers gave up");
        assert!(ends.into_iter().flatten().all(|friends| friends.unwrap().len() == 42));
        assert_eq!(refreshes(&sandbox), 1, "seed {seed}");
    }
}

#[tokio::test]
async fn the_refresh_goes_on_when_its_only_caller_gives_up() {
    let sandbox = Sandbox::start().await.unwrap();
    let api = expired(&sandbox);
    let mut watch = api.session().tokens().unwrap();
    let gate = sandbox.hold_token_answers();
    tokio::select! {
        biased;
        () = gate.arrived(1) => {}
        end = api.friends().get().send() => panic!("the refresh is held: {end:?}"),
    }
    // The platform has rotated the token by now; whoever loses the answer loses the session.
    gate.release();
    let tokens = watch.changed().await.unwrap();
    assert_ne!(tokens.expose_refresh_token(), Some(sandbox.refresh_token()));
    assert_eq!(api.friends().get().await.unwrap().len(), 42);
    assert_eq!((refreshes(&sandbox), sandbox.requests().len()), (1, 2));
}

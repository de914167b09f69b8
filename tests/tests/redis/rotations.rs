//! Many rotations, during which processes are killed at every step of a refresh and the server is restarted. The platform ends a
//! refresh token with its use, so each loss shows.
//!
//! `MAILRU_ROTATIONS` says how many rotations there are, and `MAILRU_RESTARTS` how many restarts; there are few where they do not.

use std::{collections::BTreeSet, env, time::Duration};

use mailru_sandbox::{Gate, Sandbox};
use mailru_sdk::auth::{Swap, TokenStore as _, Tokens};
use mailru_tests::{random::Random, server::Server, server_app};

use crate::{DURABLE, first_pair, refreshes, start, tokens, url, worker::Worker};

fn count(variable: &str, few: usize) -> usize {
    env::var(variable).ok().and_then(|number| number.parse().ok()).unwrap_or(few)
}

/// A step of a refresh at which a process dies.
#[derive(Debug, Clone, Copy)]
enum Step {
    /// It has the lock, and has asked for nothing yet.
    Locked,
    /// The platform has the request, and has done nothing.
    Requested,
    /// The platform has ended the old refresh token, and its answer is on the way.
    Answering,
    /// The new pair is in memory.
    Answered,
    /// The new pair is in Redis, and was not used yet.
    Stored,
    /// Some time after it was let go, whatever it is about.
    Sometime,
}

const STEPS: [Step; 6] = [Step::Locked, Step::Requested, Step::Answering, Step::Answered, Step::Stored, Step::Sometime];

impl Step {
    /// Whether the new pair is nowhere but in the process, or on its way there; `None` when it may be.
    fn is_in_the_window(self) -> Option<bool> {
        match self {
            Self::Answering | Self::Answered => Some(true),
            Self::Locked | Self::Requested | Self::Stored => Some(false),
            Self::Sometime => None,
        }
    }
}

/// Lets a process refresh, and die there by SIGKILL or, inside the SDK, by its own hand.
///
/// The gate is for its request, which the platform has not given up yet: the next one waits beside it until that has happened.
async fn die_at(step: Step, random: &mut Random, sandbox: &Sandbox, place: &str) -> Option<Gate> {
    let gate = match step {
        Step::Sometime => {
            let mut worker = Worker::start(sandbox, place);
            worker.go();
            let micros = u64::try_from(random.below(25_000)).unwrap();
            tokio::time::sleep(Duration::from_micros(micros)).await;
            worker.kill();
            return None;
        }
        Step::Requested => sandbox.hold_token_requests(),
        Step::Answering => sandbox.hold_token_answers(),
        Step::Locked | Step::Answered | Step::Stored => {
            let name = format!("{step:?}").to_lowercase();
            let mut mortal = Worker::mortal(sandbox, place, &name);
            mortal.go();
            assert_eq!(mortal.answer(), "", "it dies instead of answering");
            assert!(!mortal.end().success());
            return None;
        }
    };
    let mut worker = Worker::start(sandbox, place);
    worker.go();
    gate.arrived(1).await;
    worker.kill();
    if matches!(step, Step::Requested) {
        return Some(gate);
    }
    gate.release();
    None
}

/// Puts a new log-in into the store, as the user does whose session was lost.
async fn log_in(sandbox: &Sandbox, server: &Server) {
    let code = server_app(sandbox).code(sandbox.code("http://localhost/"), "http://localhost/");
    let pair = code.tokens().await.unwrap();
    put(server, &pair).await;
}

async fn put(server: &Server, pair: &Tokens) {
    let store = tokens(server);
    let before = store.load().await.unwrap().map(|stored| stored.generation);
    assert!(matches!(store.swap(before, pair).await.unwrap(), Swap::Done(_)));
}

/// How often a refresh token was sent that the platform had taken before.
fn sent_twice(sandbox: &Sandbox) -> usize {
    let mut seen = BTreeSet::new();
    sandbox
        .token_requests()
        .iter()
        .filter(|request| request.grant() == Some("refresh_token"))
        .filter(|request| {
            let token = request.parameters().iter().find(|(name, _)| name == "refresh_token");
            !seen.insert(token.expect("a refresh sends one").1.clone())
        })
        .count()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_process_that_is_killed_costs_a_pair_only_between_the_answer_and_the_store() {
    let Some(server) = start(&[]) else { return };
    let sandbox = Sandbox::start().await.unwrap();
    put(&server, &first_pair(&sandbox)).await;
    // Of two processes one lives, so nobody can lose a short lease to another.
    let place = format!("{}#tokens#200", url(&server));
    let mut random = Random::seeded(17);
    let (mut rotations, mut in_the_window, mut kills) = (0, 0, [0; 6]);
    let mut survivor = Worker::start(&sandbox, &place);
    while rotations < count("MAILRU_ROTATIONS", 12) {
        let chosen = random.below(STEPS.len());
        let step = STEPS[chosen];
        let before = refreshes(&sandbox);
        sandbox.expire_sessions();
        let gate = die_at(step, &mut random, &sandbox, &place).await;
        kills[chosen] += 1;
        survivor.go();
        if let Some(gate) = gate {
            gate.arrived(2).await;
            gate.release();
        }
        let answer = survivor.answer();
        let after = refreshes(&sandbox);
        let (granted, refused) = (after.0 - before.0, after.1 - before.1);
        if step.is_in_the_window().unwrap_or(refused > 0) {
            // The written window: the new pair was nowhere but in the process that died.
            assert!(answer.contains("invalid_grant"), "{step:?}: {answer}");
            assert_eq!((granted, refused), (1, 1), "{step:?}");
            in_the_window += 1;
            log_in(&sandbox, &server).await;
            survivor.go();
            assert_eq!(survivor.answer(), "done", "after a new log-in");
        } else {
            assert_eq!((&*answer, granted, refused), ("done", 1, 0), "{step:?}");
        }
        rotations += 1;
    }
    assert!(sandbox.token_requests().len() < 1000, "the sandbox remembers all of them");
    // Each of those that were sent twice was refused, and is one of a pair that died with its process.
    assert_eq!((sent_twice(&sandbox), refreshes(&sandbox).1), (in_the_window, in_the_window));
    println!("{rotations} rotations, killed {kills:?} at {STEPS:?}, lost in the window {in_the_window}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_is_restarted_costs_no_pair() {
    let Some(mut server) = start(&DURABLE) else { return };
    let sandbox = Sandbox::start().await.unwrap();
    put(&server, &first_pair(&sandbox)).await;
    let place = format!("{}#tokens", url(&server));
    let mut workers = [Worker::start(&sandbox, &place), Worker::start(&sandbox, &place)];
    let restarts = count("MAILRU_RESTARTS", 5);
    let mut failed = 0;
    for _ in 0..restarts {
        sandbox.expire_sessions();
        for worker in &mut workers {
            worker.go();
        }
        server.restart();
        for worker in &mut workers {
            // A call may fail meanwhile, and the next one may not.
            let answer = worker.answer();
            if answer != "done" {
                failed += 1;
                worker.go();
                assert_eq!(worker.answer(), "done", "after: {answer}");
            }
        }
    }
    assert_eq!((sent_twice(&sandbox), refreshes(&sandbox).1), (0, 0));
    println!("{restarts} restarts, {} rotations, {failed} rounds of calls failed, none lost", refreshes(&sandbox).0);
}

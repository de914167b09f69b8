//! Which calls are hit, and what becomes of those that are.

use mailru_sandbox::{Fault, Sandbox, StartError};

use super::{recorded, sandbox};
use crate::client::Call;

/// The status of each of so many calls.
async fn statuses(sandbox: &Sandbox, method: &str, calls: usize) -> Vec<u16> {
    let mut statuses = Vec::new();
    for _ in 0..calls {
        statuses.push(Call::client(sandbox, method).get().await.status);
    }
    statuses
}

#[tokio::test]
async fn the_next_calls_are_hit_and_then_no_more() {
    let sandbox = sandbox().await;
    sandbox.inject(Fault::status(503).skip(1).times(2));
    assert_eq!(statuses(&sandbox, "friends.get", 5).await, [200, 503, 503, 200, 200]);
    assert_eq!(recorded(&sandbox).iter().map(Vec::len).collect::<Vec<_>>(), [0, 1, 1, 0, 0]);
}

#[tokio::test]
async fn one_method_is_hit_and_others_are_not() {
    let sandbox = sandbox().await;
    sandbox.inject(Fault::status(503).on("friends.get"));
    assert_eq!(statuses(&sandbox, "users.getBalance", 2).await, [200, 200]);
    assert_eq!(statuses(&sandbox, "friends.get", 2).await, [503, 503]);
    sandbox.clear_faults();
    assert_eq!(statuses(&sandbox, "friends.get", 2).await, [200, 200]);
}

#[tokio::test]
async fn chance_is_the_same_for_the_same_seed() {
    let mut runs = Vec::new();
    for seed in [1, 1, 2] {
        let builder = Sandbox::builder().seed(seed).fault(Fault::status(503).probability(0.5));
        let sandbox = builder.start().await.expect("a free port");
        runs.push(statuses(&sandbox, "friends.get", 30).await);
    }
    assert!(runs[0].contains(&200) && runs[0].contains(&503), "{:?}", runs[0]);
    assert_eq!(runs[0], runs[1]);
    assert_ne!(runs[0], runs[2]);
}

#[tokio::test]
async fn two_faults_of_one_request_are_both_recorded() {
    let sandbox = sandbox().await;
    let (held, gate) = Fault::held();
    gate.release();
    sandbox.inject(held);
    sandbox.inject(Fault::error(201));
    assert_eq!(Call::client(&sandbox, "friends.get").get().await.error_code(), 201);
    assert_eq!(recorded(&sandbox), [["held", "error=201"]]);
}

#[tokio::test]
async fn what_is_hit_before_it_is_carried_out_is_not_even_checked() {
    let sandbox = sandbox().await;
    sandbox.inject(Fault::status(503).times(1));
    let wrong = Call::client(&sandbox, "friends.get").with("sig", "0");
    assert_eq!(wrong.get().await.status, 503);
    assert_eq!(wrong.get().await.error_code(), 104);
}

#[tokio::test]
async fn a_fault_for_a_method_that_nobody_knows_is_a_mistake() {
    let builder = Sandbox::builder().fault(Fault::drop().on("friends.got"));
    let error = builder.start().await.expect_err("no such method");
    assert!(matches!(error, StartError::Fault(_)) && error.to_string().contains("friends.got"), "{error}");
}

#[tokio::test]
#[should_panic(expected = "no method is called \"friends.got\"")]
async fn injecting_a_fault_for_a_method_that_nobody_knows_panics() {
    sandbox().await.inject(Fault::drop().on("friends.got"));
}

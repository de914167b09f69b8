//! Calls that wait, at a gate or for a time.

use std::time::Duration;

use mailru_sandbox::Fault;
use tokio::io::AsyncReadExt as _;

use super::{begin, sandbox};
use crate::client::Call;

#[tokio::test]
async fn a_call_that_is_held_has_not_been_carried_out_and_never_is_when_its_client_leaves() {
    let sandbox = sandbox().await;
    let (held, gate) = Fault::held();
    sandbox.inject(held.on("friends.get"));
    let call = Call::client(&sandbox, "friends.get");
    let left = begin(&sandbox, &call).await;
    gate.arrived(1).await;
    drop(left);
    let mut stays = begin(&sandbox, &call).await;
    gate.arrived(2).await;
    assert_eq!(Call::client(&sandbox, "users.getBalance").get().await.status, 200, "others pass");
    assert_eq!(sandbox.requests().len(), 1);
    gate.release();
    let mut answer = String::new();
    stays.read_to_string(&mut answer).await.expect("an answer");
    assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
    assert_eq!(sandbox.requests().len(), 2);
}

#[tokio::test]
async fn an_answer_that_is_held_is_that_of_a_call_that_was_carried_out() {
    let sandbox = sandbox().await;
    let (held, gate) = Fault::held();
    sandbox.inject(held.carried_out());
    let left = begin(&sandbox, &Call::client(&sandbox, "friends.get")).await;
    gate.arrived(1).await;
    assert_eq!(sandbox.requests()[0].status(), 200);
    drop(left);
}

#[tokio::test]
async fn a_sandbox_stops_in_spite_of_a_call_that_is_held() {
    let sandbox = sandbox().await;
    let (held, gate) = Fault::held();
    sandbox.inject(held);
    let _waits = begin(&sandbox, &Call::client(&sandbox, "friends.get")).await;
    gate.arrived(1).await;
    sandbox.stop().await;
}

#[tokio::test]
async fn latency_is_waited_for_before_the_call_or_behind_it() {
    let sandbox = sandbox().await;
    for fault in [Fault::latency(Duration::from_millis(20)), Fault::latency(Duration::from_millis(20)).carried_out()] {
        sandbox.inject(fault.times(1));
        let begin = std::time::Instant::now();
        assert_eq!(Call::client(&sandbox, "friends.get").get().await.status, 200);
        assert!(begin.elapsed() >= Duration::from_millis(20));
    }
}

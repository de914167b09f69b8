//! What a test asks about the calls that arrived.

use mailru_sandbox::{Fault, RecordedRequest, Sandbox};

use crate::client::Call;

async fn sandbox() -> Sandbox {
    Sandbox::start().await.expect("a free port")
}

#[tokio::test]
async fn the_calls_of_one_method_include_those_that_failed() {
    let sandbox = sandbox().await;
    for method in ["users.getInfo", "friends.get"] {
        Call::client(&sandbox, method).get().await;
    }
    Call::client(&sandbox, "friends.get").with("sig", "0").get().await;
    sandbox.inject(Fault::error(3));
    Call::client(&sandbox, "friends.get").get().await;
    let requests = sandbox.requests_of("friends.get");
    let codes: Vec<_> = requests.iter().map(RecordedRequest::error_code).collect();
    assert_eq!(codes, [None, Some(104), Some(3)]);
    assert!(sandbox.requests_of("friends.getOnline").is_empty());
    assert_eq!(sandbox.only_request("users.getInfo").status(), 200);
}

#[tokio::test]
#[should_panic(expected = "friends.get was called 2 times instead of once. All calls:\n  friends.get: HTTP 200\n  \
                           friends.get: HTTP 400, error 104")]
async fn a_call_too_many_is_a_panic_that_lists_the_calls() {
    let sandbox = sandbox().await;
    Call::client(&sandbox, "friends.get").get().await;
    Call::client(&sandbox, "friends.get").with("sig", "0").get().await;
    sandbox.only_request("friends.get");
}

#[tokio::test]
#[should_panic(expected = "friends.get was called 0 times instead of once. Nothing was called.")]
async fn a_call_that_was_not_made_is_a_panic() {
    sandbox().await.only_request("friends.get");
}

#[tokio::test]
#[should_panic(expected = "no method is called \"friends.got\"")]
async fn a_method_that_nobody_knows_is_a_panic_and_not_an_empty_list() {
    let _ = sandbox().await.requests_of("friends.got");
}

//! Faults of the token endpoint.

use mailru_sandbox::{Fault, TokenRequest};

use super::sandbox;
use crate::client::Call;
use crate::oauth::token::{TOKEN, TokenCall};

#[tokio::test]
async fn calls_and_tokens_have_faults_of_their_own() {
    let sandbox = sandbox().await;
    sandbox.inject(Fault::status(503).on_tokens().times(1));
    assert_eq!(Call::client(&sandbox, "friends.get").get().await.status, 200);
    sandbox.inject(Fault::status(502));
    assert_eq!(TokenCall::refresh(&sandbox, sandbox.refresh_token()).send().await.status, 503);
    let request = &sandbox.token_requests()[0];
    assert_eq!((request.status(), request.is_granted(), request.error()), (503, false, None));
    assert_eq!((request.faults(), request.grant()), (&["status=503".to_owned()][..], Some("refresh_token")));
}

#[tokio::test]
async fn a_fault_in_front_leaves_the_refresh_token_as_it_is_and_one_behind_spends_it() {
    let sandbox = sandbox().await;
    let refresh = TokenCall::refresh(&sandbox, sandbox.refresh_token());
    sandbox.inject(Fault::error(3).on_tokens().times(1));
    assert_eq!(refresh.send().await.error_code(), 3);
    sandbox.inject(Fault::status(502).carried_out().on_tokens().times(1));
    assert_eq!(refresh.send().await.status, 502);
    assert_eq!(refresh.refused().await, "invalid_grant", "spent, though nobody read the new one");
    let requests = sandbox.token_requests();
    assert_eq!(requests.iter().map(TokenRequest::is_granted).collect::<Vec<_>>(), [false, true, false]);
    assert_eq!(requests.iter().map(TokenRequest::status).collect::<Vec<_>>(), [400, 502, 400]);
}

#[tokio::test]
async fn answers_with_tokens_are_spoilt_like_any_other() {
    let sandbox = sandbox().await;
    sandbox.inject(Fault::truncated().on_tokens().times(1));
    let reply = TokenCall::password(&sandbox).send().await;
    assert!(reply.status == 200 && serde_json::from_str::<serde_json::Value>(&reply.body).is_err(), "{}", reply.body);
    assert!(reply.body.starts_with('{'));
}

#[tokio::test]
async fn expiry_at_the_token_endpoint_ends_all_sessions() {
    let sandbox = sandbox().await;
    sandbox.inject(Fault::expiry().on_tokens());
    assert_eq!(TokenCall::refresh(&sandbox, sandbox.refresh_token()).send().await.status, 200);
    assert_eq!(Call::client(&sandbox, "friends.get").get().await.error_code(), 102);
}

#[tokio::test]
async fn the_header_works_here_too() {
    let sandbox = sandbox().await;
    let body = TokenCall::password(&sandbox).encoded();
    let head = format!("Content-Type: {}\r\nx-sandbox-fault: status=429\r\n", crate::client::FORM);
    assert_eq!(crate::client::post_with(&sandbox, TOKEN, &head, body.as_bytes()).await.status, 429);
}

//! The same faults as the platform's, by the names of the service's endpoints.

use mailru_sandbox::{Fault, Sandbox};

use super::{code, error, exchange, refresh, sandbox, text, tokens, userinfo};
use crate::client::get_with;

#[tokio::test]
async fn a_fault_hits_the_endpoint_that_it_names_and_no_other() {
    let sandbox = sandbox().await;
    sandbox.inject(Fault::status(503).on("oauth.mail.ru/userinfo").times(1));
    sandbox.inject("error=6; on=oauth.mail.ru/token; skip=1; times=1".parse().expect("a fault"));
    let answer = tokens(&sandbox, &[]).await;
    assert_eq!(userinfo(&sandbox, text(&answer, "access_token")).await.status, 503);
    assert_eq!(userinfo(&sandbox, text(&answer, "access_token")).await.status, 200);
    let reply = refresh(&sandbox, text(&answer, "refresh_token")).await;
    assert_eq!((reply.status, error(&reply).0), (200, 6), "in the service's own form");
    let faults: Vec<_> = sandbox.mail_requests().iter().map(|request| request.faults().join(" ")).collect();
    assert_eq!(faults, ["", "status=503", "", "error=6"]);
}

#[tokio::test]
async fn a_code_is_spent_although_its_answer_is_lost() {
    let sandbox = sandbox().await;
    let code = code(&sandbox, &[]);
    sandbox.inject(Fault::html().carried_out().on("oauth.mail.ru/token").times(1));
    assert!(exchange(&sandbox, &code, &[]).await.body.starts_with("<html>"));
    assert_eq!(error(&exchange(&sandbox, &code, &[]).await).0, 6);
    assert!(sandbox.mail_requests()[0].is_granted());
}

#[tokio::test]
async fn expiry_ends_the_token_of_a_request_and_at_the_token_endpoint_all() {
    let sandbox = sandbox().await;
    let (one, other) = (tokens(&sandbox, &[]).await, tokens(&sandbox, &[]).await);
    sandbox.inject(Fault::expiry().on("oauth.mail.ru/userinfo").times(1));
    assert_eq!(error(&userinfo(&sandbox, text(&one, "access_token")).await).0, 6);
    assert!(userinfo(&sandbox, text(&other, "access_token")).await.json()["error"].is_null());
    sandbox.inject(Fault::expiry().on("oauth.mail.ru/token").times(1));
    refresh(&sandbox, text(&one, "refresh_token")).await;
    assert_eq!(error(&userinfo(&sandbox, text(&other, "access_token")).await).0, 6);
}

#[tokio::test]
async fn a_request_asks_for_faults_by_its_header() {
    let sandbox = sandbox().await;
    let reply = get_with(&sandbox, "/oauth.mail.ru/userinfo", "x-sandbox-fault: status=500\r\n").await;
    assert_eq!(reply.status, 500);
    let reply = get_with(&sandbox, "/oauth.mail.ru/userinfo", "x-sandbox-fault: nonsense\r\n").await;
    assert_eq!(reply.status, 400);
}

#[tokio::test]
async fn requests_wait_at_a_gate_and_the_platforms_do_not() {
    let sandbox: Sandbox = sandbox().await;
    let (fault, gate) = Fault::held();
    sandbox.inject(fault.on("oauth.mail.ru/token"));
    let code = code(&sandbox, &[]);
    let (reply, ()) = tokio::join!(exchange(&sandbox, &code, &[]), async {
        gate.arrived(1).await;
        assert!(sandbox.mail_requests().is_empty());
        gate.release();
    });
    assert!(reply.json()["access_token"].is_string());
}

//! The authorization code grant.

use std::time::Duration;

use mailru_sandbox::{ClientKey, Sandbox, TokenRequest};
use serde_json::json;

use super::token::{TokenCall, call, privileges};

const HERE: &str = "http://localhost:8080/back?state=a%20b";

async fn sandbox() -> Sandbox {
    Sandbox::start().await.expect("a free port")
}

#[tokio::test]
async fn a_code_opens_a_session_with_its_privileges() {
    let sandbox = sandbox().await;
    let code = sandbox.code(HERE);
    assert_eq!(code.len(), 32);
    let tokens = TokenCall::code(&sandbox, &code, HERE).tokens().await;
    assert_eq!(call(&sandbox, "friends.get", &tokens.access).get().await.status, 200);
    let all = ["photos", "guestbook", "stream", "messages", "events"];
    assert_eq!(privileges(&sandbox, &tokens.access).await, all);
    let code = sandbox.code_with_scope(HERE, "stream,photos wall");
    let tokens = TokenCall::code(&sandbox, &code, HERE).tokens().await;
    assert_eq!(privileges(&sandbox, &tokens.access).await, ["photos", "stream"]);
}

#[tokio::test]
async fn a_code_works_once() {
    let sandbox = sandbox().await;
    let call = TokenCall::code(&sandbox, &sandbox.code(HERE), HERE);
    assert_eq!(call.send().await.status, 200);
    let reply = call.send().await;
    assert_eq!((reply.status, reply.body.as_str()), (400, r#"{"error":"invalid_grant"}"#));
}

#[tokio::test]
async fn a_code_for_another_address_is_refused_and_spent() {
    let sandbox = sandbox().await;
    let call = TokenCall::code(&sandbox, &sandbox.code(HERE), HERE);
    assert_eq!(call.clone().with("redirect_uri", "http://localhost:8080/back").refused().await, "invalid_grant");
    assert_eq!(call.refused().await, "invalid_grant");
}

#[tokio::test]
async fn a_code_expires_after_ten_minutes() {
    let sandbox = sandbox().await;
    let (in_time, late) = (sandbox.code(HERE), sandbox.code(HERE));
    sandbox.clock().advance(Duration::from_secs(599));
    assert_eq!(TokenCall::code(&sandbox, &in_time, HERE).send().await.status, 200);
    sandbox.clock().advance(Duration::from_secs(1));
    assert_eq!(TokenCall::code(&sandbox, &late, HERE).refused().await, "invalid_grant");
}

#[tokio::test]
async fn a_code_takes_the_private_key_as_well_as_the_secret_one() {
    let sandbox = sandbox().await;
    for (key, which) in [(sandbox.private_key(), ClientKey::Private), (sandbox.secret_key(), ClientKey::Secret)] {
        let call = TokenCall::code(&sandbox, &sandbox.code(HERE), HERE).with("client_secret", key);
        let answer = call.send().await.json();
        let members: Vec<&str> = answer.as_object().expect("an object").keys().map(String::as_str).collect();
        assert_eq!(members, ["access_token", "expires_in", "refresh_token", "token_type", "x_mailru_vid"], "{which:?}");
        assert_eq!(sandbox.token_requests().last().and_then(TokenRequest::client_key), Some(which));
        assert_eq!(call.refused().await, "invalid_grant", "{which:?}: it works once");
    }
}

#[tokio::test]
async fn a_code_is_bound_to_its_address_whichever_key_asks() {
    let sandbox = sandbox().await;
    let here = "http://localhost/back?a=1";
    for elsewhere in
        ["http://localhost:8080/", "http://localhost/back", "http://localhost/back?a=1&", "http://LOCALHOST/back?a=1"]
    {
        let call = TokenCall::code(&sandbox, &sandbox.code(here), here).with("client_secret", sandbox.private_key());
        assert_eq!(call.clone().with("redirect_uri", elsewhere).refused().await, "invalid_grant", "{elsewhere}");
        assert_eq!(call.refused().await, "invalid_grant", "{elsewhere}: spent by the attempt");
    }
}

#[tokio::test]
async fn what_is_neither_key_exchanges_no_code_and_does_not_spend_it() {
    let sandbox = sandbox().await;
    let call = TokenCall::code(&sandbox, &sandbox.code(HERE), HERE);
    let both = format!("{}{}", sandbox.private_key(), sandbox.secret_key());
    for wrong in ["", "wrong", sandbox.access_token(), &both, &sandbox.private_key().to_uppercase()] {
        assert_eq!(call.clone().with("client_secret", wrong).refused().await, "invalid_client", "{wrong}");
    }
    assert_eq!(call.clone().without("client_secret").refused().await, "invalid_client");
    assert_eq!(call.with("client_secret", sandbox.private_key()).send().await.status, 200);
}

#[tokio::test]
async fn the_answer_to_a_code_is_complete_even_where_others_are_not() {
    let sandbox = Sandbox::builder().sends_vid(false).sends_token_type(false).start().await.expect("a free port");
    let answer = TokenCall::code(&sandbox, &sandbox.code(HERE), HERE).send().await.json();
    assert_eq!((&answer["token_type"], &answer["x_mailru_vid"]), (&json!("bearer"), &json!(sandbox.uid().to_string())));
}

#[tokio::test]
async fn of_many_who_show_the_same_code_one_gets_tokens() {
    let sandbox = sandbox().await;
    let call = TokenCall::code(&sandbox, &sandbox.code(HERE), HERE);
    let gate = sandbox.hold_token_requests();
    let replies = async { tokio::join!(call.send(), call.send(), call.send(), call.send()) };
    let together = async {
        gate.arrived(4).await;
        gate.release();
    };
    let ((a, b, c, d), ()) = tokio::join!(replies, together);
    let granted = [a, b, c, d].iter().filter(|reply| reply.status == 200).count();
    assert_eq!(granted, 1);
}

//! The password grant.

use mailru_sandbox::Sandbox;
use mailru_sandbox::signature::Key;

use super::token::{TokenCall, call, privileges};
use crate::client::Call;

async fn sandbox() -> Sandbox {
    Sandbox::start().await.expect("a free port")
}

#[tokio::test]
async fn a_password_opens_a_session_with_the_privileges_asked_for_and_no_others() {
    let sandbox = sandbox().await;
    for (scope, granted) in [
        ("", vec![]),
        ("photos stream", vec!["photos", "stream"]),
        ("messages,events", vec!["messages", "events"]),
        ("everything photos photos", vec!["photos"]),
    ] {
        let tokens = TokenCall::password(&sandbox).with("scope", scope).tokens().await;
        assert_eq!(privileges(&sandbox, &tokens.access).await, granted, "{scope}");
    }
    let tokens = TokenCall::password(&sandbox).tokens().await;
    assert!(privileges(&sandbox, &tokens.access).await.is_empty(), "no scope at all");
}

#[tokio::test]
async fn either_key_of_the_application_will_do() {
    let sandbox = sandbox().await;
    for key in [sandbox.secret_key(), sandbox.private_key()] {
        let tokens = TokenCall::password(&sandbox).with("client_secret", key).tokens().await;
        assert_eq!(call(&sandbox, "friends.get", &tokens.access).get().await.status, 200);
    }
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_address_are_refused_alike() {
    let sandbox = sandbox().await;
    let call = TokenCall::password(&sandbox);
    for (name, value) in [("password", "wrong"), ("username", "nobody@mail.ru"), ("username", "nobody")] {
        assert_eq!(call.clone().with(name, value).refused().await, "invalid_grant", "{name}={value}");
    }
    let capitals = sandbox.user_email().to_uppercase();
    assert_eq!(call.with("username", &capitals).send().await.status, 200, "mail addresses have no case");
}

#[tokio::test]
async fn every_person_can_log_in_but_the_blocked_one() {
    let sandbox = sandbox().await;
    let friends = Call::client(&sandbox, "friends.get").get().await.json();
    for friend in friends.as_array().expect("a list") {
        let uid = friend.as_str().and_then(|uid| uid.parse().ok()).expect("an id");
        let email = sandbox.email(uid).expect("a person");
        let tokens = TokenCall::password(&sandbox).with("username", &email).tokens().await;
        let key = Key::Private { uid, private_key: sandbox.private_key() };
        let info = call(&sandbox, "users.getInfo", &tokens.access).signed_with(key).get().await.json();
        assert_eq!((info[0]["uid"].as_str(), info[0]["email"].as_str()), (friend.as_str(), Some(email.as_str())));
    }
    let blocked = sandbox.blocked_user().and_then(|uid| sandbox.email(uid)).expect("a person");
    assert_eq!(TokenCall::password(&sandbox).with("username", &blocked).refused().await, "invalid_grant");
    assert_eq!(sandbox.email(1), None);
}

#[tokio::test]
async fn an_application_in_development_admits_its_author_and_its_testers() {
    let everybody = sandbox().await;
    let friends = Call::client(&everybody, "friends.get").get().await.json();
    let uid = |at: usize| friends[at].as_str().and_then(|uid| uid.parse::<u64>().ok()).expect("an id");
    let sandbox = Sandbox::builder().in_development([uid(0)]).start().await.expect("a free port");
    assert_eq!(TokenCall::password(&sandbox).send().await.status, 200, "the author");
    let as_friend = |at| {
        let email = sandbox.email(uid(at)).expect("the same people in every sandbox");
        TokenCall::password(&sandbox).with("username", &email)
    };
    assert_eq!(as_friend(0).send().await.status, 200, "a tester");
    assert_eq!(as_friend(1).refused().await, "unauthorized_client");
}

#[tokio::test]
async fn vid_and_token_type_can_be_left_out() {
    for (vid, token_type) in [(false, true), (true, false), (false, false)] {
        let builder = Sandbox::builder().sends_vid(vid).sends_token_type(token_type);
        let sandbox = builder.start().await.expect("a free port");
        for call in [TokenCall::password(&sandbox), TokenCall::refresh(&sandbox, sandbox.refresh_token())] {
            let answer = call.send().await.json();
            let has = |name| answer.get(name).is_some();
            assert_eq!((has("x_mailru_vid"), has("token_type")), (vid, token_type), "{answer}");
            assert!(has("access_token") && has("refresh_token") && has("expires_in"));
        }
    }
}

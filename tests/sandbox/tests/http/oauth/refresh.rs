//! Refresh tokens.

use mailru_sandbox::Sandbox;

use super::token::{TokenCall, call, privileges};

async fn sandbox() -> Sandbox {
    Sandbox::start().await.expect("a free port")
}

#[tokio::test]
async fn the_ready_made_session_can_be_refreshed_and_keeps_its_privileges() {
    let sandbox = sandbox().await;
    let tokens = TokenCall::refresh(&sandbox, sandbox.refresh_token()).tokens().await;
    assert_ne!(tokens.access, sandbox.access_token());
    let all = ["photos", "guestbook", "stream", "messages", "events"];
    assert_eq!(privileges(&sandbox, &tokens.access).await, all);
    assert_eq!(privileges(&sandbox, sandbox.access_token()).await, all, "until its own end");
}

#[tokio::test]
async fn a_refresh_keeps_a_narrow_scope_narrow() {
    let sandbox = sandbox().await;
    let first = TokenCall::password(&sandbox).with("scope", "events").tokens().await;
    let second = TokenCall::refresh(&sandbox, &first.refresh).with("scope", "photos events").tokens().await;
    assert_eq!(privileges(&sandbox, &second.access).await, ["events"]);
}

#[tokio::test]
async fn a_rotated_refresh_token_is_invalid_at_once_and_the_new_one_goes_on() {
    let sandbox = sandbox().await;
    let mut refresh = sandbox.refresh_token().to_owned();
    for _ in 0..100 {
        let tokens = TokenCall::refresh(&sandbox, &refresh).tokens().await;
        assert_ne!(tokens.refresh, refresh);
        assert_eq!(TokenCall::refresh(&sandbox, &refresh).refused().await, "invalid_grant");
        refresh = tokens.refresh;
    }
}

#[tokio::test]
async fn without_rotation_the_same_refresh_token_comes_back_and_stays_valid() {
    let sandbox = Sandbox::builder().rotates_refresh_tokens(false).start().await.expect("a free port");
    for _ in 0..3 {
        let tokens = TokenCall::refresh(&sandbox, sandbox.refresh_token()).tokens().await;
        assert_eq!(tokens.refresh, sandbox.refresh_token());
        assert_eq!(call(&sandbox, "friends.get", &tokens.access).get().await.status, 200);
    }
}

#[tokio::test]
async fn either_key_will_do_and_a_signature_is_neither_needed_nor_minded() {
    let sandbox = sandbox().await;
    let call = TokenCall::refresh(&sandbox, sandbox.refresh_token());
    let tokens = call.with("client_secret", sandbox.private_key()).with("sig", "whatever").tokens().await;
    assert_eq!(TokenCall::refresh(&sandbox, &tokens.refresh).send().await.status, 200);
}

#[tokio::test]
async fn an_access_token_is_no_refresh_token() {
    let sandbox = sandbox().await;
    assert_eq!(TokenCall::refresh(&sandbox, sandbox.access_token()).refused().await, "invalid_grant");
    let call = call(&sandbox, "friends.get", sandbox.refresh_token());
    assert_eq!(call.get().await.error_code(), 102, "nor the other way round");
}

#[tokio::test]
async fn refreshes_fail_as_often_as_asked_and_leave_the_token_as_it_was() {
    let sandbox = sandbox().await;
    sandbox.fail_refresh(2, "temporarily_unavailable");
    let refresh = TokenCall::refresh(&sandbox, sandbox.refresh_token());
    assert_eq!(TokenCall::password(&sandbox).send().await.status, 200, "other grants do not fail");
    for _ in 0..2 {
        assert_eq!(refresh.refused().await, "temporarily_unavailable");
    }
    assert_eq!(refresh.send().await.status, 200);
    sandbox.fail_refresh(5, "invalid_grant");
    sandbox.fail_refresh(0, "invalid_grant");
    let tokens = TokenCall::password(&sandbox).tokens().await;
    assert_eq!(TokenCall::refresh(&sandbox, &tokens.refresh).send().await.status, 200);
}

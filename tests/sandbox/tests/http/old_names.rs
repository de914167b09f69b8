//! Names that clients of 2013 sent: only a sandbox that is told so knows them.

use mailru_sandbox::{Fault, Sandbox};

use crate::client::{Call, get};

async fn sandbox() -> Sandbox {
    Sandbox::builder().takes_old_names(true).start().await.expect("a free port")
}

fn renamed<'a>(sandbox: &'a Sandbox, call: Call<'a>, name: &str) -> Call<'a> {
    match name {
        "client_id" => call.without("app_id").with(name, &sandbox.app_id().to_string()),
        _ => call.without("session_key").with(name, sandbox.access_token()),
    }
}

/// Calls of both circuits with one of the old names, or both.
fn calls(sandbox: &Sandbox) -> Vec<Call<'_>> {
    let client = || Call::client(sandbox, "friends.get");
    let server = || Call::server(sandbox, "friends.get").with("session_key", sandbox.access_token());
    let mut calls = Vec::new();
    for call in [client(), server()] {
        let both = renamed(sandbox, renamed(sandbox, call.clone(), "client_id"), "session_id");
        calls.extend([renamed(sandbox, call.clone(), "client_id"), renamed(sandbox, call, "session_id"), both]);
    }
    calls
}

#[tokio::test]
async fn old_names_are_taken_when_the_sandbox_is_told_so() {
    let sandbox = sandbox().await;
    let expected = Call::client(&sandbox, "friends.get").get().await;
    for call in calls(&sandbox) {
        for reply in [call.get().await, call.post().await] {
            assert_eq!((reply.status, &reply.body), (200, &expected.body), "{}", call.encoded());
        }
    }
}

#[tokio::test]
async fn by_default_an_application_or_a_session_by_an_old_name_is_none() {
    let sandbox = Sandbox::start().await.expect("a free port");
    for (call, code) in calls(&sandbox).iter().zip([100, 100, 100, 100, 102, 100]) {
        assert_eq!(call.get().await.error_code(), code, "{}", call.encoded());
    }
}

#[tokio::test]
async fn old_names_are_checked_as_the_new_ones_are() {
    let sandbox = sandbox().await;
    let call = Call::client(&sandbox, "friends.get");
    assert_eq!(call.clone().without("app_id").with("client_id", "1").get().await.error_code(), 103);
    assert_eq!(call.clone().without("app_id").get().await.error_code(), 100);
    let expired = call.clone().without("session_key").with("session_id", "00000000000000000000000000000000");
    assert_eq!(expired.get().await.error_code(), 102);
    let renamed = renamed(&sandbox, call.clone(), "session_id");
    assert_eq!(renamed.with("sig", &call.signature()).get().await.error_code(), 104, "signed by another name");
    let both = call.with("client_id", "1").with("session_id", "2");
    assert_eq!(both.get().await.status, 200, "the new names count");
}

#[tokio::test]
async fn a_session_by_its_old_name_is_as_secret_and_ends_as_well() {
    let sandbox = sandbox().await;
    let call = renamed(&sandbox, Call::client(&sandbox, "friends.get"), "session_id");
    call.with("sig", "wrong").get().await;
    let log = get(&sandbox, "/?request=1").await.body;
    assert!(log.contains("{session_id}") && !log.contains(sandbox.access_token()), "{log}");
    let shown = get(&sandbox, "/?request=1&secrets=shown").await.body;
    assert!(shown.contains(&format!("session_id={}", sandbox.access_token())), "{shown}");
    sandbox.inject(Fault::expiry().times(1));
    let call = renamed(&sandbox, Call::client(&sandbox, "friends.get"), "session_id");
    assert_eq!(call.get().await.error_code(), 102);
}

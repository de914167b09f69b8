//! What can be watched of calls, by the plain call-back and by `tracing`: every attempt, renewal and end, and never a secret or a
//! parameter's value.

mod call_back;
mod collector;
mod spans;

use std::{sync::LazyLock, time::Duration};

use collector::Collector;
use mailru_sdk::{Api, Client, ClientApp, RetryPolicy, Settings, auth::Tokens};

/// In every parameter, key and token.
const MARK: &str = "CANARIES";

/// Has threads listen that no test listens in. Where one without a subscriber is the first to come by a span or an event,
/// `tracing` may take it for one that nobody wants.
static EVERY_THREAD: LazyLock<()> = LazyLock::new(|| {
    tracing::subscriber::set_global_default(Collector::default()).expect("there is none yet");
});

fn app(settings: Settings) -> ClientApp {
    LazyLock::force(&EVERY_THREAD);
    ClientApp::new(423_004, format!("{MARK}-private-key")).settings(settings)
}

fn api(settings: Settings) -> Api<Client> {
    Api::new(app(settings).session(format!("{MARK}-access-token"), 7))
}

/// A session that can be renewed.
fn renewable(settings: Settings) -> Api<Client> {
    let tokens = Tokens::new(format!("{MARK}-access-token")).refresh_token(format!("{MARK}-refresh-token")).uid(7);
    Api::new(app(settings).session_of(tokens).unwrap())
}

fn policy() -> RetryPolicy {
    RetryPolicy::new().base_delay(Duration::ZERO)
}

/// What the platform answers to a call with an expired session key, to the refresh, and to the call after it.
const EXPIRY: [&str; 3] = [
    r#"{"error":{"error_code":102,"error_msg":"expired"}}"#,
    r#"{"access_token":"CANARIES-second","refresh_token":"CANARIES-third","expires_in":86400,"x_mailru_vid":"7"}"#,
    r#"["5"]"#,
];

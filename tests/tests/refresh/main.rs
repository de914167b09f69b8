//! Refreshing: one request however many calls need it, nothing lost when it fails or is given up, nothing sent twice.

mod back_in_time;
mod cancelled;
mod crowd;
mod dead;
mod early;
mod failing;
mod held_store;
mod lives;
mod outage;
mod resent;
mod runtime;
mod single_flight;
mod store_order;
mod stores;

use std::fmt::Debug;

use mailru_sandbox::Sandbox;
use mailru_sdk::{Api, Error, Server, auth::Tokens, error::AuthError};
use mailru_tests::server_app;

/// The pair that the sandbox starts with.
fn first_pair(sandbox: &Sandbox) -> Tokens {
    Tokens::new(sandbox.access_token()).refresh_token(sandbox.refresh_token()).uid(sandbox.uid())
}

/// A session whose access token has expired, which it does not know.
fn expired(sandbox: &Sandbox) -> Api<Server> {
    sandbox.expire_sessions();
    Api::new(server_app(sandbox).session_of(first_pair(sandbox)).unwrap())
}

/// How many requests to the token endpoint there were.
fn refreshes(sandbox: &Sandbox) -> usize {
    let requests = sandbox.token_requests();
    assert!(requests.iter().all(|request| request.grant() == Some("refresh_token")), "{requests:?}");
    requests.len()
}

/// The session keys of the calls so far, each with the status of its answer.
fn keys_and_answers(sandbox: &Sandbox) -> Vec<(String, u16)> {
    let facts = |request: &mailru_sandbox::RecordedRequest| {
        (request.parameter("session_key").unwrap_or_default().to_owned(), request.status())
    };
    sandbox.requests().iter().map(facts).collect()
}

fn auth_error<T: Debug>(result: Result<T, Error>) -> AuthError {
    match result.unwrap_err() {
        Error::Auth(error) => error,
        other => panic!("not about a session: {other:?}"),
    }
}

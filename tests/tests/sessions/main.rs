//! Sessions: each row of the table of sessions for those who come from aiomailru comes out of the sandbox, in its circuit, and makes a signed call.

mod aliases;
mod answers;
mod browser;
mod dynamic;
mod given;
mod grants;
mod inference;
mod keys;
mod owner;

use std::fmt::Debug;

use mailru_sandbox::{Circuit, RecordedRequest, Sandbox, TokenRequest};
use mailru_sdk::{
    Api, App, Error, Session,
    error::{AuthError, ConfigError},
};
use mailru_tests::inferred_app;

/// Where the code flow leads back to.
const BACK: &str = "https://example.com/back?from=mailru";

/// The sandbox's application with both keys.
fn app(sandbox: &Sandbox) -> App {
    inferred_app(sandbox).private_key(sandbox.private_key()).secret_key(sandbox.secret_key())
}

/// Makes a signed call and returns what arrived, which the sandbox accepted in that circuit.
async fn signed_call<K>(sandbox: &Sandbox, session: Session<K>, circuit: Circuit) -> RecordedRequest {
    let before = sandbox.requests().len();
    let friends = Api::new(session).friends().get().await.unwrap();
    assert_eq!(friends.len(), 42);
    let mut requests = sandbox.requests().split_off(before);
    assert_eq!(requests.len(), 1);
    let request = requests.remove(0);
    assert_eq!((request.circuit(), request.status()), (circuit, 200));
    request
}

/// The only request to the token endpoint so far.
fn token_request(sandbox: &Sandbox) -> TokenRequest {
    let [request] = sandbox.token_requests().try_into().expect("one request");
    request
}

fn auth_error<T: Debug>(result: Result<T, Error>) -> AuthError {
    match result.unwrap_err() {
        Error::Auth(error) => error,
        other => panic!("not about a session: {other:?}"),
    }
}

fn config_error<T: Debug>(result: Result<T, Error>) -> ConfigError {
    match result.unwrap_err() {
        Error::Config(error) => error,
        other => panic!("not about the set-up: {other:?}"),
    }
}

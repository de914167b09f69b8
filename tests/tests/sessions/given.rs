//! Sessions of a token that a program has already, of an absent user, and of nobody.

use mailru_sandbox::{Circuit, Sandbox};
use mailru_sdk::{Api, Error};
use mailru_tests::{client_app, server_app};

use crate::{app, signed_call};

#[tokio::test]
async fn token_session_is_app_session() {
    let sandbox = Sandbox::start().await.unwrap();
    let session = app(&sandbox).session(sandbox.access_token(), sandbox.uid());
    signed_call(&sandbox, session, Circuit::Client).await;
    let session = app(&sandbox).session_without_uid(sandbox.access_token());
    signed_call(&sandbox, session, Circuit::Server).await;
}

#[tokio::test]
async fn client_session_is_client_app_session() {
    let sandbox = Sandbox::start().await.unwrap();
    let session = client_app(&sandbox).session(sandbox.access_token(), sandbox.uid());
    let request = signed_call(&sandbox, session, Circuit::Client).await;
    assert_eq!(request.parameter("secure"), None);
}

#[tokio::test]
async fn server_session_is_server_app_session() {
    let sandbox = Sandbox::start().await.unwrap();
    let session = server_app(&sandbox).session(sandbox.access_token());
    let request = signed_call(&sandbox, session, Circuit::Server).await;
    assert_eq!(request.parameter("secure"), Some("1"));
}

#[tokio::test]
async fn an_app_becomes_an_app_of_either_circuit() {
    let sandbox = Sandbox::start().await.unwrap();
    let (client, server) = (app(&sandbox).client().unwrap(), app(&sandbox).server().unwrap());
    signed_call(&sandbox, client.session(sandbox.access_token(), sandbox.uid()), Circuit::Client).await;
    signed_call(&sandbox, server.session(sandbox.access_token()), Circuit::Server).await;
}

#[tokio::test]
async fn a_server_acts_for_a_user_who_is_away() {
    let sandbox = Sandbox::start().await.unwrap();
    let session = server_app(&sandbox).absent_user(sandbox.uid());
    assert!(session.tokens().is_none());
    let request = signed_call(&sandbox, session, Circuit::Server).await;
    assert_eq!(request.parameter("uid"), Some(sandbox.uid().to_string().as_str()));
    assert_eq!(request.parameter("session_key"), None);
}

#[tokio::test]
async fn a_server_acts_for_nobody_where_that_is_possible() {
    let sandbox = Sandbox::start().await.unwrap();
    let session = server_app(&sandbox).no_user();
    assert!(session.tokens().is_none());
    let api = Api::new(session);
    api.notifications().send([sandbox.uid()], "Привет").await.unwrap();
    let requests = sandbox.requests();
    assert_eq!((requests.len(), requests[0].circuit(), requests[0].status()), (1, Circuit::Server, 200));
    assert_eq!((requests[0].parameter("session_key"), requests[0].parameter("uid")), (None, None));

    let error = api.friends().get().await.unwrap_err();
    assert!(matches!(error, Error::Circuit(_)), "{error:?}");
    assert_eq!(error.to_string(), "friends.get: this method acts for a user, and the session is for no user");
    assert_eq!(sandbox.requests().len(), 1);
}

//! The platform's refusals as typed errors.

use std::fmt::Debug;

use mailru_sdk::{Api, ClientApp, Error, ServerApp, codes::Code, error::ErrorClass};
use mailru_tests::{Circuits, client_app, server_app};

use crate::sandbox;

/// The code of the error that the platform reports.
fn code<T: Debug>(result: Result<T, Error>) -> Code {
    match result.unwrap_err() {
        Error::Api(error) => error.code(),
        other => panic!("not an error of the platform: {other:?}"),
    }
}

/// The platform's five common refusals as a session of any circuit meets them.
async fn refusals<K>(right: &Api<K>, token: &Api<K>, app: &Api<K>, key: &Api<K>) {
    let results = [
        (
            right.call("friends.getEnemies").await.map(drop),
            "friends.getEnemies",
            Code::UnknownMethod,
            2,
            ErrorClass::Bug,
        ),
        (
            right.call("users.hasAppPermission").await.map(drop),
            "users.hasAppPermission",
            Code::InvalidParameter,
            100,
            ErrorClass::Bug,
        ),
        (token.friends().get().await.map(drop), "friends.get", Code::AuthorizationFailed, 102, ErrorClass::Refresh),
        (app.users().get_info().await.map(drop), "users.getInfo", Code::AppNotFound, 103, ErrorClass::Config),
        (
            key.friends().get_online().await.map(drop),
            "friends.getOnline",
            Code::WrongSignature,
            104,
            ErrorClass::Config,
        ),
    ];
    for (result, method, code, number, class) in results {
        let error = result.unwrap_err();
        assert_eq!(error.method(), Some(method));
        assert!(!error.is_retryable());
        let Error::Api(error) = error else { panic!("not an error of the platform: {error:?}") };
        assert_eq!((error.code(), error.code().number(), error.class()), (code, number, class));
        assert_eq!(error.method(), method);
        assert_eq!(error.to_string(), format!("{method}: error {number}: {}", error.message()));
        assert!(!error.message().is_empty());
    }
}

#[tokio::test]
async fn the_common_errors_arrive_with_code_class_and_method_in_both_circuits() {
    let sandbox = sandbox().await;
    let Circuits { client, server } = Circuits::of(&sandbox);
    let (token, uid) = (sandbox.access_token(), sandbox.uid());
    let wrong = "0123456789abcdef0123456789abcdef";
    let settings = sandbox.settings();

    let client_of = |id, key| ClientApp::new(id, key).settings(settings.clone());
    refusals(
        &client,
        &Api::new(client_app(&sandbox).session(wrong, uid)),
        &Api::new(client_of(1, sandbox.private_key()).session(token, uid)),
        &Api::new(client_of(sandbox.app_id(), wrong).session(token, uid)),
    )
    .await;
    let server_of = |id, key| ServerApp::new(id, key).settings(settings.clone());
    refusals(
        &server,
        &Api::new(server_app(&sandbox).session(wrong)),
        &Api::new(server_of(1, sandbox.secret_key()).session(token)),
        &Api::new(server_of(sandbox.app_id(), wrong).session(token)),
    )
    .await;
}

#[tokio::test]
async fn the_other_circuits_key_and_another_users_id_are_a_wrong_signature() {
    let sandbox = sandbox().await;
    let settings = sandbox.settings();
    let (token, uid) = (sandbox.access_token(), sandbox.uid());
    let client = ClientApp::new(sandbox.app_id(), sandbox.secret_key()).settings(settings.clone());
    let server = ServerApp::new(sandbox.app_id(), sandbox.private_key()).settings(settings);
    assert_eq!(code(Api::new(client.session(token, uid)).friends().get().await), Code::WrongSignature);
    assert_eq!(code(Api::new(server.session(token)).friends().get().await), Code::WrongSignature);
    let stranger = client_app(&sandbox).session(token, uid - 1);
    assert_eq!(code(Api::new(stranger).friends().get().await), Code::WrongSignature);
}

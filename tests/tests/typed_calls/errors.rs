//! The platform's refusals as typed errors.

use std::fmt::Debug;

use mailru_sdk::{
    Api, ClientApp, Error, Json, ServerApp,
    auth::Tokens,
    codes::Code,
    error::{ConfigError, ErrorClass},
};
use mailru_tests::{Circuits, client_app, scripted::Scripted, server_app};

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

/// The documented example of an error as XML, with another code.
fn xml(code: u32) -> String {
    format!(
        "<?xml version=\"1.0\"?>\n<error><error_code>{code}</error_code><error_msg>Incorrect signature</error_msg></error>"
    )
}

#[tokio::test]
async fn an_error_in_xml_is_the_platforms_error() {
    let key = "0123456789abcdef0123456789abcdef";
    for status in [200, 400, 500] {
        let server = Scripted::body(status, xml(104)).await.unwrap();
        let api = Api::new(ServerApp::new(1, key).settings(server.settings()).session(key));
        let results = [
            api.friends().get().await.map(drop).unwrap_err(),
            api.multipost().send(7).text("a").await.map(drop).unwrap_err(),
            api.call("friends.get").await.map(|_: Json| ()).unwrap_err(),
        ];
        for error in results {
            let Error::Api(error) = error else { panic!("{error:?}") };
            assert_eq!((error.code(), error.message()), (Code::WrongSignature, "Incorrect signature"));
        }
        let raw = api.friends().get().raw().await.unwrap();
        assert_eq!((raw.status(), raw.body()), (status, xml(104).as_bytes()));
    }
}

#[tokio::test]
async fn an_expired_session_in_xml_is_refreshed() {
    let key = "0123456789abcdef0123456789abcdef";
    let server = Scripted::body(401, xml(102)).await.unwrap();
    let app = ServerApp::new(1, key).settings(server.settings());
    let api = Api::new(app.session_of(Tokens::new(key).refresh_token(key)).unwrap());
    let error = api.friends().get().await.unwrap_err();
    // The token end point says the same.
    assert_eq!(error.to_string(), "refresh_token: refused with `102`: Incorrect signature");
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn keys_that_are_too_short_to_be_secret_mangle_no_message_and_a_check_says_so() {
    let body = r#"{"error":{"error_code":104,"error_msg":"Incorrect signature"}}"#;
    let server = Scripted::body(400, body).await.unwrap();
    let session = |key: &str, token: &str| ClientApp::new(1, key).settings(server.settings()).session(token, 7);
    let error = Api::new(session("k", "t")).friends().get().await.unwrap_err();
    assert_eq!(error.to_string(), "friends.get: error 104: Incorrect signature");
    let long = "0123456789abcdef";
    for (key, token, which) in [("k", "t", "private key"), (long, "1234567", "access token")] {
        match session(key, token).check() {
            Err(Error::Config(ConfigError::TooShort(name))) => assert_eq!(name, which),
            other => panic!("{other:?}"),
        }
    }
    session(long, "12345678").check().unwrap();
}

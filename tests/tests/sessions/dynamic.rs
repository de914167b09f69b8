//! Calls by name, and errors of the platform as they came.

use mailru_sandbox::Sandbox;
use mailru_sdk::{Api, Error, Json, codes::Code};
use mailru_tests::{Circuits, client_app, scripted::Scripted, server_app};

/// Every refusal that a session can meet, by a call that meets it.
const REFUSED: [(&str, i64); 3] = [("friends.getEnemies", 2), ("users.hasAppPermission", 100), ("friends.get", 102)];

fn token<'s>(sandbox: &'s Sandbox, method: &str) -> &'s str {
    if method == "friends.get" { "0123456789abcdef0123456789abcdef" } else { sandbox.access_token() }
}

#[tokio::test]
async fn pass_error_gives_the_error_as_json_exactly_as_it_came() {
    let sandbox = Sandbox::start().await.unwrap();
    for (method, code) in REFUSED {
        let session = client_app(&sandbox).session(token(&sandbox, method), sandbox.uid());
        let api = Api::new(session.pass_error(true));
        let passed = api.call(method).await.unwrap();
        let raw = api.call(method).raw().await.unwrap();
        assert_eq!(raw.status(), 400);
        assert_eq!(passed.to_string(), raw.text().unwrap());
        assert_eq!(Some(&passed), raw.json().as_ref());
        assert_eq!(passed.pointer("/error/error_code").and_then(Json::as_i64), Some(code));
    }
}

#[tokio::test]
async fn without_pass_error_the_same_calls_fail() {
    let sandbox = Sandbox::start().await.unwrap();
    for (method, code) in REFUSED {
        let session = client_app(&sandbox).session(token(&sandbox, method), sandbox.uid());
        for session in [session.clone(), session.pass_error(true).pass_error(false)] {
            let error = Api::new(session).call(method).await.unwrap_err();
            assert!(matches!(&error, Error::Api(error) if error.code().number() == code), "{error:?}");
        }
    }
}

#[tokio::test]
async fn nothing_of_an_error_that_is_passed_is_changed() {
    for body in [
        r#"{"error":{"error_msg":"нет","error_code":"102","own":[1.5,12345678901234567890,null]},"more":{}}"#,
        r#"{"more":100,"error":{"error_code":-7}}"#,
        r#"{"error":{"error_code":3,"error_code":4}}"#,
    ] {
        for status in [200, 400, 500] {
            let server = Scripted::body(status, body).await.unwrap();
            let app = mailru_sdk::ClientApp::new(1, "private key").settings(server.settings());
            let api = Api::new(app.session("token", 7).pass_error(true));
            assert_eq!(api.call("a.b").await.unwrap().to_string(), body);
            assert_eq!(api.call("a.b").raw().await.unwrap().text(), Some(body));
        }
    }
}

#[tokio::test]
async fn typed_calls_fail_with_pass_error_as_ever_and_their_raw_answer_is_as_it_came() {
    let sandbox = Sandbox::start().await.unwrap();
    let session = server_app(&sandbox).session("0123456789abcdef0123456789abcdef").pass_error(true);
    let api = Api::new(session);
    let error = api.friends().get().await.unwrap_err();
    assert!(matches!(&error, Error::Api(error) if error.code() == Code::AuthorizationFailed), "{error:?}");
    let raw = api.friends().get().raw().await.unwrap();
    assert_eq!(raw.json().unwrap().pointer("/error/error_code").and_then(Json::as_i64), Some(102));
}

#[tokio::test]
async fn what_is_no_error_of_the_platform_is_no_json_to_pass() {
    for (status, body) in [(200, "<html>"), (500, "<html>"), (200, ""), (404, "[]")] {
        let server = Scripted::body(status, body).await.unwrap();
        let app = mailru_sdk::ServerApp::new(1, "secret key").settings(server.settings());
        let api = Api::new(app.session("token").pass_error(true));
        api.call("a.b").await.unwrap_err();
    }
}

#[tokio::test]
async fn a_call_by_name_gives_the_same_as_the_typed_call_in_every_form() {
    let sandbox = Sandbox::start().await.unwrap();
    let Circuits { client, server } = Circuits::of(&sandbox);
    let typed = client.friends().get().extended().await.unwrap();
    let json: Json = client.call("friends.get").param("ext", true).await.unwrap();
    let raw = server.call("friends.get").param("ext", 1).raw().await.unwrap();
    let own: Vec<mailru_sdk::objects::User> = server.call("friends.get").param("ext", "1").returning().await.unwrap();
    assert_eq!(raw.json(), Some(json.clone()));
    assert_eq!(own, typed);
    assert_eq!(json.items().len(), typed.len());
    let prepared = client.call("friends.get").param("ext", true).prepare().unwrap();
    assert_eq!(prepared.url(), client.friends().get().extended().prepare().unwrap().url());
}

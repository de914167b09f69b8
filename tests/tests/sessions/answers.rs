//! What the token endpoint can answer: both shapes of errors, and what is neither tokens nor an error.

use mailru_sandbox::{OauthErrors, Sandbox};
use mailru_sdk::{
    Error, ServerApp, Uid,
    auth::Tokens,
    error::{AuthError, TransportKind},
    objects::Privilege,
};
use mailru_tests::{scripted::Scripted, server_app};

use crate::{BACK, auth_error};

#[tokio::test]
async fn a_refusal_is_read_in_both_shapes() {
    for (shape, error, description) in
        [(OauthErrors::Text, "invalid_grant", None), (OauthErrors::Object, "102", Some("invalid_grant"))]
    {
        let sandbox = Sandbox::builder().oauth_errors(shape).start().await.unwrap();
        let app = server_app(&sandbox);
        let code = sandbox.code(BACK);
        app.code(&code, BACK).authorize().await.unwrap();
        let no_scope: [Privilege; 0] = [];
        for (refused, grant) in [
            (app.code(code, BACK).authorize().await, "authorization_code"),
            (app.password(sandbox.user_email(), "wrong", no_scope).authorize().await, "password"),
            (app.refresh("wrong").authorize().await, "refresh_token"),
        ] {
            let expected = AuthError::Refused { grant, error: error.into(), description: description.map(Into::into) };
            assert_eq!(auth_error(refused), expected);
        }
    }
}

#[tokio::test]
async fn a_code_that_is_exchanged_with_another_address_is_refused() {
    let sandbox = Sandbox::start().await.unwrap();
    let error = auth_error(server_app(&sandbox).code(sandbox.code(BACK), "https://example.com/").authorize().await);
    assert_eq!(error.to_string(), "authorization_code: refused with `invalid_grant`");
}

/// What becomes of an answer to a refresh.
async fn answered(status: u16, body: impl AsRef<[u8]>) -> Result<Tokens, Error> {
    let server = Scripted::body(status, body).await.unwrap();
    ServerApp::new(1, "secret key").settings(server.settings()).refresh("old refresh token").tokens().await
}

#[tokio::test]
async fn a_status_that_is_no_success_is_told_with_an_excerpt() {
    for (status, body, excerpt) in [
        (500, "<html><h1>Internal error</h1></html>", "<html><h1>Internal error</h1></html>"),
        (502, "", ""),
        (503, "{}", "{}"),
        (404, "[]", "[]"),
        (302, "moved", "moved"),
        (
            500,
            r#"{"access_token":"0123456789abcdef0123456789abcdef"}"#,
            &format!(r#"{{"access_token":"{}"}}"#, "*".repeat(32)),
        ),
    ] {
        let error = answered(status, body).await.unwrap_err();
        let Error::Transport(error) = error else { panic!("{error:?}") };
        assert_eq!(error.kind(), TransportKind::Status(status));
        let colon = if excerpt.is_empty() { "" } else { ": " };
        assert_eq!(error.to_string(), format!("oauth/token: HTTP status {status}{colon}{excerpt}"));
    }
}

#[tokio::test]
async fn a_success_that_is_not_json_is_malformed() {
    for body in [&b"<html></html>"[..], b"", b"\xff\xfe", b"{\"access_token\":", b"access_token=1"] {
        let expected = AuthError::Malformed { place: "refresh_token", member: "body" };
        assert_eq!(auth_error(answered(200, body).await), expected);
    }
}

#[tokio::test]
async fn a_success_without_a_usable_token_is_incomplete_or_malformed() {
    let place = "refresh_token";
    let no_token = AuthError::Incomplete { place, member: "access_token" };
    for (body, expected) in [
        ("{}", no_token.clone()),
        ("[]", no_token.clone()),
        ("null", no_token.clone()),
        (r#"{"access_token":""}"#, no_token.clone()),
        (r#"{"access_token":null}"#, no_token.clone()),
        (r#"{"access_token":["a"]}"#, no_token),
        (r#"{"access_token":"a","x_mailru_vid":"me"}"#, AuthError::Malformed { place, member: "x_mailru_vid" }),
    ] {
        assert_eq!(auth_error(answered(200, body).await), expected, "{body}");
    }
}

#[tokio::test]
async fn an_error_wins_at_any_status_and_beside_any_tokens() {
    for (status, body, word) in [
        (200, r#"{"error":"invalid_grant","access_token":"a"}"#, "invalid_grant"),
        (401, r#"{"error":"invalid_client","error_description":"who?"}"#, "invalid_client"),
        (403, r#"{"error":{"error_code":"2","error_msg":"oops"}}"#, "2"),
        (400, r#"{"error":{"own":true}}"#, "unknown"),
        (400, r#"{"error":7}"#, "unknown"),
    ] {
        let AuthError::Refused { error, .. } = auth_error(answered(status, body).await) else { panic!("{body}") };
        assert_eq!(&*error, word, "{body}");
    }
}

#[tokio::test]
async fn no_pair_is_lost_for_a_lifetime_that_cannot_be_read() {
    for lifetime in [r#""soon""#, "-1", "[1]", "{}", "true", "1e99"] {
        let body = format!(r#"{{"access_token":"a","refresh_token":"b","expires_in":{lifetime}}}"#);
        let tokens = answered(200, &body).await.unwrap();
        assert_eq!((tokens.expiry(), tokens.expose_refresh_token()), (None, Some("b")), "{body}");
    }
}

#[tokio::test]
async fn tokens_are_read_leniently() {
    let (access, uid) = ("fedcba9876543210fedcba9876543210", 14_000_000_000_000_000_001);
    for body in [
        format!(r#"{{"access_token":"{access}","expires_in":"86400","x_mailru_vid":{uid}}}"#),
        format!(
            r#"{{"error":null,"x_mailru_vid":"{uid}","token_type":"bearer","access_token":"{access}","expires_in":1}}"#
        ),
        format!(r#"{{"access_token":"{access}","x_mailru_vid":"{uid}","expires_in":18446744073709551615,"new":[]}}"#),
    ] {
        let tokens = answered(200, &body).await.unwrap();
        assert_eq!((tokens.expose_access_token(), tokens.owner()), (access, Some(Uid::new(uid))), "{body}");
        // The platform may repeat the refresh token or not; it stays good then.
        assert_eq!(tokens.expose_refresh_token(), Some("old refresh token"));
    }
    for odd in [r#""x":1e999"#, r#""x":"\ud83d""#, "\"x\":\"a\tb\"", r#""token_type":"\ud83d""#, r#""expires_in":[]"#] {
        let body = format!(r#"{{"access_token":"{access}",{odd},"x_mailru_vid":" {uid}"}}"#);
        let tokens = answered(200, &format!("\u{feff}{body}")).await.unwrap();
        assert_eq!((tokens.expose_access_token(), tokens.owner()), (access, Some(Uid::new(uid))), "{body}");
    }
    let deep = format!("{}{}", "[".repeat(200), "]".repeat(200));
    let body = format!(r#"{{"access_token":"{access}","x":{deep}}}"#);
    assert_eq!(answered(200, body).await.unwrap().expose_access_token(), access);
    let body = [br#"{"access_token":"a","x":""#, &b"\xc4\xe0"[..], br#""}"#].concat();
    assert_eq!(answered(200, body).await.unwrap().expose_access_token(), "a");

    let least =
        answered(200, r#"{"access_token":"a","refresh_token":"b","expires_in":null,"x_mailru_vid":null}"#).await;
    let least = least.unwrap();
    assert_eq!((least.expiry(), least.owner(), least.expose_refresh_token()), (None, None, Some("b")));
}

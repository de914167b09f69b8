//! A token end point that has a bad day is not the end of a session.

use std::time::Duration;

use mailru_sdk::{
    Api, Error, RetryPolicy, Server, ServerApp, Settings,
    auth::Tokens,
    error::{AuthError, TransportKind},
};
use mailru_tests::{scripted::Scripted, sequence::Sequence};

use crate::auth_error;

const EXPIRED: &str = r#"{"error":{"error_code":102,"error_msg":"expired"}}"#;
const PAIR: &str = r#"{"access_token":"new","refresh_token":"next"}"#;

/// An answer of the token end point, which asks for a pause where it is no success.
fn answer(status: u16, body: &str) -> Vec<u8> {
    let head = format!("HTTP/1.1 {status} Status\r\nRetry-After: 7\r\nConnection: close");
    format!("{head}\r\nContent-Length: {}\r\n\r\n{body}", body.len()).into()
}

fn session(settings: Settings) -> Api<Server> {
    let pair = Tokens::new("old").refresh_token("refresh");
    Api::new(ServerApp::new(1, "secret key").settings(settings).session_of(pair).unwrap())
}

/// The error of a call whose refresh is answered so.
async fn refused(status: u16, body: &str) -> Error {
    let api = Sequence::by(|_| (400, EXPIRED.to_owned())).await.unwrap();
    let end_point = Scripted::bytes(answer(status, body)).await.unwrap();
    let token_url = end_point.api_url();
    let error = session(api.settings().token_url(token_url)).friends().get().await.unwrap_err();
    assert_eq!((api.asked().len(), end_point.requests().len()), (1, 1));
    error
}

#[tokio::test]
async fn a_bad_day_of_the_token_end_point_can_be_waited_for() {
    let word = |word: &str| format!(r#"{{"error":"{word}"}}"#);
    let code = |code: &str| format!(r#"{{"error":{{"error_code":{code},"error_msg":"later"}}}}"#);
    for (status, body, kind) in [
        // Whatever it says at these.
        (503, word("temporarily_unavailable"), TransportKind::Status(503)),
        (503, word("overloaded"), TransportKind::Status(503)),
        (429, word("Too Many Requests"), TransportKind::Status(429)),
        (429, code("201"), TransportKind::Status(429)),
        (500, word("server_error"), TransportKind::Status(500)),
        (500, word("invalid_grant"), TransportKind::Status(500)),
        (500, code("102"), TransportKind::Status(500)),
        (502, r#"{"error":["bad gateway"]}"#.to_owned(), TransportKind::Status(502)),
        (504, r#"{"error":{"message":"late"}}"#.to_owned(), TransportKind::Status(504)),
        // With these words and codes, at any.
        (400, word("temporarily_unavailable"), TransportKind::Unavailable(400)),
        (200, word("server_error"), TransportKind::Unavailable(200)),
        (403, word("Slow_Down"), TransportKind::Unavailable(403)),
        (200, code("1"), TransportKind::Unavailable(200)),
        (200, code("\"3\""), TransportKind::Unavailable(200)),
        (400, code("201"), TransportKind::Unavailable(400)),
        // And a web page, as ever.
        (503, "<html>".to_owned(), TransportKind::Status(503)),
    ] {
        let error = refused(status, &body).await;
        let Error::Transport(inner) = &error else { panic!("{status} {body}: {error:?}") };
        assert_eq!(inner.kind(), kind, "{status} {body}");
        assert!(error.is_retryable(), "{status} {body}");
        assert_eq!(error.retry_after(), Some(Duration::from_secs(7)), "{status} {body}");
    }
}

#[tokio::test]
async fn what_ends_a_session_is_told_as_its_end() {
    for (status, body, word) in [
        (400, r#"{"error":"invalid_grant"}"#, "invalid_grant"),
        (200, r#"{"error":"invalid_grant"}"#, "invalid_grant"),
        (401, r#"{"error":"invalid_client"}"#, "invalid_client"),
        (400, r#"{"error":{"error_code":102}}"#, "102"),
        (404, r#"{"error":{"error_code":"2"}}"#, "2"),
        (400, r#"{"error":"some word of its own"}"#, "some word of its own"),
    ] {
        let error = refused(status, body).await;
        assert!(!error.is_retryable(), "{body}");
        let Error::Auth(AuthError::Refused { error, .. }) = error else { panic!("{body}: {error:?}") };
        assert_eq!(&*error, word);
    }
}

/// How often a grant is sent when the end point answers so for ever.
async fn sent(status: u16, body: &str, is_password: bool) -> usize {
    let server = Scripted::body(status, body).await.unwrap();
    let policy = RetryPolicy::new().attempts(3).base_delay(Duration::ZERO);
    let app = ServerApp::new(1, "secret key").settings(server.settings().retry(policy));
    if is_password {
        app.password("ivan@mail.ru", "password", ["photos"]).tokens().await.unwrap_err();
    } else {
        app.refresh("refresh").tokens().await.unwrap_err();
        app.code("code", "https://example.com/").tokens().await.unwrap_err();
        assert_eq!(server.requests().len() % 2, 0, "a code is as precious as a refresh token");
    }
    server.requests().len() / if is_password { 1 } else { 2 }
}

#[tokio::test]
async fn a_grant_is_sent_again_where_it_cannot_have_been_spent() {
    for (status, body, spendable, password) in [
        // The end point says that it did nothing.
        (503, r#"{"error":"temporarily_unavailable"}"#, 3, 3),
        (503, r#"{"error":"overloaded"}"#, 3, 3),
        (429, r#"{"error":"slow_down"}"#, 3, 3),
        (400, r#"{"error":"temporarily_unavailable"}"#, 3, 3),
        (200, r#"{"error":{"error_code":3}}"#, 3, 3),
        (400, r#"{"error":{"error_code":201}}"#, 3, 3),
        // Something went wrong, perhaps half-way; a password is good all the same.
        (500, r#"{"error":"server_error"}"#, 1, 3),
        (200, r#"{"error":{"error_code":1}}"#, 1, 3),
        (503, "<html>", 1, 3),
        // No attempt will mend this.
        (400, r#"{"error":"invalid_grant"}"#, 1, 1),
        (400, "<html>", 1, 1),
    ] {
        assert_eq!(sent(status, body, false).await, spendable, "{status} {body}");
        assert_eq!(sent(status, body, true).await, password, "{status} {body}");
    }
}

#[tokio::test]
async fn a_bad_day_that_passes_leaves_the_session_as_it_was() {
    let mut bad_days = 2;
    let server = Sequence::by(move |asked| match (asked.get("grant_type"), asked.get("session_key")) {
        (Some(_), _) if bad_days > 0 => {
            bad_days -= 1;
            (503, r#"{"error":"temporarily_unavailable"}"#.to_owned())
        }
        (Some(_), _) => (200, PAIR.to_owned()),
        (None, Some("new")) => (200, "[]".to_owned()),
        (None, _) => (400, EXPIRED.to_owned()),
    });
    let server = server.await.unwrap();
    let api = session(server.settings());
    for _ in 0..2 {
        assert!(api.friends().get().await.unwrap_err().is_retryable());
    }
    api.friends().get().await.unwrap();
    assert_eq!(server.asked_for("refresh_token").into_iter().flatten().count(), 3);
}

#[tokio::test]
async fn a_token_that_is_still_good_is_used_while_the_platform_asks_for_a_pause() {
    let api = Sequence::by(|_| (200, "[]".to_owned())).await.unwrap();
    let end_point = Scripted::bytes(answer(503, r#"{"error":"temporarily_unavailable"}"#)).await.unwrap();
    let pair = Tokens::new("old").refresh_token("refresh");
    let pair = pair.expires_at(std::time::SystemTime::now() + Duration::from_hours(1));
    // By these rules a repetition would be made after seven seconds.
    let settings = api.settings().token_url(end_point.api_url()).retry(RetryPolicy::new());
    let app = ServerApp::new(1, "secret key").settings(settings.refresh_margin(Duration::from_hours(2)));
    let api = Api::new(app.session_of(pair).unwrap());
    for _ in 0..5 {
        api.friends().get().await.unwrap();
    }
    assert_eq!(end_point.requests().len(), 1);
}

#[tokio::test]
async fn no_pair_is_thrown_away_for_what_says_nothing() {
    for nothing in
        [r#""error":"""#, r#""error":false"#, r#""error":0"#, r#""error":[]"#, r#""error":{}"#, r#""error":" ""#]
    {
        let body = format!(r#"{{"access_token":"a","refresh_token":"b","x_mailru_vid":"7",{nothing}}}"#);
        assert_eq!(granted(200, &body).await.unwrap().owner(), Some(7.into()), "{body}");
        // Without a pair it is not one.
        let (body, no_token) = (format!("{{{nothing}}}"), "refresh_token has no `access_token`");
        assert_eq!(auth_error(granted(200, &body).await).to_string(), no_token);
        assert!(matches!(granted(400, &body).await, Err(Error::Transport(_))), "{body}");
    }
    for nothing in ["false", "null", r#""""#, "0", r#""0""#, "[]", "{}"] {
        let body = format!(r#"{{"access_token":"a","refresh_token":"b","x_mailru_vid":{nothing}}}"#);
        assert_eq!(granted(200, &body).await.unwrap().owner(), None, "{body}");
    }
}

async fn granted(status: u16, body: &str) -> Result<Tokens, Error> {
    let server = Scripted::body(status, body).await.unwrap();
    ServerApp::new(1, "secret key").settings(server.settings()).refresh("refresh").tokens().await
}

//! Errors in JSON, in forms that are known and in others, at each status and at every end point: what they come to, and how often they
//! are asked for.

use mailru_sdk::{Error, PublicApi, ServerApp, error::AuthError};
use mailru_tests::scripted::Scripted;

use crate::{
    connections::{NEVER, READS_ONLY},
    policy,
    row::{Fault, check, outcome, row},
};

const STATUSES: [u16; 5] = [200, 400, 429, 500, 503];

/// Errors in forms that nobody knows of the platform.
const UNKNOWN: [&str; 5] = [
    r#"{"error":"overloaded"}"#,
    r#"{"error":["down"]}"#,
    r#"{"error":{"message":"down"}}"#,
    r#"{"error":true}"#,
    r#"{"error":{"code":7}}"#,
];

fn of_code(code: i32) -> String {
    format!(r#"{{"error":{{"error_code":{code},"error_msg":"no"}}}}"#)
}

fn passes(status: u16) -> bool {
    status >= 429
}

#[tokio::test]
async fn the_api_is_believed_where_its_error_is_known_and_its_status_otherwise() {
    for status in STATUSES {
        for (code, sent) in [(1, READS_ONLY), (201, READS_ONLY), (100, NEVER), (102, NEVER)] {
            check(&row(Fault::Body(status, of_code(code).into()), format!("code {code}"), sent)).await;
        }
        for error in UNKNOWN {
            let told = if status == 200 { "UnknownErrorForm".to_owned() } else { format!("Status({status})") };
            let sent = if passes(status) { READS_ONLY } else { NEVER };
            check(&row(Fault::Body(status, error.into()), told, sent)).await;
        }
    }
}

#[tokio::test]
async fn the_look_up_is_judged_as_a_call_that_reads() {
    let look_up = async |status, body: &str| {
        let server = Scripted::body(status, body).await.unwrap();
        let public = PublicApi::with_settings(server.settings().retry(policy()));
        let result = public.lookup("mail/ivanov").await;
        let retryable = result.as_ref().is_err_and(Error::is_retryable);
        (outcome(&result), server.requests().len(), retryable)
    };
    for status in STATUSES {
        for (code, sent) in [(1, 3), (201, 3), (100, 1), (102, 1)] {
            assert_eq!(look_up(status, &of_code(code)).await, (format!("code {code}"), sent, sent > 1), "{status}");
        }
        for error in UNKNOWN {
            let told = if status == 200 { "UnknownErrorForm".to_owned() } else { format!("Status({status})") };
            let sent = if passes(status) { 3 } else { 1 };
            assert_eq!(look_up(status, error).await, (told, sent, sent > 1), "{status} {error}");
        }
    }
}

/// What a grant comes to at a token end point that always answers so, and how often it is sent.
async fn granted(status: u16, body: &str, is_password: bool) -> (String, usize, bool) {
    let server = Scripted::body(status, body).await.unwrap();
    let app = ServerApp::new(423_004, "secret key").settings(server.settings().retry(policy()));
    let result = if is_password {
        app.password("ivan@mail.ru", "password", ["photos"]).tokens().await
    } else {
        app.refresh("refresh token").tokens().await
    };
    let retryable = result.as_ref().is_err_and(Error::is_retryable);
    let told = match &result {
        Err(Error::Auth(AuthError::Refused { .. })) => "Refused".to_owned(),
        other => outcome(other),
    };
    (told, server.requests().len(), retryable)
}

#[tokio::test]
async fn the_token_end_point_ends_a_session_only_by_a_refusal_that_stays() {
    for status in STATUSES {
        let told = if passes(status) { format!("Status({status})") } else { format!("Unavailable({status})") };
        let stays = if passes(status) { told.clone() } else { "Refused".to_owned() };
        // The second number is for a refresh token, which is sent again where the end point says that it did nothing.
        let by_status = match status {
            429 | 503 => (3, 3),
            500 => (3, 1),
            _ => (1, 1),
        };
        let mut rows = vec![
            (of_code(1), told.clone(), if status == 500 || status < 429 { (3, 1) } else { (3, 3) }),
            (of_code(3), told.clone(), (3, 3)),
            (of_code(201), told.clone(), (3, 3)),
            (r#"{"error":"temporarily_unavailable"}"#.to_owned(), told.clone(), (3, 3)),
            (r#"{"error":"slow_down"}"#.to_owned(), told.clone(), (3, 3)),
            (r#"{"error":"server_error"}"#.to_owned(), told, if matches!(status, 429 | 503) { (3, 3) } else { (3, 1) }),
            (r#"{"error":"invalid_grant"}"#.to_owned(), stays.clone(), by_status),
            (of_code(102), stays.clone(), by_status),
        ];
        rows.extend(UNKNOWN.map(|error| (error.to_owned(), stays.clone(), by_status)));
        for (body, told, (password, refresh)) in rows {
            let retryable = told != "Refused";
            for (sent, is_password) in [(password, true), (refresh, false)] {
                let expected = (told.clone(), sent, retryable);
                assert_eq!(granted(status, &body, is_password).await, expected, "{status} {body}, {is_password}");
            }
        }
    }
}

//! Errors that the platform reports, in the form it uses and in every other.

use mailru_sdk::{
    Api, Client, Error,
    codes::Code,
    error::{DecodeKind, TransportKind},
};
use mailru_tests::scripted::Scripted;

use crate::{api, failure, kind};

/// The statuses that an error may come with.
const STATUSES: [u16; 4] = [200, 400, 403, 500];

/// A platform of one session, which answers as it is told.
struct Platform {
    server: Scripted,
    api: Api<Client>,
}

impl Platform {
    async fn start() -> Self {
        let server = Scripted::body(200, "").await.unwrap();
        Self { api: api(server.settings()), server }
    }

    async fn typed(&self, status: u16, body: &str) -> Error {
        self.server.change(status, body);
        failure(self.api.friends().get()).await
    }

    async fn by_name(&self, status: u16, body: &str) -> Error {
        self.server.change(status, body);
        failure(self.api.call("friends.get")).await
    }
}

#[tokio::test]
async fn a_code_is_read_in_every_spelling_and_at_any_status() {
    let platform = Platform::start().await;
    for (body, code, text) in [
        (r#"{"error":{"error_msg":"wrong","error_code":104}}"#, 104, "error 104: wrong"),
        (r#"{"error":{"error_code":"104","error_msg":"wrong"}}"#, 104, "error 104: wrong"),
        (r#"{"error":{"error_code":104.0,"error_msg":"wrong"}}"#, 104, "error 104: wrong"),
        (" \n{ \"error\" : {\"error_code\": 2, \"error_msg\": \"Нет\"} }\n", 2, "error 2: Нет"),
        (r#"{"a":[1,{"error":5}],"error":{"b":{},"error_msg":"m","error_code":1}}"#, 1, "error 1: m"),
        (r#"{"error":{"error_code":-7,"error_msg":"m"}}"#, -7, "error -7: m"),
        (r#"{"error":{"error_code":99999,"error_msg":"m"}}"#, 99999, "error 99999: m"),
        (r#"{"error":{"error_code":104}}"#, 104, "error 104"),
        (r#"{"error":{"error_code":104,"error_msg":null}}"#, 104, "error 104"),
        (r#"{"error":{"error_code":104,"error_msg":""}}"#, 104, "error 104"),
        (r#"{"error":{"error_code":104,"error_msg":["m"]}}"#, 104, "error 104"),
    ] {
        for status in STATUSES {
            for error in [platform.typed(status, body).await, platform.by_name(status, body).await] {
                let error = kind!(Api, error);
                assert_eq!(error.code(), Code::from_number(code), "{body}");
                assert_eq!(error.to_string(), format!("friends.get: {text}"));
            }
        }
    }
    assert_eq!(kind!(Api, platform.typed(200, r#"{"error":{"error_code":99999}}"#).await).code(), Code::Unknown(99999));
}

#[tokio::test]
async fn an_error_in_an_unknown_form_says_so_and_shows_it() {
    let platform = Platform::start().await;
    for form in [
        r#""invalid_token""#,
        r#""""#,
        "104",
        "0",
        "true",
        "[]",
        r#"[104,"wrong"]"#,
        "{}",
        r#"{"error_msg":"wrong"}"#,
        r#"{"error_code":null,"error_msg":"wrong"}"#,
        r#"{"error_code":"","error_msg":"wrong"}"#,
        r#"{"error_code":"wrong","error_msg":104}"#,
        r#"{"error_code":1.5}"#,
        r#"{"error_code":99999999999999999999}"#,
        r#"{"error_code":[104]}"#,
        r#"{"code":104,"message":"wrong"}"#,
    ] {
        let body = format!("{{\"error\":{form}}}");
        for status in STATUSES {
            for error in [platform.typed(status, &body).await, platform.by_name(status, &body).await] {
                // A status that is no success says more than such an error.
                assert_eq!(error.is_retryable(), status >= 500);
                if status != 200 {
                    let error = kind!(Transport, error);
                    assert_eq!(error.kind(), TransportKind::Status(status));
                    assert_eq!(error.to_string(), format!("friends.get: HTTP status {status}: {body}"));
                    continue;
                }
                let error = kind!(Decode, error);
                assert_eq!((error.kind(), error.path()), (DecodeKind::UnknownErrorForm, "error"));
                let text = format!("the platform reports an error in an unknown form at error, in `{body}`");
                assert_eq!(error.to_string(), format!("friends.get: {text}"));
            }
        }
    }
}

#[tokio::test]
async fn an_error_that_is_null_is_none() {
    let platform = Platform::start().await;
    let body = r#"{"error":null,"friends":[]}"#;
    let error = kind!(Decode, platform.typed(200, body).await);
    let text = format!("friends.get: unexpected answer: expected a list, found an object, in `{body}`");
    assert_eq!((error.kind(), error.to_string()), (DecodeKind::Shape, text));
    platform.server.change(200, body);
    assert_eq!(platform.api.call("friends.get").await.unwrap().to_string(), body);
    let error = kind!(Transport, platform.typed(400, body).await);
    assert_eq!(error.kind(), TransportKind::Status(400));
}

#[tokio::test]
async fn a_member_called_error_further_inside_is_no_error() {
    let platform = Platform::start().await;
    let body = r#"{"result":{"error":{"error_code":104}},"text":"\"error\""}"#;
    platform.server.change(200, body);
    assert_eq!(platform.api.call("friends.get").await.unwrap().to_string(), body);
    let list = r#"[{"error":{"error_code":104}}]"#;
    let error = kind!(Decode, platform.typed(200, list).await);
    assert_eq!((error.kind(), error.path()), (DecodeKind::Shape, "[0]"));
}

#[tokio::test]
async fn an_error_that_is_cut_off_is_not_taken_for_an_answer() {
    let platform = Platform::start().await;
    for body in [r#"{"error":{"error_code":104,"error_msg":"wro"#, r#"{"error":{"error_code":104},"a":"#] {
        for status in STATUSES {
            for error in [platform.typed(status, body).await, platform.by_name(status, body).await] {
                assert_eq!(kind!(Api, error).code(), Code::from_number(104), "{body}");
            }
        }
    }
    // Half a code is none.
    let body = r#"{"error":{"error_msg":"wrong","error_code":10"#;
    assert_eq!(kind!(Transport, platform.typed(400, body).await).kind(), TransportKind::Status(400));
    assert_eq!(kind!(Decode, platform.by_name(200, body).await).kind(), DecodeKind::Truncated);
    assert_eq!(kind!(Decode, platform.typed(200, body).await).kind(), DecodeKind::Shape);
}

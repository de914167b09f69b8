//! Answers that are not what a method returns.

use std::collections::BTreeMap;

use mailru_sdk::{
    Json, Misfits,
    error::{DecodeError, DecodeKind, TransportError, TransportKind},
};
use mailru_tests::scripted::Scripted;

use crate::{api, failure, kind};

const PAGE: &str = "<!DOCTYPE html>\n<html><head><title>Ведутся работы</title></head></html>";
const PAGE_EXCERPT: &str = "<!DOCTYPE html> <html><head><title>Ведутся работ…";

/// What `friends.get` makes of an answer at status 200.
async fn ids(body: impl AsRef<[u8]>) -> DecodeError {
    let server = Scripted::body(200, body).await.unwrap();
    kind!(Decode, failure(api(server.settings()).friends().get()).await)
}

#[tokio::test]
async fn each_kind_of_answer_that_is_none_has_its_own_error() {
    let page = format!("the answer is a web page instead of JSON, in `{PAGE_EXCERPT}`");
    let truncated = "the answer ends in the middle of the JSON: EOF while parsing";
    let table: [(&[u8], DecodeKind, &str); 10] = [
        (PAGE.as_bytes(), DecodeKind::Html, &page),
        (b" \n<b>no</b>", DecodeKind::Html, "the answer is a web page instead of JSON, in `<b>no</b>`"),
        (b"", DecodeKind::Empty, "the answer has no body"),
        (b" \r\n\t ", DecodeKind::Empty, "the answer has no body"),
        (b"[\"1\",\"2", DecodeKind::Truncated, &format!("{truncated} a string, in `[\"1\",\"2`")),
        (b"[\"1\"", DecodeKind::Truncated, &format!("{truncated} a list, in `[\"1\"`")),
        (b"[\"1\"] x", DecodeKind::Syntax, "the answer is not JSON: trailing characters, in `[\"1\"] x`"),
        (b"[\"1\",]", DecodeKind::Syntax, "the answer is not JSON: trailing comma, in `[\"1\",]`"),
        (b"callback([])", DecodeKind::Syntax, "the answer is not JSON: expected value, in `callback([])`"),
        (b"{\"a\":1}", DecodeKind::Shape, "unexpected answer: expected a list, found an object, in `{\"a\":1}`"),
    ];
    for (body, kind, text) in table {
        let error = ids(body).await;
        assert_eq!((error.kind(), error.method(), error.path()), (kind, "friends.get", ""));
        assert_eq!(error.to_string(), format!("friends.get: {text}"));
    }
}

#[tokio::test]
async fn a_call_by_name_takes_any_json_and_nothing_else() {
    for (body, kind) in [
        (PAGE.as_bytes(), DecodeKind::Html),
        (b"", DecodeKind::Empty),
        (b"{\"a\":", DecodeKind::Truncated),
        (b"oops", DecodeKind::Syntax),
    ] {
        let server = Scripted::body(200, body).await.unwrap();
        let error = kind!(Decode, failure(api(server.settings()).call("no.method")).await);
        assert_eq!((error.kind(), error.method(), error.path()), (kind, "no.method", ""));
    }
    for body in ["null", "[]", "{}", "5", "\"\"", "{\"a\":[null]}", "{\"a\":\"\u{fffd}\"}"] {
        let server = Scripted::body(200, body).await.unwrap();
        let answer: Json = api(server.settings()).call("no.method").await.unwrap();
        assert_eq!(answer.to_string(), body);
    }
}

#[tokio::test]
async fn a_member_of_the_wrong_kind_is_found_however_deep_it_is() {
    let uid = "expected a user id (decimal digits, up to 18446744073709551615), found";
    for (member, path, text) in [
        (r#""location":{"city":{"id":{}}}"#, "[1].location.city.id", "expected a text, found an object"),
        (r#""location":{"city":{"id":["25"]}}"#, "[1].location.city.id", "expected a text, found a list"),
        (r#""location":{"city":25}"#, "[1].location.city", "expected an object, found 25"),
        (r#""location":["25"]"#, "[1].location", "expected an object, found a list"),
        (r#""first_name":{"a":1}"#, "[1].first_name", "expected a text, found an object"),
        (r#""referer_id":[]"#, "[1].referer_id", "expected a text, found a list"),
        (r#""uid":"ivanov""#, "[1].uid", &format!("{uid} \"ivanov\"")),
    ] {
        let uid = if member.starts_with("\"uid\"") { "" } else { "\"uid\":\"2\"," };
        let body = format!("[{{\"uid\":\"1\"}},{{{uid}{member}}}]");
        let server = Scripted::body(200, &body).await.unwrap();
        let settings = server.settings().misfits(Misfits::Refused);
        let error = kind!(Decode, failure(api(settings).friends().get().extended()).await);
        assert_eq!((error.kind(), error.path()), (DecodeKind::Shape, path));
        assert_eq!(error.to_string(), format!("friends.get: unexpected answer at {path}: {text}, in `{body}`"));
    }
    let error = ids(r#"["1","ivanov"]"#).await;
    let text = format!("unexpected answer at [1]: {uid} \"ivanov\", in `[\"1\",\"ivanov\"]`");
    assert_eq!((error.path(), error.to_string()), ("[1]", format!("friends.get: {text}")));
}

#[tokio::test]
async fn an_excerpt_shows_the_place_and_not_the_whole_answer() {
    let many = |count: usize| vec![r#"{"uid":"1"}"#; count].join(",");
    let body = format!("[{},{{\"uid\":\"here\"}},{}]", many(5000), many(5000));
    let server = Scripted::body(200, &body).await.unwrap();
    let error = kind!(Decode, failure(api(server.settings()).friends().get().extended()).await);
    assert_eq!(error.path(), "[5000].uid");
    assert!(error.excerpt().contains(r#"{"uid":"here"}"#), "{}", error.excerpt());
    assert!(error.excerpt().starts_with('…') && error.excerpt().ends_with('…'), "{}", error.excerpt());
    assert!(error.to_string().len() < 400, "{error}");
}

#[tokio::test]
async fn a_type_of_ones_own_is_told_where_it_does_not_fit() {
    type Own = BTreeMap<String, BTreeMap<String, Vec<u8>>>;
    let server = Scripted::body(200, r#"{"a":{"b":[1,"x"]}}"#).await.unwrap();
    let error = failure(api(server.settings()).call("no.method").returning::<Own>()).await;
    let error = kind!(Decode, error);
    assert_eq!((error.kind(), error.path()), (DecodeKind::Shape, "a.b[1]"));
    assert!(
        error
            .to_string()
            .starts_with("no.method: unexpected answer at a.b[1]: invalid type: string \"x\", expected u8")
    );
}

#[tokio::test]
async fn a_status_that_is_no_success_is_its_own_error_whatever_the_body_is() {
    let server = Scripted::body(200, "").await.unwrap();
    let api = api(server.settings());
    for (status, retryable) in
        [(302, false), (400, false), (403, false), (404, false), (429, true), (500, true), (502, true)]
    {
        for (body, shown) in [
            (PAGE.as_bytes(), format!(": {PAGE_EXCERPT}")),
            (b"", String::new()),
            (b"oops", ": oops".to_owned()),
            (b"[]", ": []".to_owned()),
            (b"{\"errors\":1", ": {\"errors\":1".to_owned()),
            (b"\xff\xfe", ": \u{fffd}\u{fffd}".to_owned()),
        ] {
            server.change(status, body);
            let error: TransportError = kind!(Transport, failure(api.friends().get()).await);
            assert_eq!((error.kind(), error.method()), (TransportKind::Status(status), "friends.get"));
            assert_eq!(error.is_retryable(), retryable, "{status}");
            assert_eq!(error.to_string(), format!("friends.get: HTTP status {status}{shown}"));
            let raw = api.friends().get().raw().await.unwrap();
            assert_eq!((raw.status(), raw.body()), (status, body));
        }
    }
}

//! What is sent again after a refresh, and what is not.

use mailru_sandbox::Sandbox;
use mailru_sdk::{Api, Error, File, ServerApp, auth::Tokens, codes::Code};
use mailru_tests::sequence::{Asked, Sequence};

use crate::{expired, keys_and_answers, refreshes};

/// The answer to a refresh.
const TOKENS: &str = r#"{"access_token":"new","refresh_token":"refresh"}"#;

const EXPIRED: &str = r#"{"error":{"error_code":102,"error_msg":"expired"}}"#;

/// A server whose answer to every call is the same, and which grants every refresh.
async fn always(status: u16, body: &str) -> (Sequence, Api<mailru_sdk::Server>) {
    let body = body.to_owned();
    let answer = move |asked: &Asked| match asked.get("grant_type") {
        Some(_) => (200, TOKENS.to_owned()),
        None => (status, body.clone()),
    };
    let server = Sequence::by(answer).await.unwrap();
    let app = ServerApp::new(1, "secret key").settings(server.settings());
    let api = Api::new(app.session_of(Tokens::new("old").refresh_token("refresh")).unwrap());
    (server, api)
}

/// How many calls and how many refreshes arrived.
fn counts(server: &Sequence) -> (usize, usize) {
    let asked = server.asked_for("grant_type");
    let refreshes = asked.iter().filter(|grant| grant.is_some()).count();
    (asked.len() - refreshes, refreshes)
}

#[tokio::test]
async fn a_write_is_sent_again_after_102_exactly_once() {
    let sandbox = Sandbox::start().await.unwrap();
    let api = expired(&sandbox);
    api.score().add(1).await.unwrap();
    let new = api.session().tokens().unwrap().current().expose_access_token().to_owned();
    assert_eq!(keys_and_answers(&sandbox), [(sandbox.access_token().to_owned(), 400), (new, 200)]);
    assert_eq!(refreshes(&sandbox), 1);
    let requests = sandbox.requests();
    let rest = |request: &mailru_sandbox::RecordedRequest| {
        let own = |(name, _): &&(String, String)| !matches!(name.as_str(), "session_key" | "sig");
        request.parameters().iter().filter(own).cloned().collect::<Vec<_>>()
    };
    assert_eq!(rest(&requests[0]), rest(&requests[1]));
}

#[tokio::test]
async fn a_write_is_sent_once_when_anything_else_is_the_answer() {
    for (status, body) in [
        (500, "<html>"),
        (502, ""),
        (429, ""),
        (401, ""),
        (200, "<html>"),
        (200, ""),
        (400, r#"{"error":{"error_code":1,"error_msg":"try later"}}"#),
        (400, r#"{"error":{"error_code":3,"error_msg":"try later"}}"#),
        (400, r#"{"error":{"error_code":103,"error_msg":"no such application"}}"#),
        (400, r#"{"error":{"error_code":104,"error_msg":"wrong signature"}}"#),
        (400, r#"{"error":{"error_code":201,"error_msg":"too often"}}"#),
        (400, r#"{"error":"expired"}"#),
    ] {
        let (server, api) = always(status, body).await;
        let _ = api.stream().like("thread").await;
        let _ = api.stream().like("thread").raw().await.unwrap();
        assert_eq!(counts(&server), (2, 0), "{status} {body}");
    }
}

#[tokio::test]
async fn a_platform_that_refuses_every_token_gets_its_way_after_one_refresh() {
    let (server, api) = always(400, EXPIRED).await;
    let error = api.stream().like("thread").await.unwrap_err();
    assert!(matches!(&error, Error::Api(error) if error.code() == Code::AuthorizationFailed), "{error:?}");
    assert_eq!(counts(&server), (2, 1));
}

#[tokio::test]
async fn raw_and_passed_errors_are_refreshed_too() {
    let sandbox = Sandbox::start().await.unwrap();
    let api = expired(&sandbox);
    assert_eq!(api.friends().get().raw().await.unwrap().status(), 200);
    sandbox.expire_sessions();
    let api = Api::new(api.session().clone().pass_error(true));
    assert_eq!(api.call("friends.get").await.unwrap().items().len(), 42);
    assert_eq!(refreshes(&sandbox), 2);
    // Without a way to refresh, the error comes as it is.
    sandbox.expire_sessions();
    let fixed = mailru_tests::server_app(&sandbox).session(sandbox.access_token()).pass_error(true);
    let passed = Api::new(fixed).call("friends.get").await.unwrap();
    assert_eq!(passed.pointer("/error/error_code").and_then(mailru_sdk::Json::as_i64), Some(102));
}

#[tokio::test]
async fn a_file_is_opened_again_and_arrives_whole() {
    let sandbox = Sandbox::start().await.unwrap();
    let signature = *b"\x89PNG\r\n\x1A\n";
    let content: Vec<u8> = signature.into_iter().chain((0..200_000_u32).flat_map(u32::to_le_bytes)).collect();
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("refresh-upload.png");
    std::fs::write(&path, &content).unwrap();
    let api = expired(&sandbox);
    for file in [File::from_path(&path), File::from_bytes("photo.png", content.clone())] {
        let before = sandbox.requests().len();
        api.photos().upload("_myphoto", file).await.unwrap();
        let requests = sandbox.requests().split_off(before);
        assert_eq!(requests.iter().map(mailru_sandbox::RecordedRequest::status).collect::<Vec<_>>(), [400, 200]);
        for request in requests {
            assert!(request.files()[0].bytes == content, "the file is whole in each request");
        }
        sandbox.expire_sessions();
    }
}

#[tokio::test]
async fn pages_go_on_over_an_expiry() {
    let sandbox = Sandbox::builder().page_size(5).start().await.unwrap();
    let api = expired(&sandbox);
    let mut pages = api.friends().get().pages();
    let mut friends = 0;
    while let Some(page) = pages.next().await.unwrap() {
        friends += page.len();
        sandbox.expire_sessions();
    }
    assert_eq!((friends, refreshes(&sandbox)), (42, 10), "nine pages and the empty one");
}

//! The errors of a service, in the form that its spec describes.

use mailru_sdk::{
    Error,
    error::{ErrorClass, ServiceError},
};
use mailru_tests::{scripted::Scripted, sequence::Sequence, texts::texts};

use crate::{DECLARED, api, attic::AtticExt as _};

async fn refusal(status: u16, body: &str) -> ServiceError {
    let server = Sequence::of_answers([(status, body.to_owned())]).await.unwrap();
    match api(&server).attic().list().await.unwrap_err() {
        Error::Service(error) => error,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn an_error_is_typed_by_its_number_its_words_and_what_can_be_done() {
    let error = refusal(200, r#"{"fault":{"number":"9","text":"not yours"}}"#).await;
    assert_eq!((error.code(), error.message(), error.class()), (Some(9), "not yours", ErrorClass::Permission));
    assert_eq!((error.method(), error.status(), error.word()), ("attic.list", 200, ""));
    assert_eq!(error.to_string(), "attic.list: error 9: not yours");
    let error = refusal(400, r#"{"fault":"no such thing"}"#).await;
    assert_eq!((error.code(), error.word(), error.class()), (None, "no such thing", ErrorClass::Bug));
    assert_eq!(error.to_string(), "attic.list: error: no such thing");
}

#[tokio::test]
async fn a_number_that_the_spec_does_not_list_passes_if_the_status_says_so() {
    for (status, class) in [(200, ErrorClass::Bug), (429, ErrorClass::Retry), (502, ErrorClass::Retry)] {
        assert_eq!(refusal(status, r#"{"fault":{"number":1}}"#).await.class(), class, "{status}");
    }
}

#[tokio::test]
async fn an_answer_is_no_error_for_a_member_that_says_nothing_or_that_the_platform_would_mean() {
    let server = Sequence::of([r#"{"id":1,"fault":null,"error":{"error_code":102}}"#]).await.unwrap();
    assert_eq!(api(&server).attic().add("a chair").await.unwrap().id, 1);
}

#[tokio::test]
async fn a_token_that_is_sent_back_does_not_show() {
    let token = "CANARIES-token";
    let server = Scripted::body(200, "").await.unwrap();
    let address = server.api_url().replace("/platform/api", "");
    let settings = server.settings().service_url(DECLARED, address);
    let api = mailru_sdk::Api::new(mailru_sdk::Session::with_token(token, settings));
    for (status, body) in [
        (200, format!(r#"{{"fault":"{token}"}}"#)),
        (400, format!(r#"{{"fault":{{"number":9,"text":"{token}"}}}}"#)),
        (200, format!(r#"[{{"id":"{token}"}}]"#)),
        (500, format!("<html>{token}</html>")),
        (200, token.to_owned()),
        (302, token.to_owned()),
    ] {
        server.change(status, body);
        for text in texts(&api.attic().list().await.unwrap_err()) {
            assert!(!text.contains("CANARIES"), "{text}");
        }
        assert!(!format!("{api:?} {:?}", api.attic().list()).contains("CANARIES"));
    }
}

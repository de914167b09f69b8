//! By what a call shows who makes it.

use mailru_sdk::{
    __private::Draft,
    Api, ClientApp, Error, File, Session, Settings,
    error::{CircuitError, ConfigError},
};
use mailru_tests::sequence::Sequence;

use crate::{
    api,
    attic::{self, AtticExt as _},
    settings,
};

#[tokio::test]
async fn a_token_in_the_query_is_there_whatever_the_verb_is_and_nowhere_else() {
    let server = Sequence::of(["[]", r#"{"id":1}"#]).await.unwrap();
    let api = api(&server);
    api.attic().list().dusty(true).await.unwrap();
    api.attic().add("a chair").await.unwrap();
    let [list, add] = server.asked().try_into().unwrap();
    assert_eq!(list.target(), "GET /attic/things?access_token=t%26ken&dusty=1");
    assert_eq!(add.target(), "POST /attic/things/add?access_token=t%26ken");
    assert_eq!(add.get("name"), Some("a chair"));
    for asked in [list, add] {
        assert_eq!(asked.header("authorization"), None);
        assert!(["app_id", "sig", "method", "session_key"].iter().all(|name| asked.get(name).is_none()));
    }
}

#[tokio::test]
async fn a_bearer_token_is_in_a_header_and_beside_a_file_too() {
    let server = Sequence::of(["1"]).await.unwrap();
    let api = api(&server);
    api.attic().paint(File::from_bytes("dot.gif", "GIF89a")).name("a dot").await.unwrap();
    let asked = &server.asked()[0];
    assert_eq!(asked.target(), "POST /attic/pictures");
    assert_eq!(asked.header("authorization"), Some("Bearer t&ken"));
    assert!(asked.header("content-type").unwrap().starts_with("multipart/form-data"));
}

#[tokio::test]
async fn what_shows_nothing_can_be_asked_by_anybody_and_gets_no_token() {
    let server = Sequence::of(["2.5", "2.5"]).await.unwrap();
    let platform = ClientApp::new(1, "key").settings(settings(&server)).session("platform token", 7);
    assert!((api(&server).attic().height().await.unwrap() - 2.5).abs() < f64::EPSILON);
    assert!((Api::new(platform).attic().height().await.unwrap() - 2.5).abs() < f64::EPSILON);
    for asked in server.asked() {
        assert_eq!((asked.target(), asked.header("authorization")), ("GET /attic/height", None));
    }
}

#[tokio::test]
async fn a_signed_method_is_signed_as_the_platforms_at_the_address_of_the_service() {
    let server = Sequence::of([r#""under the mat""#]).await.unwrap();
    let platform = ClientApp::new(1, "key").settings(settings(&server)).session("platform token", 7);
    let api = Api::new(platform);
    let prepared = api.attic().key().prepare().unwrap();
    assert_eq!(prepared.base_string(), "7app_id=1method=attic.keysession_key=platform token{private_key}");
    assert_eq!(api.attic().key().await.unwrap(), "under the mat");
    let asked = &server.asked()[0];
    assert!(asked.target().starts_with("GET /attic/key?app_id=1&"), "{}", asked.target());
    assert_eq!(asked.get("sig"), Some(prepared.sig()));
}

#[tokio::test]
async fn no_session_key_of_the_platform_goes_to_a_service_and_no_other_token_to_the_platform() {
    let server = Sequence::of([""; 0]).await.unwrap();
    let platform = ClientApp::new(1, "key").settings(settings(&server)).session("platform token", 7);
    // The types say so already; this is what would be said without them.
    let error = Draft::new(&platform, &attic::LIST).prepare().unwrap_err();
    assert!(matches!(error, Error::Circuit(CircuitError::NoToken { .. })), "{error}");
    let api = api(&server);
    for error in [api.friends().get().await.unwrap_err(), api.call("any.method").await.unwrap_err()] {
        assert!(matches!(error, Error::Circuit(CircuitError::Unsigned { .. })), "{error}");
    }
    assert!(api.attic().key().await.is_err());
    assert!(server.asked().is_empty());
}

#[test]
fn a_method_of_a_service_is_not_taken_for_one_of_the_platform() {
    let (session, platform) =
        (Session::with_token("token", Settings::new()), ClientApp::new(1, "key").session("token", 7));
    for draft in [Draft::new(&session, &attic::LIST), Draft::new(&platform, &attic::KEY)] {
        let error = draft.prepare().unwrap_err();
        assert!(matches!(error, Error::Param(_)), "{error}");
    }
}

#[test]
fn a_request_can_be_looked_at_without_being_sent() {
    let api = Api::new(Session::with_token("token", Settings::new()));
    let list = api.attic().list().count(2).prepare().unwrap();
    assert_eq!(list.url(), "https://attic.example.com/v1/things?access_token=token&count=2");
    assert_eq!((list.sig(), list.base_string(), list.authorization()), ("", "", None));
    let paint = api.attic().paint(File::from_bytes("dot.gif", "GIF89a")).prepare().unwrap();
    assert_eq!(
        (paint.url(), paint.authorization().as_deref()),
        ("https://attic.example.com/v1/pictures", Some("Bearer token"))
    );
    assert!(!format!("{list:?} {paint:?}").contains("token"));
}

#[test]
fn the_data_about_a_method_say_where_it_is() {
    let spec = &attic::PAINT;
    let end_point = spec.end_point.as_ref().unwrap();
    assert_eq!((end_point.path, end_point.service.url), ("/pictures", "https://attic.example.com/v1"));
    assert_eq!(spec.auth().to_string(), "bearer");
    assert_eq!(mailru_sdk::api::method("friends.get").unwrap().auth().to_string(), "signature");
}

#[tokio::test]
async fn an_address_or_a_token_that_cannot_be_used_is_found_before_anything_is_sent() {
    let settings = Settings::new().service_url(crate::DECLARED, "attic.example.com?CANARY");
    assert!(!format!("{settings:?}").contains("CANARY"));
    let error = Api::new(Session::with_token("token", settings)).attic().list().await.unwrap_err();
    assert!(matches!(error, Error::Config(ConfigError::Url { which: "service URL", .. })), "{error}");
    let session = Session::with_token("", Settings::new());
    assert!(matches!(session.check(), Err(Error::Config(ConfigError::Empty("access token")))));
}

//! The end of a session: its tokens are revoked.

use mailru_sdk::{Error, Session, Settings, auth::Tokens, error::ConfigError, oauth_mail::MailApp};
use mailru_tests::sequence::Sequence;

use crate::{ID, app, refusal, session};

#[tokio::test]
async fn the_refresh_token_is_revoked_where_there_is_one_and_the_access_token_otherwise() {
    let server = Sequence::of(["", ""]).await.unwrap();
    session(&server).revoke().await.unwrap();
    let public = MailApp::public(ID).settings(server.settings());
    public.session_of(Tokens::new("first")).unwrap().revoke().await.unwrap();
    let [refresh, access] = server.asked().try_into().unwrap();
    assert_eq!(refresh.target(), "POST /oauth.mail.ru/revoke");
    assert_eq!((refresh.get("token"), refresh.get("token_type_hint")), (Some("first refresh"), Some("refresh_token")));
    assert_eq!((refresh.get("client_id"), refresh.get("client_secret")), (Some(ID), Some("client secret")));
    assert_eq!((access.get("token"), access.get("token_type_hint")), (Some("first"), Some("access_token")));
    assert_eq!(access.get("client_secret"), None);
}

#[tokio::test]
async fn a_refusal_to_revoke_is_told_as_any_other() {
    let server = Sequence::of([r#"{"error":"invalid client","error_code":1}"#, "<html>"]).await.unwrap();
    assert_eq!(refusal(session(&server).revoke().await).code(), Some(1));
    assert!(app(&server).session_of(Tokens::new("first")).unwrap().revoke().await.is_ok());
    let error = Session::with_token("token", Settings::new()).revoke().await.unwrap_err();
    assert!(matches!(error, Error::Config(ConfigError::Missing(_))), "{error}");
}

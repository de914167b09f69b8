//! What the service does and nobody would guess: one test for each, named after it.

use mailru_sdk::{
    Bearer, Error, Session,
    auth::Tokens,
    oauth_mail::{Code, Identity, MailApp, Profile, Prompt, Scope},
};
use mailru_tests::sequence::Sequence;

use crate::{BACK, FIRST_PAIR, ID, NEXT_TOKEN, REFUSED_TOKEN, app, authorization, back, get, query, refusal, session};

async fn profile(answer: &str) -> Profile {
    let server = Sequence::of([answer]).await.unwrap();
    session(&server).userinfo().await.unwrap()
}

#[tokio::test]
async fn the_token_goes_into_the_query_and_no_bearer_header_is_sent_which_is_ignored() {
    let server = Sequence::of(["{}"]).await.unwrap();
    session(&server).userinfo().await.unwrap();
    let asked = &server.asked()[0];
    assert_eq!(asked.target(), "GET /oauth.mail.ru/userinfo?access_token=first");
    assert_eq!(asked.header("authorization"), None);
}

#[tokio::test]
async fn an_error_at_status_200_has_a_text_with_a_space_and_a_numeric_code() {
    let body =
        r#"{"error":"invalid request","error_code":2,"error_description":"missing request parameter: access_token"}"#;
    for status in [200, 400, 401] {
        let server = Sequence::of_answers(vec![(status, body.to_owned()); 2]).await.unwrap();
        let of_the_profile = refusal(session(&server).userinfo().await);
        let of_the_token = refusal(app(&server).refresh("kept").authorize().await);
        for error in [of_the_profile, of_the_token] {
            assert_eq!((error.code(), error.word(), error.status()), (Some(2), "invalid request", status));
            assert_eq!(error.message(), "missing request parameter: access_token");
            assert_eq!(error.code().map(Code::from_number), Some(Code::BadRequest));
            assert!(!Error::from(error).is_retryable());
        }
    }
}

#[tokio::test]
async fn a_refresh_token_comes_only_for_offline_access_with_prompt_consent() {
    let app = MailApp::new(ID, "client secret");
    let offline = app.authorization(BACK).scope([Scope::OpenId, Scope::OfflineAccess]);
    assert!(offline.clone().url().is_err() && offline.clone().prompt(Prompt::Force).url().is_err());
    assert!(offline.prompt(Prompt::Consent).url().is_ok());
    // Without the two the answer holds none, and the session is one all the same.
    let server = Sequence::of([NEXT_TOKEN]).await.unwrap();
    let app = crate::app(&server);
    let plain = app.authorization(BACK).scope([Scope::OpenId]);
    let session: Session<Bearer> = plain.exchange(&back(&plain)).unwrap().authorize().await.unwrap();
    assert_eq!(session.tokens().unwrap().current().expose_refresh_token(), None);
}

#[tokio::test]
async fn a_refresh_answer_without_a_refresh_token_keeps_the_one_before() {
    let server = Sequence::of([NEXT_TOKEN, r#"{"access_token":"third"}"#]).await.unwrap();
    let session = session(&server);
    session.renew().await.unwrap();
    session.renew().await.unwrap();
    assert_eq!(session.tokens().unwrap().current().expose_refresh_token(), Some("first refresh"));
    assert_eq!(server.asked_for("refresh_token"), vec![Some("first refresh".to_owned()); 2]);
}

#[tokio::test]
async fn the_picture_is_called_image() {
    let profile =
        profile(r#"{"picture":"https://example.com/no","image":"https://filin.mail.ru/pic?d=0&width=180"}"#).await;
    assert_eq!(profile.image.as_deref(), Some("https://filin.mail.ru/pic?d=0&width=180"));
}

#[test]
fn since_july_2025_new_applications_get_product_access_only() {
    // Which is asked for by `openid` with the product's word; what the page refuses comes back as an error of the redirect.
    let authorization = MailApp::new(ID, "client secret").authorization(BACK).scope([Scope::OpenId, Scope::MailImap]);
    assert_eq!(get(&query(&authorization.url().unwrap()), "scope").as_deref(), Some("openid mail.imap"));
    let state = authorization.expose_state().unwrap();
    let refused = format!("{BACK}?error=unauthorized+client&error_description=product+access+only&state={state}");
    let error = authorization.exchange(&refused).unwrap_err();
    assert_eq!(error.to_string(), "authorize: refused with `unauthorized client`: product access only");
}

#[tokio::test]
async fn id_and_nickname_may_be_absent_and_the_email_is_the_identity_then() {
    let with_id = profile(r#"{"id":"1800000001","email":"ivanov@mail.ru","nickname":"ivanov"}"#).await;
    assert_eq!(with_id.identity(), Some(Identity::Id("1800000001")));
    let by_openid = profile(r#"{"sub":"1800000001","id":"","email":"ivanov@mail.ru"}"#).await;
    assert_eq!(by_openid.identity(), Some(Identity::Id("1800000001")));
    let without = profile(r#"{"email":"ivanov@mail.ru","name":"Иван Иванов"}"#).await;
    assert_eq!((&without.id, &without.nickname), (&None, &None));
    assert_eq!(without.identity(), Some(Identity::Email("ivanov@mail.ru")));
    assert_eq!(profile("{}").await.identity(), None);
}

#[tokio::test]
async fn the_email_may_change_and_is_another_identity_then() {
    let (before, after) =
        (profile(r#"{"email":"ivanov@mail.ru"}"#).await, profile(r#"{"email":"petrov@mail.ru"}"#).await);
    assert_ne!(before.identity(), after.identity());
    let (before, after) = (
        profile(r#"{"id":"1","email":"ivanov@mail.ru"}"#).await,
        profile(r#"{"id":1,"email":"petrov@mail.ru"}"#).await,
    );
    assert_eq!(before.identity(), after.identity());
}

#[tokio::test]
async fn a_phone_sends_no_secret_and_keeps_its_first_refresh_token() {
    let server = Sequence::of([FIRST_PAIR, NEXT_TOKEN, NEXT_TOKEN]).await.unwrap();
    let app = MailApp::public(ID).settings(server.settings());
    let authorization = app.authorization(BACK).scope([Scope::Userinfo]);
    let session = authorization.exchange(&back(&authorization)).unwrap().authorize().await.unwrap();
    session.renew().await.unwrap();
    session.renew().await.unwrap();
    assert_eq!(server.asked_for("client_secret"), [None, None, None]);
    assert_eq!(server.asked_for("client_id"), vec![Some(ID.to_owned()); 3]);
    assert_eq!(server.asked_for("refresh_token")[1..], vec![Some("first refresh".to_owned()); 2]);
    assert!(server.asked().iter().all(|asked| asked.header("authorization").is_none()));
}

#[tokio::test]
async fn the_codes_are_1_2_3_and_6_and_any_other_is_told_too() {
    for (number, code) in [
        (1, Code::UnknownClient),
        (2, Code::BadRequest),
        (3, Code::BadCredentials),
        (6, Code::BadToken),
        (4, Code::Unknown(4)),
    ] {
        let server = Sequence::of([format!(r#"{{"error":"some words","error_code":{number}}}"#)]).await.unwrap();
        let error = refusal(app(&server).session_of(Tokens::new("first")).unwrap().userinfo().await);
        assert_eq!(error.code().map(Code::from_number), Some(code));
        // The numbers have one meaning, told by the spec of the method and by the list of codes.
        assert_eq!(error.class(), code.class(), "{number}");
    }
    assert_eq!(Code::KNOWN.len(), 4);
}

#[tokio::test]
async fn code_6_of_the_profile_starts_one_refresh_and_one_repetition() {
    let server = Sequence::of([REFUSED_TOKEN, NEXT_TOKEN, r#"{"id":"1"}"#]).await.unwrap();
    assert_eq!(session(&server).userinfo().await.unwrap().id.as_deref(), Some("1"));
    let tokens = [Some("first".to_owned()), None, Some("next".to_owned())];
    assert_eq!(server.asked_for("access_token"), tokens);
    let server = Sequence::of([REFUSED_TOKEN, NEXT_TOKEN, REFUSED_TOKEN]).await.unwrap();
    assert_eq!(refusal(session(&server).userinfo().await).code(), Some(6));
    assert_eq!(server.asked().len(), 3);
}

#[test]
fn scopes_are_joined_by_a_space_or_by_a_comma() {
    let scope =
        |authorization: mailru_sdk::oauth_mail::MailAuthorization| get(&query(&authorization.url().unwrap()), "scope");
    let both = || MailApp::new(ID, "client secret").authorization(BACK).scope(["userinfo", "mail.imap"]);
    assert_eq!(scope(both()).as_deref(), Some("userinfo mail.imap"));
    assert_eq!(scope(both().commas()).as_deref(), Some("userinfo,mail.imap"));
}

#[tokio::test]
async fn the_older_host_is_o2_mail_ru() {
    let older = MailApp::public(ID).settings(mailru_sdk::Settings::new().oauth_mail_url("https://o2.mail.ru/"));
    let url = authorization(&older).url().unwrap();
    assert!(url.starts_with("https://o2.mail.ru/login?"), "{url}");
    let session = older.session_of(Tokens::new("first")).unwrap();
    assert_eq!(session.userinfo().prepare().unwrap().url(), "https://o2.mail.ru/userinfo?access_token=first");
}

#[tokio::test]
async fn gender_birthday_and_locale_are_written_in_a_way_of_their_own() {
    let profile = profile(r#"{"gender":"f","birthday":"22.04.2000","locale":"ru_RU","client_id":7,"new":1}"#).await;
    assert_eq!(profile.gender, Some(mailru_sdk::oauth_mail::userinfo::Gender::Female));
    assert_eq!(profile.birthday, mailru_sdk::Date::new(22, 4, Some(2000)));
    assert_eq!((profile.locale.as_deref(), profile.client_id.as_deref()), (Some("ru_RU"), Some("7")));
}

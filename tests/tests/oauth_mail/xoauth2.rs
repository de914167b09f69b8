//! The text by which a mail server takes a token for a password.

use std::time::SystemTime;

use mailru_sdk::{Error, auth::Tokens, error::AuthError};
use mailru_tests::sequence::Sequence;

use crate::{NEXT_TOKEN, app, session};

#[tokio::test]
async fn the_text_is_that_of_sasl_from_a_token_that_is_fresh() {
    let server = Sequence::of([NEXT_TOKEN]).await.unwrap();
    let tokens = Tokens::new("first").refresh_token("refresh").expires_at(SystemTime::UNIX_EPOCH);
    let text = app(&server).session_of(tokens).unwrap().xoauth2("ivanov@mail.ru").await.unwrap();
    assert_eq!(text.expose_plain(), "user=ivanov@mail.ru\u{1}auth=Bearer next\u{1}\u{1}");
    assert_eq!(text.expose_base64(), "dXNlcj1pdmFub3ZAbWFpbC5ydQFhdXRoPUJlYXJlciBuZXh0AQE=");
    assert_eq!(text.expose_token(), "next");
    assert_eq!(format!("{text:?}"), "Xoauth2");
}

#[tokio::test]
async fn an_address_that_would_end_early_is_refused() {
    let server = Sequence::of([""; 0]).await.unwrap();
    for email in ["", "ivanov", "ivanov@mail.ru\u{1}auth=Bearer other", "ivanov@mail.ru\n"] {
        let error = session(&server).xoauth2(email).await.unwrap_err();
        assert!(matches!(&error, Error::Param(error) if error.name() == "email"), "{email:?}: {error}");
    }
}

#[tokio::test]
async fn a_token_that_has_expired_and_cannot_be_renewed_makes_no_text() {
    let server = Sequence::of([""; 0]).await.unwrap();
    let session = app(&server).session_of(Tokens::new("first").expires_at(SystemTime::UNIX_EPOCH)).unwrap();
    let error = session.xoauth2("ivanov@mail.ru").await.unwrap_err();
    assert!(matches!(error, Error::Auth(AuthError::Incomplete { member: "refresh_token", .. })), "{error}");
    assert!(server.asked().is_empty());
}

#[tokio::test]
async fn a_token_that_would_end_early_is_refused_and_not_told() {
    let server = Sequence::of([""; 0]).await.unwrap();
    for token in ["first\n", "first\u{1}\u{1}", "first\r\nA2 LOGOUT"] {
        let session = app(&server).session_of(Tokens::new(token)).unwrap();
        let error = session.xoauth2("ivanov@mail.ru").await.unwrap_err();
        assert!(matches!(&error, Error::Param(error) if error.name() == "access_token"), "{token:?}: {error}");
        assert!(!format!("{error} {error:?}").contains("first"), "{error:?}");
    }
}

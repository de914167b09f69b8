//! What nobody who means well sends: redirects that were tampered with, and answers of the token end point that are odd or too large.

use mailru_sdk::{
    Error, Settings,
    error::{AuthError, TransportKind},
    oauth_mail::MailApp,
};
use mailru_tests::{scripted::Scripted, sequence::Sequence};

use crate::{BACK, ID, app, authorization};

#[test]
fn a_redirect_that_says_something_twice_or_two_things_at_once_gives_no_code() {
    let authorization = authorization(&MailApp::new(ID, "client secret"));
    let state = authorization.expose_state().unwrap();
    let odd = state.bytes().fold(String::new(), |odd, byte| odd + &format!("%{byte:02X}"));
    let twice = [
        format!("{BACK}?state={state}&state={state}&code=c0de"),
        format!("{BACK}?state={state}&code=c0de#state={state}"),
        format!("{BACK}?state={state}&code=c0de&code=other"),
        format!("{BACK}?state={state}&code=c0de#code=other"),
        format!("{BACK}?st%61te={state}&state=other&code=c0de"),
        format!("{BACK}?state={state}&error=access_denied&error="),
    ];
    for redirect in twice {
        let error = authorization.exchange(&redirect).unwrap_err();
        assert!(matches!(error, Error::Auth(AuthError::Malformed { .. })), "{redirect}: {error}");
    }
    let refused = format!("{BACK}?state={state}&code=c0de&error=access_denied");
    assert!(matches!(authorization.exchange(&refused), Err(Error::Auth(AuthError::Denied))));
    for other in
        [state.to_uppercase(), state.to_lowercase(), format!("{state}="), format!("{state}%00"), format!("+{state}")]
    {
        let error = authorization.exchange(&format!("{BACK}?state={other}&code=c0de")).unwrap_err();
        assert!(matches!(error, Error::Auth(AuthError::StateMismatch)), "{other}: {error}");
    }
    // The same text in another encoding is the same text.
    assert!(authorization.exchange(&format!("{BACK}?state={odd}&code=c0de")).is_ok());
}

#[tokio::test]
async fn tokens_of_odd_types_are_read_or_refused_and_never_guessed() {
    for (body, expected) in [
        (r#"{"access_token":"a","expires_in":"3600"}"#, Some((true, None))),
        (r#"{"access_token":"a","expires_in":-1,"refresh_token":null}"#, Some((false, None))),
        (r#"{"access_token":"a","expires_in":1e308,"refresh_token":[]}"#, Some((false, None))),
        (r#"{"access_token":"a","expires_in":{"x":1},"refresh_token":""}"#, Some((false, None))),
        (r#"{"access_token":"a","refresh_token":"b","error":"","error_code":0}"#, Some((false, Some("b")))),
        (r#"{"access_token":{"a":"b"}}"#, None),
        (r#"{"access_token":["a"]}"#, None),
        (r#"{"access_token":null}"#, None),
        (r#"{"access_token":"a","error":"invalid token","error_code":6}"#, None),
        (r#"[{"access_token":"a"}]"#, None),
        (r#"{"access_token":"a"} {"access_token":"b"}"#, None),
        ("access_token=a", None),
    ] {
        let server = Sequence::of([body]).await.unwrap();
        let tokens = app(&server).refresh("kept").tokens().await;
        // The refresh token before stays where there is no other.
        let read =
            tokens.ok().map(|tokens| (tokens.expiry().is_some(), tokens.expose_refresh_token().map(str::to_owned)));
        let expected = expected.map(|(ends, refresh)| (ends, Some(refresh.unwrap_or("kept").to_owned())));
        assert_eq!(read, expected, "{body}");
    }
}

#[tokio::test]
async fn an_answer_that_is_too_large_is_not_kept() {
    let server = Scripted::body(200, format!(r#"{{"access_token":"{}"}}"#, "a".repeat(1 << 20))).await.unwrap();
    let url = server.api_url().replace("/platform/api", "/oauth.mail.ru");
    let settings: Settings = server.settings().oauth_mail_url(url).body_limit(1 << 10);
    let error = MailApp::public(ID).settings(settings).refresh("kept").tokens().await.unwrap_err();
    let Error::Transport(error) = error else { panic!("{error}") };
    assert!(matches!(error.kind(), TransportKind::TooLarge(_)), "{error}");
}

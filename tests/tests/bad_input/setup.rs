//! Mistakes in how applications and sessions are set up. Nothing is sent, and the first call says what is wrong.

use std::time::Duration;

use mailru_sdk::{
    Api, App, ClientApp, ServerApp, Session, Settings, Uid,
    error::{ConfigError, Error},
};
use mailru_tests::scripted::Scripted;

use crate::kind;

/// The error of `check()`, after making sure that every way of calling gives the same and that nothing is sent.
async fn refused<K>(session: Session<K>, server: &Scripted) -> ConfigError {
    let error = kind!(Config, session.check().unwrap_err());
    let api = Api::new(session);
    for other in [
        api.friends().get().await.unwrap_err(),
        api.friends().get().prepare().unwrap_err(),
        api.friends().get().raw().await.unwrap_err(),
        api.call("no.method").await.unwrap_err(),
        api.call("no.method").prepare().unwrap_err(),
    ] {
        assert_eq!(other.method(), None);
        assert!(!other.is_retryable());
        assert_eq!(kind!(Config, other), error);
    }
    assert!(server.requests().is_empty());
    error
}

#[tokio::test]
async fn an_empty_key_or_token_is_named() {
    let server = Scripted::body(200, "[]").await.unwrap();
    let settings = server.settings();
    let client = |key: &str| ClientApp::new(1, key).settings(settings.clone());
    let secret = |key: &str| ServerApp::new(1, key).settings(settings.clone());
    let app = App::new(1).settings(settings.clone()).private_key("p").secret_key("s");
    for (error, what) in [
        (refused(client("").session("token", 7), &server).await, "private key"),
        (refused(client("key").session("", 7), &server).await, "access token"),
        (refused(secret("").session("token"), &server).await, "secret key"),
        (refused(secret("").absent_user(7), &server).await, "secret key"),
        (refused(secret("").no_user(), &server).await, "secret key"),
        (refused(secret("key").session(""), &server).await, "access token"),
        (refused(app.session("", 7), &server).await, "access token"),
        (refused(app.session_without_uid(""), &server).await, "access token"),
    ] {
        assert_eq!(error, ConfigError::Empty(what));
        assert_eq!(error.to_string(), format!("the {what} is empty"));
    }
}

#[tokio::test]
async fn an_application_without_a_fitting_key_says_what_is_missing() {
    let server = Scripted::body(200, "[]").await.unwrap();
    let app = App::new(1).settings(server.settings());
    let empty = app.clone().private_key("").secret_key("");
    let private = app.clone().private_key("key");
    let lacks = "server-server needs a secret key";
    for (error, client) in [
        (refused(app.session("token", 7), &server).await, "a private key"),
        (refused(empty.session("token", 7), &server).await, "a private key"),
        (refused(app.session_without_uid("token"), &server).await, "the user's id and a private key"),
        (refused(private.session_without_uid("token"), &server).await, "the user's id"),
    ] {
        assert_eq!(error.to_string(), format!("no circuit fits: client-server needs {client}, {lacks}"));
    }
    assert_eq!(app.client().unwrap_err().to_string(), "the application has no private key");
    assert_eq!(app.server().unwrap_err().to_string(), "the application has no secret key");
}

#[tokio::test]
async fn a_base_url_that_cannot_be_used_is_refused_with_the_reason() {
    let server = Scripted::body(200, "[]").await.unwrap();
    for (url, problem) in [
        ("", "is empty"),
        ("www.appsmail.ru/platform/api", "has no scheme; it starts with https:// or http://"),
        ("//www.appsmail.ru/platform/api", "has no scheme; it starts with https:// or http://"),
        ("localhost:8321", "has no scheme; it starts with https:// or http://"),
        ("ftp://www.appsmail.ru/", "has a scheme other than https or http"),
        ("file:///etc/passwd", "has a scheme other than https or http"),
        ("http://", "has no host"),
        ("https:///platform/api", "has no host"),
        ("http://:8321/", "has no host"),
        ("http://?method=a", "has no host"),
        ("http://a b/", "holds a space, a control character or a backslash"),
        ("http://host:port/", "is not a URL"),
        ("http://[::1", "is not a URL"),
        ("http://me@host/", "holds a user name or password, which would end up in logs"),
        ("http://host/api?format=json", "has a query or a fragment, where the parameters of a call belong"),
        ("http://host/api#top", "has a query or a fragment, where the parameters of a call belong"),
    ] {
        for (which, settings) in
            [("API URL", Settings::new().api_url(url)), ("OAuth URL", server.settings().oauth_url(url))]
        {
            let client = ClientApp::new(1, "key").settings(settings.clone()).session("token", 7);
            let error = refused(client, &server).await;
            assert_eq!(error, ConfigError::Url { which, problem }, "{url}");
            assert_eq!(error.to_string(), format!("the {which} {problem}"));
            let inferred = App::new(1).secret_key("key").settings(settings).session("token", 7);
            assert_eq!(refused(inferred, &server).await, error);
        }
    }
}

#[tokio::test]
async fn a_limit_that_no_call_could_meet_is_refused() {
    let server = Scripted::body(200, "[]").await.unwrap();
    for (settings, text) in [
        (server.settings().timeout(Duration::ZERO), "the time-out is zero, so no call could succeed"),
        (server.settings().connect_timeout(Duration::ZERO), "the connect time-out is zero, so no call could succeed"),
        (server.settings().body_limit(0), "the body limit is zero, so no answer could be read"),
    ] {
        let error = refused(ServerApp::new(1, "key").settings(settings).no_user(), &server).await;
        assert_eq!(error.to_string(), text);
    }
}

#[test]
fn a_uid_that_is_not_a_number_is_refused_with_the_reason() {
    let digits = "it may have no other characters than the digits 0 to 9";
    let largest = "the largest is 18446744073709551615";
    for (text, shown, reason) in [
        ("", r#""""#, "it is empty"),
        ("ivanov", r#""ivanov""#, digits),
        ("-1", r#""-1""#, digits),
        ("+1", r#""+1""#, digits),
        (" 1", r#"" 1""#, digits),
        ("1\n", r#""1\n""#, digits),
        ("1e3", r#""1e3""#, digits),
        ("١٢", r#""١٢""#, digits),
        ("18446744073709551616", r#""18446744073709551616""#, largest),
        ("be6ef89965d58e56dec21acb9b62bdaa", "a string of 32 characters", digits),
    ] {
        let error = text.parse::<Uid>().unwrap_err();
        assert_eq!(error.to_string(), format!("{shown} is not a user id: {reason}"));
        assert_eq!(Uid::try_from(text).unwrap_err(), error);
    }
}

#[test]
fn an_error_is_not_retryable_when_the_set_up_is_wrong() {
    let error = Error::from(ConfigError::Empty("private key"));
    assert!(!error.is_retryable());
    assert_eq!((error.method(), error.to_string().as_str()), (None, "the private key is empty"));
}

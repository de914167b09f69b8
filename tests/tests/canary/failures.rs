//! Every failure that needs no answer: connections, limits, parameters, set-up.

use std::time::Duration;

use mailru_sdk::{
    Api, App, ClientApp, Error, File, RequestBody, RetryPolicy, ServerApp, Settings, error::TransportKind,
};
use mailru_tests::scripted::Scripted;

use crate::{assert_clean, secrets::Secrets};

/// Calls by both verbs, typed and by name, in both circuits.
async fn check(secrets: &Secrets, settings: Settings) {
    let (client, server) = (secrets.client(settings.clone()), secrets.server(settings));
    let (get, post) = (client.friends().get().prepare(), server.call("a.b").prepare());
    let (get, post) = (get.as_ref().ok(), post.as_ref().ok());
    assert_clean(secrets, get, client.friends().get().await);
    assert_clean(secrets, post, server.call("a.b").await);
    assert_clean(secrets, None, client.photos().upload("a", File::from_bytes("a.png", secrets.token.as_str())).await);
    assert_clean(secrets, post, server.call("a.b").returning::<u8>().await);
}

#[tokio::test]
async fn no_connection_that_fails_shows_a_secret() {
    let refusing = Scripted::refusing().unwrap();
    let plain = Scripted::hasty("HTTP/1.1 400 Bad Request\r\n\r\n").await.unwrap();
    let once = Settings::new().retry(RetryPolicy::off());
    let over_tls = once.clone().api_url(plain.api_url().replace("http://", "https://"));
    let unknown = once.plain_http(true).api_url(format!("http://{}.invalid/platform/api", "a".repeat(64)));
    let closing = Scripted::closing().await.unwrap();
    let resetting = Scripted::resetting().await.unwrap();
    let gibberish = Scripted::bytes("SSH-2.0-OpenSSH_9.6\r\n").await.unwrap();
    let short = Scripted::bytes("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n[]").await.unwrap();
    let silent = Scripted::silent().await.unwrap();
    let large = Scripted::chunked(5000).await.unwrap();
    let announced = Scripted::announced(5000).await.unwrap();
    for secrets in Secrets::all() {
        for settings in [
            refusing.settings(),
            over_tls.clone(),
            unknown.clone(),
            closing.settings(),
            resetting.settings(),
            gibberish.settings(),
            short.settings(),
            silent.settings().timeout(Duration::from_millis(1)),
            large.settings().body_limit(1000),
            announced.settings().body_limit(1000),
        ] {
            assert_clean(&secrets, None, secrets.client(settings.clone()).friends().get().raw().await);
            check(&secrets, settings).await;
        }
    }
}

#[tokio::test]
async fn an_error_of_the_programs_own_transport_shows_no_secret() {
    // It says everything that it knows of the request, in two ways.
    let telling = tower::service_fn(|request: http::Request<RequestBody>| async move {
        let body = String::from_utf8_lossy(request.body().as_bytes().unwrap_or_default()).into_owned();
        let inner = std::io::Error::other(format!("{request:?} {body}"));
        Err::<http::Response<String>, _>(std::io::Error::other(format!("{} {inner}", request.uri())))
    });
    for secrets in Secrets::all() {
        let settings = Settings::new().retry(RetryPolicy::off()).transport(telling);
        check(&secrets, settings.clone()).await;
        let result = secrets.client(settings).friends().get().await;
        let Err(Error::Transport(error)) = &result else { panic!("{result:?}") };
        assert_eq!(error.kind(), TransportKind::Service);
    }
}

#[tokio::test]
async fn a_redirect_that_carries_the_request_along_shows_no_secret() {
    for secrets in Secrets::all() {
        let silent = Scripted::silent().await.unwrap();
        let url = secrets.client(silent.settings()).friends().get().prepare().unwrap().url().to_owned();
        for status in [301, 302, 307, 308] {
            let server = Scripted::redirect(status, &url).await.unwrap();
            check(&secrets, server.settings()).await;
        }
        assert!(silent.requests().is_empty());
    }
}

#[tokio::test]
async fn no_parameter_or_circuit_that_is_refused_shows_a_secret() {
    for secrets in Secrets::all() {
        let (client, server) = (secrets.client(Settings::new()), secrets.server(Settings::new()));
        let token = secrets.token.as_str();
        for name in ["app_id", "method", "session_key", "sig", "secure", ""] {
            assert_clean(&secrets, None, client.friends().get().param(name, token).await);
            assert_clean(&secrets, None, server.call("a.b").param(name, token).prepare());
        }
        assert_clean(&secrets, None, client.users().get_info().uids([7_u64; 201]).await);
        let nobody = Api::new(secrets.server_app(Settings::new()).no_user());
        assert_clean(&secrets, None, nobody.friends().get().await);
    }
}

#[tokio::test]
async fn no_mistake_in_the_set_up_shows_a_secret() {
    for secrets in Secrets::all() {
        let Secrets { private_key, secret_key, token } = &secrets;
        let settings = Settings::new();
        for result in [
            ClientApp::new(1, "").session(token, 7).check(),
            ClientApp::new(1, private_key).session("", 7).check(),
            ServerApp::new(1, "").session(token).check(),
            ServerApp::new(1, secret_key).session("").check(),
            App::new(1).session(token, 7).check(),
            App::new(1).private_key(private_key).session_without_uid(token).check(),
            App::new(1).private_key("").secret_key("").session(token, 7).check(),
            App::new(1).secret_key(secret_key).client().map(drop),
            App::new(1).private_key(private_key).server().map(drop),
            secrets.app(settings.clone()).session_from_env().map(drop),
            secrets.app(settings.clone().timeout(Duration::ZERO)).session(token, 7).check(),
            secrets.app(settings.clone().body_limit(0)).session(token, 7).check(),
        ] {
            assert_clean(&secrets, None, result);
        }
        for url in bad_urls(token) {
            check(&secrets, settings.clone().api_url(&url)).await;
            check(&secrets, settings.clone().oauth_url(&url)).await;
        }
    }
}

/// Addresses that cannot be used and hold a secret.
pub fn bad_urls(secret: &str) -> Vec<String> {
    let secret: String = form_urlencoded::byte_serialize(secret.as_bytes()).collect();
    vec![
        secret.clone(),
        format!("http://me:{secret}@host/platform/api"),
        format!("http://{secret}@host/platform/api"),
        format!("http://host/platform/api?session_key={secret}"),
        format!("http://host/platform/api#{secret}"),
        format!("ftp://{secret}/"),
        format!("http://[{secret}/"),
    ]
}

#[tokio::test]
async fn a_limit_of_no_time_is_told_without_the_request() {
    let silent = Scripted::silent().await.unwrap();
    for secrets in Secrets::all() {
        let result = secrets.client(silent.settings()).friends().get().timeout(Duration::ZERO).await;
        let Err(Error::Transport(error)) = &result else { panic!("no time-out: {result:?}") };
        assert_eq!(error.kind(), TransportKind::Timeout(Duration::ZERO));
        assert_clean(&secrets, None, result);
    }
}

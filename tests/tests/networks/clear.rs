//! Keys do not travel in clear, unless the program says so.

use mailru_sdk::{App, Error, File, PublicApi, ServerApp, Settings, auth::Privilege, error::ConfigError};
use mailru_tests::scripted::Scripted;

use crate::{ANSWER, api, succeeds};

/// This machine under an address that is not known to be it, so that whatever is sent arrives.
fn elsewhere(url: &str) -> String {
    url.replace("127.0.0.1", "0.0.0.0")
}

fn named(error: &Error) -> &'static str {
    let Error::Config(ConfigError::Url { which, problem }) = error else { panic!("{error:?}") };
    assert!(problem.starts_with("is http:// to another machine") && problem.contains("plain_http(true)"), "{problem}");
    which
}

#[tokio::test]
async fn an_address_without_tls_is_refused_by_the_name_of_its_setting() {
    let server = Scripted::body(200, ANSWER).await.unwrap();
    let oauth_url = server.api_url().replace("/platform/api", "/oauth");
    for (which, settings) in [
        ("API URL", server.settings().api_url(elsewhere(&server.api_url()))),
        ("OAuth URL", server.settings().oauth_url(elsewhere(&oauth_url))),
        ("token URL", server.settings().token_url(elsewhere(&oauth_url))),
    ] {
        let api = api(settings.clone());
        let app = App::new(1).secret_key("key").settings(settings.clone());
        for error in [
            api.session().check().unwrap_err(),
            api.friends().get().await.unwrap_err(),
            api.friends().get().prepare().unwrap_err(),
            api.friends().get().raw().await.unwrap_err(),
            api.call("no.method").await.unwrap_err(),
            api.photos().upload("a", File::from_bytes("a.png", "a")).await.unwrap_err(),
            app.code("code", "https://example.com/").authorize().await.unwrap_err(),
            app.refresh("token").authorize().await.unwrap_err(),
            app.password("a@b", "c", [Privilege::Photos; 0]).authorize().await.unwrap_err(),
            PublicApi::with_settings(settings.clone()).lookup("mail/a").await.unwrap_err(),
        ] {
            assert_eq!(named(&error), which);
        }
    }
    let app = ServerApp::new(1, "key").settings(Settings::new().oauth_url("http://login.example/oauth"));
    let authorization = app.authorization("https://example.com/");
    assert_eq!(named(&authorization.url().unwrap_err()), "OAuth URL");
    assert!(server.requests().is_empty(), "nothing was sent");
}

#[tokio::test]
async fn a_program_may_allow_it() {
    let server = Scripted::body(200, ANSWER).await.unwrap();
    succeeds(server.settings().api_url(elsewhere(&server.api_url())).plain_http(true)).await;
    let settings = Settings::new().oauth_url("http://login.example/oauth").plain_http(true);
    let app = ServerApp::new(1, "key").settings(settings);
    assert!(app.authorization("https://example.com/").url().unwrap().starts_with("http://login.example/"));
    assert_eq!(server.requests().len(), 1);
}

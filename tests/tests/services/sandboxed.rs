//! The sandbox answers a group of a service where the spec says, to whom the spec says, and refuses in the form of the spec.

use mailru_sandbox::Sandbox;
use mailru_sdk::{
    Api, Bearer, ClientApp, Error, File, Session,
    codes::Code,
    error::{ErrorClass, ServiceError},
    oauth_mail::{MailApp, Prompt},
};

use crate::{
    DECLARED,
    attic::{self, AtticExt as _},
};

async fn sandbox() -> Sandbox {
    Sandbox::builder().group(&attic::GROUP).start().await.unwrap()
}

/// A session of OAuth Mail that refreshes itself.
async fn session(sandbox: &Sandbox) -> Session<Bearer> {
    let secret = sandbox.mail_client_secret().unwrap();
    let app = MailApp::new(sandbox.mail_client_id(), secret).settings(sandbox.settings());
    let authorization = app.authorization("http://localhost/back").scope(["openid", "offline_access"]);
    let authorization = authorization.prompt(Prompt::Consent);
    let back = sandbox.mail_consent(&authorization.url().unwrap());
    authorization.exchange(&back).unwrap().authorize().await.unwrap()
}

/// Of the tests, without a provider of its own for TLS.
fn plain_client() -> reqwest::Client {
    let tls =
        rustls::ClientConfig::builder_with_provider(std::sync::Arc::new(rustls::crypto::ring::default_provider()));
    let tls = tls.with_safe_default_protocol_versions().unwrap();
    let tls = tls.with_root_certificates(rustls::RootCertStore::empty()).with_no_client_auth();
    reqwest::Client::builder().no_proxy().tls_backend_preconfigured(tls).build().unwrap()
}

fn refusal<T: std::fmt::Debug>(result: Result<T, Error>) -> ServiceError {
    match result {
        Err(Error::Service(error)) => error,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn each_way_of_showing_who_calls_is_checked() {
    let sandbox = sandbox().await;
    let api = Api::new(session(&sandbox).await);
    assert_eq!(api.attic().list().await.unwrap().len(), 2);
    assert!(bool::from(api.attic().paint(File::from_bytes("dot.gif", "GIF89a")).await.unwrap()));
    let stranger = Api::new(Session::with_token("nobody has this token", sandbox.settings()));
    for error in [
        refusal(stranger.attic().list().await),
        refusal(stranger.attic().paint(File::from_bytes("dot.gif", "GIF89a")).await),
    ] {
        assert_eq!((error.code(), error.class(), error.status()), (Some(7), ErrorClass::Refresh, 401));
        let said = "the token is missing, is unknown or has expired; `Sandbox::open_mail_session` gives one";
        assert_eq!(error.message(), said);
    }
    assert!((stranger.attic().height().await.unwrap() - 2.5).abs() < f64::EPSILON);
    let signed = |key: &str| {
        let app = ClientApp::new(sandbox.app_id(), key).settings(sandbox.settings());
        Api::new(app.session(sandbox.access_token(), sandbox.uid()))
    };
    assert_eq!(signed(sandbox.private_key()).attic().key().await.unwrap(), "under the mat");
    let error = refusal(signed("another key").attic().key().await);
    assert_eq!((error.code(), error.class()), (Some(9), ErrorClass::Permission));
}

#[tokio::test]
async fn a_session_of_anybody_is_opened_without_a_sign_in_and_ends_as_others_do() {
    let sandbox = sandbox().await;
    let somebody = sandbox.people()[3];
    let token = sandbox.open_mail_session(somebody, "openid email").unwrap();
    let session = Session::with_token(token, sandbox.settings());
    let profile = session.userinfo().await.unwrap();
    assert_eq!(profile.id.as_deref(), Some(sandbox.mail_id(somebody).unwrap().as_str()));
    assert_eq!(Api::new(session.clone()).attic().list().await.unwrap().len(), 2);
    sandbox.expire_mail_tokens();
    refusal(Api::new(session).attic().list().await);
    assert_eq!(sandbox.open_mail_session(1, "openid").unwrap_err().uid, 1);
}

#[tokio::test]
#[should_panic(expected = "no word of a scope is one of \"openid profil\"")]
async fn a_word_of_a_scope_that_is_misspelt_is_told() {
    let sandbox = sandbox().await;
    let _ = sandbox.open_mail_session(sandbox.uid(), "openid profil");
}

#[tokio::test]
async fn a_token_in_a_header_is_not_read_where_it_belongs_in_the_query() {
    let sandbox = sandbox().await;
    let token = session(&sandbox).await.tokens().unwrap().current().expose_access_token().to_owned();
    let url = sandbox.service_url(DECLARED);
    let client = plain_client();
    let status = async |request: reqwest::RequestBuilder| request.send().await.unwrap().status().as_u16();
    assert_eq!(status(client.get(format!("{url}/things?access_token={token}"))).await, 200);
    assert_eq!(status(client.get(format!("{url}/things")).bearer_auth(&token)).await, 401);
    assert_eq!(status(client.post(format!("{url}/pictures?access_token={token}"))).await, 401);
    assert_eq!(status(client.post(format!("{url}/things?access_token={token}"))).await, 404);
    assert_eq!(status(client.get(format!("{url}/nothing"))).await, 404);
}

#[tokio::test]
async fn a_token_that_ends_is_refreshed_and_a_parameter_is_held_against_the_spec() {
    let sandbox = sandbox().await;
    let api = Api::new(session(&sandbox).await);
    sandbox.expire_mail_tokens();
    assert_eq!(api.attic().list().from(1).await.unwrap().len(), 1);
    let error = refusal(api.attic().list().param("count", "many").await);
    assert_eq!((error.code(), error.status()), (None, 400));
    assert!(error.message().contains("'count'"), "{error}");
}

#[tokio::test]
async fn the_platform_does_not_know_the_methods_of_a_service() {
    let sandbox = sandbox().await;
    let app = ClientApp::new(sandbox.app_id(), sandbox.private_key()).settings(sandbox.settings());
    let api = Api::new(app.session(sandbox.access_token(), sandbox.uid()));
    let Err(Error::Api(error)) = api.call("attic.key").await else { panic!("the platform answered") };
    assert_eq!(error.code(), Code::UnknownMethod);
}

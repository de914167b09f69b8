//! The public look-up, which needs no application.

use mailru_sandbox::Sandbox;
use mailru_sdk::{Api, ClientApp, Error, PublicApi, Uid, objects::User};

async fn owner(sandbox: &Sandbox) -> User {
    let app = ClientApp::new(sandbox.app_id(), sandbox.private_key()).settings(sandbox.settings());
    let api = Api::new(app.session(sandbox.access_token(), sandbox.uid()));
    api.users().get_info().await.unwrap().swap_remove(0)
}

#[tokio::test]
async fn a_page_leads_to_its_owner() {
    let sandbox = Sandbox::start().await.unwrap();
    let link = owner(&sandbox).await.link.unwrap();
    let platform = PublicApi::with_settings(sandbox.settings());
    assert_eq!(platform.lookup(&link).await.unwrap(), Uid::new(sandbox.uid()));
    let path = link.strip_prefix("http://my.mail.ru/").unwrap();
    assert_eq!(platform.lookup(path).await.unwrap(), Uid::new(sandbox.uid()));
}

#[tokio::test]
async fn a_page_that_is_not_there_is_an_error_of_the_platform() {
    let sandbox = Sandbox::start().await.unwrap();
    let platform = PublicApi::with_settings(sandbox.settings());
    let error = platform.lookup("mail/nobody").await.unwrap_err();
    assert!(matches!(error, Error::Api(_)), "{error:?}");
    assert_eq!(error.method(), Some("public look-up"));
}

#[tokio::test]
async fn an_answer_without_an_id_says_what_is_missing() {
    for (body, expected) in [
        ("{}", "public look-up: unexpected answer at uid"),
        (r#"{"uid":"ivanov"}"#, "public look-up: unexpected answer at uid"),
        ("<html></html>", "public look-up: the answer is a web page instead of JSON"),
    ] {
        let server = mailru_tests::scripted::Scripted::body(200, body).await.unwrap();
        let error = PublicApi::with_settings(server.settings()).lookup("mail/ivanov").await.unwrap_err();
        assert!(error.to_string().starts_with(expected), "{error}");
    }
}

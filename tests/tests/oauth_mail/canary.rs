//! Marked secrets are in everything that a session of OAuth Mail is made of, and none of them shows, whatever the service answers.

use std::time::SystemTime;

use mailru_sdk::{
    Error,
    auth::Tokens,
    oauth_mail::{MailApp, MailAuthorization},
};
use mailru_tests::{scripted::Scripted, texts::texts};

use crate::{BACK, ID};

/// No text of the SDK, of a library or of the tests' own answers holds this.
const MARK: &str = "CANARIES";

struct Secrets {
    client_secret: String,
    access_token: String,
    refresh_token: String,
    code: String,
    state: String,
    verifier: String,
}

impl Secrets {
    /// Of plain letters, and of those that every encoding spells differently.
    fn all() -> [Self; 2] {
        ["", "&=+ я\"<'>%41"].map(|end| {
            let made = |own: &str| format!("{MARK}-{own}{end}");
            Self {
                client_secret: made("a"),
                access_token: made("b"),
                refresh_token: made("c"),
                code: made("d"),
                state: made("e"),
                verifier: made("f"),
            }
        })
    }

    fn each(&self) -> [&String; 6] {
        let Self { client_secret, access_token, refresh_token, code, state, verifier } = self;
        [client_secret, access_token, refresh_token, code, state, verifier]
    }

    fn app(&self, server: &Scripted) -> MailApp {
        let url = server.api_url().replace("/platform/api", "/oauth.mail.ru");
        MailApp::new(ID, &self.client_secret).settings(server.settings().oauth_mail_url(url))
    }

    fn authorization(&self, app: &MailApp) -> MailAuthorization {
        app.authorization(BACK).remembered(&self.state, Some(&self.verifier))
    }

    fn back(&self, with: &str) -> String {
        let encode = |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
        format!("{BACK}?state={}&{with}={}", encode(&self.state), encode(&self.code))
    }

    fn tokens(&self) -> Tokens {
        Tokens::new(&self.access_token).refresh_token(&self.refresh_token)
    }
}

fn assert_clean<T: std::fmt::Debug>(result: Result<T, Error>) {
    assert!(result.is_err());
    assert_no_secret(result);
}

/// The same where some answers are a success.
fn assert_no_secret<T>(result: Result<T, Error>) {
    for text in result.err().iter().flat_map(texts) {
        assert!(!text.contains(MARK), "{text}");
    }
}

/// Answers that hold a text in some place.
fn answers(text: &str) -> Vec<(u16, String)> {
    let json = serde_json::Value::from(text).to_string();
    let percent = text.bytes().map(|byte| format!("%{byte:02X}")).collect::<Vec<_>>().concat();
    vec![
        (200, format!(r#"{{"error":{json},"error_code":2}}"#)),
        (400, format!(r#"{{"error":"invalid request","error_code":2,"error_description":{json}}}"#)),
        (400, format!(r#"{{"error":"invalid request {percent}","error_code":2}}"#)),
        (200, format!(r#"{{"error":{{{json}:1}}}}"#)),
        (200, format!("<html>{text}</html>")),
        (502, format!("<html>{text}</html>")),
        (302, text.to_owned()),
        (200, format!("[{json}]")),
        (200, format!(r#"{{"access_token":[{json}]}}"#)),
    ]
}

#[tokio::test]
async fn a_service_that_sends_secrets_back_shows_none_of_them() {
    let server = Scripted::body(200, "").await.unwrap();
    for secrets in Secrets::all() {
        let app = secrets.app(&server);
        let authorization = secrets.authorization(&app);
        for secret in secrets.each() {
            for (status, body) in answers(secret) {
                server.change(status, body);
                if secret == &secrets.code || secret == &secrets.verifier || secret == &secrets.client_secret {
                    assert_clean(authorization.exchange(&secrets.back("code")).unwrap().authorize().await);
                    assert_clean(app.refresh(&secrets.refresh_token).authorize().await);
                }
                if secret == &secrets.access_token || secret == &secrets.refresh_token {
                    let expired = secrets.tokens().expires_at(SystemTime::UNIX_EPOCH);
                    assert_clean(app.session_of(expired).unwrap().userinfo().await);
                    assert_no_secret(app.session_of(secrets.tokens()).unwrap().userinfo().await);
                    assert_no_secret(app.session_of(secrets.tokens()).unwrap().revoke().await);
                }
            }
        }
    }
}

#[test]
fn a_redirect_shows_nothing_of_what_it_carries() {
    let app = MailApp::new(ID, "secret");
    for secrets in Secrets::all() {
        let authorization = secrets.authorization(&app);
        assert_clean(authorization.exchange(&secrets.back("error")));
        assert_clean(authorization.exchange(&format!("{}&code=again", secrets.back("code"))));
        assert_clean(app.authorization(BACK).exchange(&secrets.back("code")));
    }
}

#[tokio::test]
async fn nothing_that_a_program_prints_shows_a_secret() {
    let server = Scripted::body(200, "{}").await.unwrap();
    for secrets in Secrets::all() {
        let app = secrets.app(&server);
        let authorization = secrets.authorization(&app);
        let grant = authorization.exchange(&secrets.back("code")).unwrap();
        let session = app.session_of(secrets.tokens()).unwrap();
        let text = session.xoauth2("ivanov@mail.ru").await.unwrap();
        let request = session.userinfo();
        let prepared = request.prepare().unwrap();
        for shown in [
            format!("{app:?} {app:#?}"),
            format!("{authorization:?} {authorization:#?}"),
            format!("{grant:?} {session:?} {session:#?}"),
            format!("{text:?} {request:?} {prepared:?} {:?}", session.tokens()),
        ] {
            assert!(!shown.contains(MARK), "{shown}");
        }
    }
}

//! Token endpoints that send secrets back, in every place of an answer.

use std::time::SystemTime;

use mailru_sdk::Api;
use mailru_tests::scripted::Scripted;

use crate::{BACK, Secrets, scope};

/// The spellings in which a careless or hostile platform may repeat a secret.
fn spellings(secret: &str) -> Vec<String> {
    let percent = secret.bytes().map(|byte| format!("%{byte:02X}")).collect::<Vec<_>>().concat();
    let html = secret.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
    let form = form_urlencoded::byte_serialize(secret.as_bytes()).collect();
    vec![secret.to_owned(), format!("client_secret={secret}&"), percent, html.replace('\'', "&#39;"), form]
}

/// Answers that are no tokens and hold the text in some place, each with its status.
fn answers(text: &str) -> Vec<(u16, String)> {
    let json = serde_json::Value::from(text).to_string();
    vec![
        (400, format!(r#"{{"error":{json}}}"#)),
        (400, format!(r#"{{"error":"invalid_grant","error_description":{json}}}"#)),
        (400, format!(r#"{{"error":{{"error_code":102,"error_msg":{json}}}}}"#)),
        (400, format!(r#"{{"error":{{"error_code":{json}}}}}"#)),
        (400, format!(r#"{{"error":{{{json}:1}}}}"#)),
        (200, format!("<html><body>wrong: {text}</body></html>")),
        (500, format!("<html><body>wrong: {text}</body></html>")),
        (404, format!("no such thing: {text}")),
        (302, text.to_owned()),
        (503, json.clone()),
        (200, json.clone()),
        (200, format!("[{json}]")),
        (200, format!(r#"{{"access_token":"a","x_mailru_vid":{json}}}"#)),
        (200, format!(r#"{{"access_token":[{json}]}}"#)),
        (200, format!(r#"{{"access_token":{json}"#)),
    ]
}

#[tokio::test]
async fn a_grant_that_is_answered_with_its_own_secrets_shows_none_of_them() {
    let server = Scripted::body(200, "").await.unwrap();
    for secrets in Secrets::all() {
        let app = secrets.app(server.settings());
        // What a request holds is what the platform can repeat.
        for (grant, secret) in [(0, &secrets.code), (1, &secrets.password), (2, &secrets.refresh_token)] {
            let sent = [secret, &secrets.secret_key];
            for text in sent.iter().flat_map(|secret| spellings(secret)) {
                for (status, body) in answers(&text) {
                    server.change(status, body);
                    secrets.assert_error_clean(match grant {
                        0 => app.code(&secrets.code, BACK).authorize().await.map(drop),
                        1 => app.password("me@mail.ru", &secrets.password, scope()).authorize().await.map(drop),
                        _ => app.refresh(&secrets.refresh_token).authorize().await.map(drop),
                    });
                }
            }
        }
    }
}

#[tokio::test]
async fn a_refresh_that_is_answered_with_its_own_secrets_shows_none_of_them() {
    let server = Scripted::body(200, "").await.unwrap();
    for secrets in Secrets::all() {
        let app = secrets.app(server.settings()).client_secret(&secrets.private_key);
        // The token that is to be replaced is not sent, but the platform knows it.
        let known = [&secrets.refresh_token, &secrets.private_key, &secrets.access_token];
        for text in known.iter().flat_map(|secret| spellings(secret)) {
            for (status, body) in answers(&text) {
                server.change(status, body);
                // Expired, so that the refresh comes before any call.
                let tokens = secrets.tokens().expires_at(SystemTime::UNIX_EPOCH);
                let api = Api::new(app.session_of(tokens).unwrap());
                secrets.assert_error_clean(api.friends().get().await);
                secrets.assert_debug_clean(&api);
            }
        }
    }
}

#[tokio::test]
async fn new_tokens_in_an_answer_that_is_refused_do_not_show() {
    let [as_the_platform_makes_them, ..] = Secrets::all();
    let secrets = as_the_platform_makes_them;
    let server = Scripted::body(200, "").await.unwrap();
    let app = secrets.app(server.settings());
    let tokens = format!(r#""access_token":"{}","refresh_token":"{}""#, secrets.access_token, secrets.refresh_token);
    for (status, body) in [
        (500, format!("{{{tokens}}}")),
        (200, format!("{{{tokens}")),
        (200, format!(r#"{{{tokens},"x_mailru_vid":"me"}}"#)),
        (200, format!(r#"{{{tokens},"error":"{}"}}"#, secrets.access_token)),
    ] {
        server.change(status, body);
        secrets.assert_error_clean(app.refresh("own refresh token").authorize().await);
    }
    server.change(200, format!(r#"{{{tokens},"x_mailru_vid":"8"}}"#));
    secrets.assert_error_clean(app.refresh("own refresh token").uid(7).authorize().await);
}

#[tokio::test]
async fn no_connection_that_fails_shows_a_secret() {
    for secrets in Secrets::all() {
        for server in
            [Scripted::refusing().unwrap(), Scripted::closing().await.unwrap(), Scripted::resetting().await.unwrap()]
        {
            let app = secrets.app(server.settings());
            secrets.assert_error_clean(app.code(&secrets.code, BACK).authorize().await);
            secrets.assert_error_clean(app.password("me@mail.ru", &secrets.password, scope()).authorize().await);
            secrets.assert_error_clean(app.refresh(&secrets.refresh_token).authorize().await);
        }
    }
}

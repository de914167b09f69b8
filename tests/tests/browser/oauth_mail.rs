//! OAuth Mail in a real browser: login, consent with the scopes in words, and what comes of it, in both languages and both sizes.

use std::collections::HashMap;

use mailru_sandbox::{MailApplication, Sandbox};
use mailru_tests::chromium::{Browser, Screen};
use serde_json::Value;

use crate::pictures::look;
use crate::site;

/// The example of RFC 7636, appendix B.
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

const BY_HAND: &str = "urn:ietf:wg:oauth:2.0:oob";

/// The login page, as a program that reads mail asks for it.
fn login(sandbox: &Sandbox, redirect_uri: &str) -> String {
    let query = form_urlencoded::Serializer::new(String::new())
        .extend_pairs([
            ("client_id", sandbox.mail_client_id()),
            ("response_type", "code"),
            ("redirect_uri", redirect_uri),
            ("scope", "openid profile email mail.imap offline_access"),
            ("prompt", "consent"),
            ("state", "random & words"),
            ("code_challenge", CHALLENGE),
            ("code_challenge_method", "S256"),
        ])
        .finish();
    format!("{}/login?{query}", sandbox.oauth_mail_url())
}

/// The tokens that the program gets for a code, without a secret.
async fn tokens(sandbox: &Sandbox, code: &str, redirect_uri: &str) -> Value {
    let form = form_urlencoded::Serializer::new(String::new())
        .extend_pairs([
            ("grant_type", "authorization_code"),
            ("client_id", sandbox.mail_client_id()),
            ("code", code),
            ("redirect_uri", redirect_uri),
            ("code_verifier", VERIFIER),
        ])
        .finish();
    // The client wants a provider of TLS, even for plain HTTP. Another test may have been first.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let request = reqwest::Client::new()
        .post(format!("{}/token", sandbox.oauth_mail_url()))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .body(form);
    request.send().await.unwrap().json().await.unwrap()
}

fn members(address: &str) -> HashMap<String, String> {
    let query = address.split_once('?').map_or("", |(_, query)| query);
    form_urlencoded::parse(query.as_bytes()).into_owned().collect()
}

async fn with_program(redirect_uri: &str) -> Sandbox {
    let program = MailApplication::public("00112233445566778899aabbccddeeff").redirect_uri(redirect_uri);
    Sandbox::builder().mail_application(program).start().await.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn login_and_consent_of_oauth_mail_lead_to_a_profile_without_a_script() {
    let Some(browser) = Browser::start() else { return };
    let (site, back) = site().await;
    let sandbox = with_program(&back).await;
    browser.disable_scripts();
    browser.open(&login(&sandbox, &back));
    assert_eq!(browser.title(), "Log in – Mail.ru sandbox");
    browser.log_in(&sandbox.user_email(), "wrong");
    assert_eq!(browser.read("[role=alert]"), "The e-mail address or the password is wrong.");
    browser.log_in_as_owner(&sandbox);
    for words in ["Know who you are", "See your e-mail address", "Read, send and delete your mail", "when you are away"]
    {
        assert!(browser.read("main ul").contains(words), "{}", browser.read("main"));
    }
    browser.click("button[value=allow]");
    let redirect = browser.address();
    assert!(redirect.starts_with(&back), "{redirect}");
    assert!(!site.requests()[0].to_ascii_lowercase().contains("referer"), "{}", site.requests()[0]);
    let came = members(&redirect);
    assert_eq!((came["state"].as_str(), came["from"].as_str()), ("random & words", "mailru"));
    let tokens = tokens(&sandbox, &came["code"], &back).await;
    assert!(tokens["refresh_token"].is_string(), "{tokens}");
    let token = tokens["access_token"].as_str().unwrap();
    browser.open(&format!("{}/userinfo?access_token={token}", sandbox.oauth_mail_url()));
    assert!(browser.read("body").contains(&sandbox.user_email()), "{}", browser.read("body"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_refusal_leads_back_and_a_code_is_shown_to_whoever_has_no_address_on_a_phone_in_russian() {
    let Some(browser) = Browser::start() else { return };
    let (_site, back) = site().await;
    let sandbox = with_program(&back).await;
    browser.disable_scripts();
    browser.look(Screen::Phone);
    browser.open(&login(&sandbox, &back));
    browser.click("header a");
    assert_eq!(browser.read("h1"), "Вход");
    browser.log_in_as_owner(&sandbox);
    assert!(browser.read("main ul").contains("Читать, отправлять и удалять вашу почту"), "{}", browser.read("main"));
    browser.click("button[value=deny]");
    assert_eq!(members(&browser.address())["error"], "access_denied");
    browser.open(&login(&sandbox, BY_HAND));
    browser.click("header a");
    browser.click("button[value=allow]");
    assert_eq!(browser.read("h1"), "Доступ разрешён");
    let code = browser.read("main code");
    assert!(tokens(&sandbox, &code, BY_HAND).await["access_token"].is_string(), "{code}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_pages_of_oauth_mail_fit_a_desktop_and_a_phone_in_both_languages() {
    let Some(browser) = Browser::start() else { return };
    let sandbox = with_program("https://example.com/back").await;
    browser.open(&login(&sandbox, "https://example.com/back"));
    look(&browser, "mail-login");
    browser.log_in_as_owner(&sandbox);
    look(&browser, "mail-consent");
    browser.click("header a");
    look(&browser, "mail-consent-ru");
    browser.open(&login(&sandbox, "https://example.com/another"));
    look(&browser, "mail-problem");
    browser.open(&login(&sandbox, BY_HAND));
    browser.click("button[value=allow]");
    look(&browser, "mail-code");
}

//! The consent flow in a real browser, from the address that the SDK makes to the session that it opens. Skipped, with a
//! message, where there is no Chromium.

mod network_tab;
mod oauth_mail;
mod pictures;

use mailru_sandbox::{
    Sandbox,
    signature::{Key, sign},
};
use mailru_sdk::{
    Api,
    auth::{code_from_redirect, tokens_from_redirect},
    error::AuthError,
    objects::Privilege,
};
use mailru_tests::{
    chromium::{Browser, Screen},
    client_app,
    scripted::Scripted,
    server_app,
};

const STATE: &str = "random & words";
const STANDALONE: &str = "http://connect.mail.ru/oauth/success.html";

/// A site to come back to, and the address there.
async fn site() -> (Scripted, String) {
    let site = Scripted::body(200, "back").await.unwrap();
    let back = site.api_url().replace("/platform/api", "/back?from=mailru");
    (site, back)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_code_flow_leads_over_login_and_consent_to_a_session() {
    let Some(browser) = Browser::start() else { return };
    let sandbox = Sandbox::start().await.unwrap();
    let (site, back) = site().await;
    let app = server_app(&sandbox);
    let authorization = app.authorization(&back).scope([Privilege::Stream]).state(STATE);
    browser.disable_scripts();
    browser.open(&authorization.url().unwrap());
    assert_eq!(browser.title(), "Log in – Mail.ru sandbox");
    browser.log_in_as_owner(&sandbox);
    assert!(browser.read("main").contains("Publish in your feed"), "{}", browser.read("main"));
    browser.click("button[value=allow]");
    let redirect = browser.address();
    assert!(redirect.starts_with(&back), "{redirect}");
    assert!(!site.requests()[0].to_ascii_lowercase().contains("referer"), "{}", site.requests()[0]);
    let code = code_from_redirect(&redirect, Some(STATE)).unwrap();
    let session = app.code(code, authorization.redirect_uri().unwrap()).authorize().await.unwrap();
    Api::new(session).friends().get().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_implicit_flow_leads_to_a_fragment_that_opens_a_session() {
    let Some(browser) = Browser::start() else { return };
    let sandbox = Sandbox::start().await.unwrap();
    let app = client_app(&sandbox);
    browser.disable_scripts();
    browser.look(Screen::Phone);
    browser.open(&app.authorization(STANDALONE).implicit().state(STATE).url().unwrap());
    browser.log_in_as_owner(&sandbox);
    browser.click("button[value=allow]");
    assert_eq!(browser.read("h1"), "Access is allowed");
    let redirect = browser.address();
    assert!(redirect.starts_with(&format!("{}/success.html", sandbox.oauth_url())), "{redirect}");
    let session = app.session_of(tokens_from_redirect(&redirect, Some(STATE)).unwrap()).unwrap();
    Api::new(session).friends().get().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn refusal_leads_back_without_anything_in_both_flows() {
    let Some(browser) = Browser::start() else { return };
    let sandbox = Sandbox::start().await.unwrap();
    let (_site, back) = site().await;
    let authorization = client_app(&sandbox).authorization(&back).state(STATE);
    browser.disable_scripts();
    browser.open(&authorization.url().unwrap());
    browser.log_in_as_owner(&sandbox);
    browser.click("button[value=deny]");
    let denied = |result: Result<(), mailru_sdk::Error>| match result {
        Err(mailru_sdk::Error::Auth(error)) => error == AuthError::Denied,
        _ => false,
    };
    assert!(denied(code_from_redirect(&browser.address(), Some(STATE)).map(drop)), "{}", browser.address());
    // The browser is still logged in, and nothing was allowed: it is asked again.
    browser.open(&client_app(&sandbox).authorization(STANDALONE).implicit().state(STATE).url().unwrap());
    browser.click("button[value=deny]");
    assert_eq!(browser.read("h1"), "Access is refused");
    assert!(denied(tokens_from_redirect(&browser.address(), Some(STATE)).map(drop)), "{}", browser.address());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn whoever_cannot_get_in_is_told_why() {
    let Some(browser) = Browser::start() else { return };
    let sandbox = Sandbox::builder().in_development([]).start().await.unwrap();
    let (_site, back) = site().await;
    let url = client_app(&sandbox).authorization(&back).url().unwrap();
    browser.disable_scripts();
    browser.open(&url);
    browser.log_in(&sandbox.user_email(), "wrong");
    assert_eq!(browser.read("[role=alert]"), "The e-mail address or the password is wrong.");
    browser.log_in(&sandbox.blocked_user().and_then(|uid| sandbox.email(uid)).unwrap(), sandbox.password());
    assert!(browser.address().ends_with("/recovery") && browser.read("h1") == "The account is blocked");
    browser.open(&url);
    browser.click("header a");
    assert_eq!(browser.read("h1"), "Вход");
    let friends = Api::new(client_app(&sandbox).session(sandbox.access_token(), sandbox.uid()));
    let friend = friends.friends().get().await.unwrap()[0].to_string();
    browser.log_in(&sandbox.email(friend.parse().unwrap()).unwrap(), sandbox.password());
    assert_eq!(browser.read("h1"), "Авторизация запрещена");
    browser.click("button[value=logout]");
    browser.log_in_as_owner(&sandbox);
    assert_eq!(browser.read("h1"), "Необходим доступ к вашим данным");
}

/// A post in the user's feed, signed with what anybody can know of a sandbox.
fn post(sandbox: &Sandbox) -> Vec<(String, String)> {
    let app_id = sandbox.app_id().to_string();
    let pairs = [
        ("method", "stream.post"),
        ("app_id", app_id.as_str()),
        ("session_key", sandbox.access_token()),
        ("text", "elsewhere"),
    ];
    let mut pairs: Vec<(String, String)> =
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let key = Key::Private { uid: sandbox.uid(), private_key: sandbox.private_key() };
    pairs.push(("sig".to_owned(), sign(&pairs, key)));
    pairs
}

/// A page with a form that posts to the address.
fn page_with_form(action: &str, pairs: &[(String, String)], more: &str) -> String {
    let field = |(name, value): &(String, String)| format!("<input type=hidden name='{name}' value='{value}'>");
    let fields = pairs.iter().map(field).collect::<Vec<_>>().concat();
    format!("<!DOCTYPE html><form method=post action='{action}'>{fields}<button>Post</button></form>{more}")
}

async fn html(page: &str) -> Scripted {
    let head = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {}\r\n\r\n", page.len());
    Scripted::bytes(format!("{head}{page}")).await.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_page_of_another_site_reaches_the_sandbox_and_changes_nothing() {
    let Some(browser) = Browser::start() else { return };
    let sandbox = Sandbox::start().await.unwrap();
    let pairs = post(&sandbox);
    let api = sandbox.api_url();
    let query: Vec<String> = pairs.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let image = format!("<img src='{api}?{}'>", query.join("&"));
    let hidden = "<meta name=referrer content=no-referrer>";
    let open = html(&page_with_form(&api, &pairs, &image)).await;
    let secretive = html(&page_with_form(&api, &pairs, hidden)).await;
    let passes_on = Scripted::redirect(307, &api).await.unwrap();
    let redirecting = html(&page_with_form(&passes_on.api_url(), &pairs, "")).await;
    let local = page_with_form(&api, &pairs, "").replace('#', "%23").replace(' ', "%20");
    for page in [open.api_url(), secretive.api_url(), redirecting.api_url(), format!("data:text/html,{local}")] {
        browser.open(&page);
        browser.click("button");
        assert!(browser.read("body").contains("a page of another site"), "{page}: {}", browser.read("body"));
    }
    assert!(sandbox.requests().is_empty(), "{:?}", sandbox.requests());
    // The same form on a page of the sandbox itself, so that it is not the form that is wrong.
    browser.open(&sandbox.page_url());
    let fields: Vec<String> = pairs.iter().map(|(name, value)| format!("'{name}':'{value}'")).collect();
    let _ = browser.evaluate(&format!(
        "const form = document.createElement('form'); form.method = 'post'; form.action = '/platform/api';
         for (const [name, value] of Object.entries({{{}}})) {{
             const field = document.createElement('input'); field.name = name; field.value = value; form.append(field);
         }}
         document.body.replaceChildren(form); form.append(document.createElement('button'));",
        fields.join(",")
    ));
    browser.click("form button");
    assert_eq!(sandbox.only_request("stream.post").status(), 200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_site_that_redirects_to_the_login_gets_its_code_from_either_loopback_name() {
    let Some(browser) = Browser::start() else { return };
    let sandbox = Sandbox::start().await.unwrap();
    let (_site, back) = site().await;
    for name in ["127.0.0.1", "localhost"] {
        let url = server_app(&sandbox).authorization(&back).state(STATE).url().unwrap().replacen("127.0.0.1", name, 1);
        let starts = Scripted::redirect(302, &url).await.unwrap();
        browser.open(&starts.api_url());
        browser.log_in_as_owner(&sandbox);
        browser.click("button[value=allow]");
        assert!(code_from_redirect(&browser.address(), Some(STATE)).is_ok(), "{name}: {}", browser.address());
        sandbox.forget_consents();
    }
}

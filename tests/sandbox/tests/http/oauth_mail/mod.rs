//! OAuth Mail as clients and browsers meet it. Everything that is not as one would guess has a test of that name in `surprises`.

mod applications;
mod faults;
mod own_names;
mod pages;
mod pkce;
mod refusals;
mod revocation;
mod scopes;
mod surprises;

use mailru_sandbox::{MailApplication, Sandbox};
use serde_json::Value;

use crate::client::{FORM, Reply, encode, get, post};

pub(crate) const BACK: &str = "https://example.org/back/";

pub(crate) async fn sandbox() -> Sandbox {
    Sandbox::start().await.expect("a free port")
}

pub(crate) async fn with(application: MailApplication) -> Sandbox {
    Sandbox::builder().mail_application(application).start().await.expect("a free port")
}

fn encoded(pairs: &[(&str, &str)]) -> String {
    pairs.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect::<Vec<_>>().join("&")
}

/// What a program asks for, with changes; an empty value leaves a name out.
fn changed<'a>(mut pairs: Vec<(&'a str, &'a str)>, changes: &[(&'a str, &'a str)]) -> String {
    for &(name, value) in changes {
        pairs.retain(|(known, _)| *known != name);
        pairs.extend((!value.is_empty()).then_some((name, value)));
    }
    encoded(&pairs)
}

/// The login page's address as an application would write it, with changes.
pub(crate) fn login(sandbox: &Sandbox, changes: &[(&str, &str)]) -> String {
    let pairs = vec![("client_id", sandbox.mail_client_id()), ("response_type", "code"), ("redirect_uri", BACK)];
    format!("/oauth.mail.ru/login?{}", changed(pairs, changes))
}

/// A member of an address' query, which needs no decoding here.
pub(crate) fn member<'a>(address: &'a str, name: &str) -> Option<&'a str> {
    let mut members = address.split(['?', '&', '#']).filter_map(|member| member.split_once('='));
    members.find(|(known, _)| *known == name).map(|(_, value)| value)
}

/// A code, after a consent to what the changes ask for.
pub(crate) fn code(sandbox: &Sandbox, changes: &[(&str, &str)]) -> String {
    let page = login(sandbox, changes);
    let back = sandbox.mail_consent(&format!("{}{page}", sandbox.page_url().trim_end_matches('/')));
    member(&back, "code").unwrap_or_else(|| panic!("no code: {back}")).to_owned()
}

/// Asks an endpoint by a form, as the sandbox's application.
pub(crate) async fn ask(sandbox: &Sandbox, endpoint: &str, changes: &[(&str, &str)]) -> Reply {
    let secret = sandbox.mail_client_secret().unwrap_or_default();
    let pairs = vec![("client_id", sandbox.mail_client_id())];
    let secret = if secret.is_empty() { vec![] } else { vec![("client_secret", secret)] };
    let body = changed([pairs, secret].concat(), changes);
    post(sandbox, &format!("/oauth.mail.ru/{endpoint}"), FORM, body.as_bytes()).await
}

/// Exchanges a code, with changes.
pub(crate) async fn exchange(sandbox: &Sandbox, code: &str, changes: &[(&str, &str)]) -> Reply {
    let pairs = [("grant_type", "authorization_code"), ("code", code), ("redirect_uri", BACK)];
    ask(sandbox, "token", &[&pairs, changes].concat()).await
}

/// What a consent to what the changes ask for brings.
pub(crate) async fn tokens(sandbox: &Sandbox, changes: &[(&str, &str)]) -> Value {
    let reply = exchange(sandbox, &code(sandbox, changes), &[]).await;
    assert!(reply.status == 200 && reply.json()["error"].is_null(), "{}", reply.body);
    reply.json()
}

pub(crate) async fn refresh(sandbox: &Sandbox, token: &str) -> Reply {
    ask(sandbox, "token", &[("grant_type", "refresh_token"), ("refresh_token", token)]).await
}

pub(crate) async fn userinfo(sandbox: &Sandbox, token: &str) -> Reply {
    get(sandbox, &format!("/oauth.mail.ru/userinfo?access_token={}", encode(token))).await
}

/// The text of a member.
pub(crate) fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap_or_else(|| panic!("no text `{name}`: {value}"))
}

/// The number of an error in the service's form, and its description.
pub(crate) fn error(reply: &Reply) -> (i64, String) {
    let body = reply.json();
    assert!(text(&body, "error").contains(' '), "{body}");
    let code = body["error_code"].as_i64().unwrap_or_else(|| panic!("no number: {body}"));
    (code, text(&body, "error_description").to_owned())
}

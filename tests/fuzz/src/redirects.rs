//! The address that a browser comes back with, in both flows.
//!
//! The input: the address, and after a line break the state that was sent.

use mailru_sdk::{
    Error,
    auth::{code_from_redirect, tokens_from_redirect},
};
use url::{Url, form_urlencoded::parse};

use crate::platform::told;

/// Values of these are secrets, unless they are so short that they may stand in any message.
const SECRET: [&str; 4] = ["state", "code", "access_token", "refresh_token"];
const SHORT: usize = 16;

pub fn run(input: &[u8]) {
    let Ok(input) = std::str::from_utf8(input) else { return };
    let (redirect, state) = input.split_once('\n').map_or((input, None), |(redirect, state)| (redirect, Some(state)));
    let pairs = pairs(redirect);
    let has = |wanted: &str, value: &str| pairs.iter().any(|(name, other)| name == wanted && other == value);
    let check = |error: &Error| {
        let told = told(error);
        let secrets = pairs.iter().filter(|(name, value)| SECRET.contains(&&**name) && value.len() >= SHORT);
        // A line of the message is compared with whole words, which the messages of the SDK do not hold.
        for (name, value) in secrets.filter(|(_, value)| !value.contains(' ')) {
            assert!(!told.contains(value.as_str()), "{name}: {told}");
        }
    };
    match code_from_redirect(redirect, state) {
        Ok(code) => {
            assert!(!code.is_empty() && has("code", &code), "{code:?} was not received");
            assert!(state.is_none_or(|state| state.is_empty() || has("state", state)), "another state was received");
        }
        Err(error) => check(&error),
    }
    match tokens_from_redirect(redirect, state) {
        Ok(tokens) => {
            assert!(has("access_token", tokens.expose_access_token()), "a token was not received");
            assert!(state.is_none_or(|state| state.is_empty() || has("state", state)), "another state was received");
        }
        Err(error) => check(&error),
    }
}

/// What the address holds, in its query and in its fragment.
fn pairs(redirect: &str) -> Vec<(String, String)> {
    let base = Url::parse("http://localhost/").expect("an address");
    let Ok(url) = base.join(redirect) else { return Vec::new() };
    let (query, fragment) = (url.query().unwrap_or_default(), url.fragment().unwrap_or_default());
    [query, fragment].into_iter().flat_map(|text| parse(text.as_bytes()).into_owned()).collect()
}

pub fn seeds() -> Vec<Vec<u8>> {
    let seeds = [
        "https://example.com/back?code=0123456789abcdef0123456789abcdef",
        "/back?state=Qstate-of-the-request&code=Qcode-of-the-redirect\nQstate-of-the-request",
        "/back?error=access_denied",
        "/back?error=Qcode-of-the-redirect&error_description=Qcode%2Dof-the-redirect&code=Qcode-of-the-redirect",
        "/authorize?x=1&fail=1",
        "/login_failure?x=1",
        "/back?code=a&code=b",
        "http://[::1",
        "http://connect.mail.ru/oauth/success.html#refresh_token=0123456789abcdef0123456789abcdef&expires_in=86400&\
         access_token=fedcba9876543210fedcba9876543210&token_type=bearer&x_mailru_vid=14000000000000000001",
        "mm423004://authorize?status=success&access_token=a&refresh_token=b&expires_in=1&x_mailru_vid=1",
        "#access_token=a&expires_in=18446744073709551615",
    ];
    seeds.map(|seed| seed.as_bytes().to_vec()).into()
}

pub fn words() -> Vec<String> {
    let names = [
        "expires_in=",
        "x_mailru_vid=",
        "error=",
        "error_description=",
        "fail=",
        "login_failure",
        "Qcode-of-the-redirect",
    ];
    SECRET.iter().map(|name| format!("{name}=")).chain(names.map(str::to_owned)).collect()
}

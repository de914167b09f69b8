//! Errors in every form, wherever the platform may answer with one: to grants, to the public look-up, to the refresh of a
//! session, to calls.
//!
//! The input: one byte chooses what is asked, one the status, the rest is the body, or a part of it.

use mailru_sdk::{Error, PublicApi, auth::Tokens, fuzzing};

use crate::platform::{
    self, ACCESS_TOKEN, CODE, PASSWORD, PRIVATE_KEY, REFRESH_TOKEN, SECRET_KEY, assert_no_secret, block_on,
};

const EXPIRED: &str = r#"{"error":{"error_code":102,"error_msg":"session key expired"}}"#;

pub fn run(input: &[u8]) {
    let [asked, status, part @ ..] = input else { return };
    let status = platform::status(*status);
    let around = |before: &str, after: &str| (status, [before.as_bytes(), part, after.as_bytes()].concat());
    fuzzing::answer_with([around("", "")]);
    match asked % 8 {
        0 => {
            let grant = platform::client_app().password("a@mail.ru", PASSWORD, ["photos"]);
            tokens(status, &block_on(grant.tokens()), &[PASSWORD, PRIVATE_KEY]);
        }
        1 => {
            let grant = platform::client_app().refresh(REFRESH_TOKEN);
            tokens(status, &block_on(grant.tokens()), &[REFRESH_TOKEN, PRIVATE_KEY]);
        }
        2 => {
            let grant = platform::server_app().code(CODE, "http://localhost/");
            tokens(status, &block_on(grant.tokens()), &[CODE, SECRET_KEY]);
        }
        3 => check(&block_on(PublicApi::new().lookup("mail/ivanov")), &[]),
        // The call finds its token expired, the refresh gets the input, and the call is made again.
        4 => {
            fuzzing::answer_with([(400, EXPIRED.into()), around("", ""), (200, b"[]".to_vec())]);
            let api = platform::server();
            let answer = block_on(async { api.friends().get().await });
            check(&answer, &[SECRET_KEY, ACCESS_TOKEN, REFRESH_TOKEN]);
        }
        5 => call(around(r#"{"error":"#, "}")),
        6 => call(around(r#"{"error":{"error_code":"#, r#","error_msg":"no"}}"#)),
        _ => call(around(r#"{"error":{"error_code":100,"error_msg":"#, "}}")),
    }
}

fn check<T>(result: &Result<T, Error>, secrets: &[&str]) {
    if let Err(error) = result {
        assert_no_secret(error, secrets);
        let _ = (error.is_retryable(), error.method());
    }
}

fn tokens(status: u16, result: &Result<Tokens, Error>, secrets: &[&str]) {
    check(result, secrets);
    if let Ok(tokens) = result {
        assert!((200..300).contains(&status), "a status {status} is a success");
        let token = tokens.expose_access_token();
        assert!(!token.is_empty(), "a token is empty");
        // A short one may well stand in the name of a member.
        assert!(token.len() < 16 || !format!("{tokens:?}").contains(token), "a token shows");
    }
}

/// A call of a method with any answer, and the same by its name.
fn call(answer: (u16, Vec<u8>)) {
    let refused = refuses(&answer.1);
    fuzzing::answer_with([answer]);
    let api = platform::client();
    let typed = block_on(async { api.friends().get().returning::<serde_json::Value>().await });
    let dynamic = block_on(async { api.call("friends.get").await });
    check(&typed, &[PRIVATE_KEY, ACCESS_TOKEN]);
    check(&dynamic, &[PRIVATE_KEY, ACCESS_TOKEN]);
    assert_eq!(typed.is_err(), dynamic.is_err(), "{typed:?} {dynamic:?}");
    assert!(typed.is_err() || !refused, "an error is an answer");
}

fn refuses(body: &[u8]) -> bool {
    let Ok(serde_json::Value::Object(members)) = serde_json::from_slice(body) else { return false };
    members.get("error").is_some_and(|error| !error.is_null())
}

pub fn seeds() -> Vec<Vec<u8>> {
    let token = ACCESS_TOKEN.escape_default();
    let bodies = [
        format!(
            r#"{{"access_token":"{token}","refresh_token":"a","expires_in":86400,"x_mailru_vid":"7","token_type":"bearer"}}"#
        ),
        r#"{"error":"invalid_grant","error_description":"Qpässword of the user"}"#.to_owned(),
        r#"{"error":{"error_code":102,"error_msg":"Qprivate-key?of&the=application"}}"#.to_owned(),
        r#"{"uid":"14000000000000000001"}"#.to_owned(),
        "<html>Qsecret-key%2Fof%2Bthe%25application</html>".to_owned(),
        r#""Qprivate-key?of&amp;the=application""#.to_owned(),
        r#""Q\u0072efresh<token>of the user""#.to_owned(),
        "null".to_owned(),
        "102".to_owned(),
        r#""102""#.to_owned(),
        String::new(),
    ];
    let all =
        |body: &String| (0..8).map(move |asked| [&[asked, asked * 3], body.as_bytes()].concat()).collect::<Vec<_>>();
    bodies.iter().flat_map(all).collect()
}

pub fn words() -> Vec<String> {
    let members = ["error", "error_code", "error_msg", "error_description", "access_token", "expires_in", "uid"];
    let secrets = [ACCESS_TOKEN, CODE, PASSWORD, PRIVATE_KEY, REFRESH_TOKEN, SECRET_KEY];
    secrets.iter().chain(&members).map(|&word| word.to_owned()).collect()
}

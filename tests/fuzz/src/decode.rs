//! Any answer to any method, in each of its variants and as a page.
//!
//! The input: two bytes choose the call, one the status, the rest is the body.

use std::cell::OnceCell;

use mailru_sdk::{
    Api, Client, Error, Json, Server, Uid,
    api::{self, GROUPS},
    fuzzing,
};

use crate::platform::{self, assert_no_secret, block_on};

/// Calls that the macro wrote from the same spec files as the SDK.
mod calls {
    mailru_sdk::__with_spec_files!(mailru_macros::calls);
}

thread_local! {
    static APIS: OnceCell<(Api<Client>, Api<Server>)> = const { OnceCell::new() };
}

/// What a session knows, it does not tell.
const CLIENT_SECRETS: &[&str] = &[platform::PRIVATE_KEY, platform::ACCESS_TOKEN];
const SERVER_SECRETS: &[&str] = &[platform::SECRET_KEY, platform::ACCESS_TOKEN, platform::REFRESH_TOKEN];

/// How many calls there are to choose from.
fn count() -> usize {
    calls::CLIENT.len() + calls::SERVER.len()
}

/// Makes the call of that number. `None` instead of a page that is not given.
fn make(number: usize) -> Result<Json, Error> {
    APIS.with(|apis| {
        let (client, server) = apis.get_or_init(|| (platform::client(), platform::server()));
        let uid = Uid::new(1);
        match calls::CLIENT.get(number) {
            Some(call) => block_on((call.make)(client, uid, &|_, _| "text".to_owned())),
            None => {
                block_on((calls::SERVER[number - calls::CLIENT.len()].make)(server, uid, &|_, _| "text".to_owned()))
            }
        }
    })
}

pub fn run(input: &[u8]) {
    let [low, high, status, body @ ..] = input else { return };
    let (number, status) = (usize::from(u16::from_le_bytes([*low, *high])) % count(), platform::status(*status));
    fuzzing::answer_with([(status, body.to_vec())]);
    match make(number) {
        Err(error) if number < calls::CLIENT.len() => assert_no_secret(&error, CLIENT_SECRETS),
        Err(error) => assert_no_secret(&error, SERVER_SECRETS),
        Ok(answer) => {
            assert!((200..300).contains(&status), "a status {status} is a success");
            assert_no_error(body);
            assert_same_again(number, &answer);
        }
    }
}

/// Whatever reports an error is none of the answers.
fn assert_no_error(body: &[u8]) {
    let Ok(serde_json::Value::Object(members)) = serde_json::from_slice(body) else { return };
    assert!(members.get("error").is_none_or(serde_json::Value::is_null), "an error is an answer");
}

/// What was decoded can be encoded, and then is the same answer.
fn assert_same_again(number: usize, answer: &Json) {
    // A page that is not given.
    if answer.is_null() {
        return;
    }
    let text = answer.to_string();
    fuzzing::answer_with([(200, text.clone().into_bytes())]);
    match make(number) {
        Ok(again) => assert_eq!(again.to_string(), text),
        Err(error) => panic!("{text} is no answer any more: {error}"),
    }
}

/// Every example for every call of its method.
pub fn seeds() -> Vec<Vec<u8>> {
    let methods = calls::CLIENT.iter().map(|call| call.method).chain(calls::SERVER.iter().map(|call| call.method));
    let mut seeds = Vec::new();
    for (number, method) in methods.enumerate() {
        let variants = api::method(method).into_iter().flat_map(|method| method.variants);
        let number = u16::try_from(number).expect("a small number").to_le_bytes();
        for example in variants.filter_map(|variant| variant.example) {
            seeds.push([&number, &[255][..], example.as_bytes()].concat());
        }
    }
    let codes = GROUPS.iter().flat_map(|group| group.methods).flat_map(|method| method.errors).chain(&[1, 100, 102]);
    for code in codes {
        let error = format!(r#"{{"error":{{"error_code":{code},"error_msg":"{}"}}}}"#, platform::PRIVATE_KEY);
        seeds.push([&[0, 0, 0][..], error.as_bytes()].concat());
    }
    seeds
}

pub fn words() -> Vec<String> {
    CLIENT_SECRETS
        .iter()
        .chain(SERVER_SECRETS)
        .chain(&["error", "error_code", "null", "true", "\\u0041"])
        .map(|&word| word.to_owned())
        .collect()
}

//! `decode`: 1000 users as the SDK reads them, over `serde_json::from_slice` into plain structs.

use std::hint::black_box;

use mailru_sdk::{objects, types::Lenient};

use crate::{turns, users};

pub fn run() {
    let body = users::answer(1000).into_bytes();
    assert_eq!(ours(&body).len(), theirs(&body).len());
    turns::ratio(
        "decode",
        |times| (0..times).for_each(|_| drop(black_box(ours(black_box(&body))))),
        |times| (0..times).for_each(|_| drop(black_box(theirs(black_box(&body))))),
    );
}

/// What `decode.rs` of the SDK does with a body.
fn ours(body: &[u8]) -> Vec<objects::User> {
    let text = std::str::from_utf8(body).expect("the body is text");
    let mut json = serde_json::Deserializer::from_str(text);
    let users = Vec::lenient(&mut json).expect("they are users");
    json.end().expect("nothing follows");
    users
}

fn theirs(body: &[u8]) -> Vec<users::User> {
    serde_json::from_slice(body).expect("they are users")
}

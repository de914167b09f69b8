//! `decode`: 1000 users as the SDK reads them, over `serde_json::from_slice` into structs whose members are `Option<String>`.
//! `decode_mixed`: the same where numbers have no quotes and are `Option<i64>` in the structs.

use std::hint::black_box;

use mailru_sdk::{__private::decoded, Misfits, objects};
use serde::de::DeserializeOwned;

use crate::{
    turns,
    users::{self, Numbers},
};

pub fn run(name: &str, numbers: Numbers) {
    let body = users::answer(1000, numbers).into_bytes();
    match numbers {
        Numbers::Bare => against::<i64>(name, &body),
        Numbers::Quoted => against::<String>(name, &body),
    }
}

fn against<N: DeserializeOwned>(name: &str, body: &[u8]) {
    assert_eq!(ours(body).len(), theirs::<N>(body).len());
    turns::ratio(
        name,
        |times| (0..times).for_each(|_| drop(black_box(ours(black_box(body))))),
        |times| (0..times).for_each(|_| drop(black_box(theirs::<N>(black_box(body))))),
    );
}

/// What `decode` of the SDK does with a body.
fn ours(body: &[u8]) -> Vec<objects::User> {
    let (users, misfits) = decoded(body, Misfits::Members).expect("they are users");
    assert_eq!(misfits, 0);
    users
}

fn theirs<N: DeserializeOwned>(body: &[u8]) -> Vec<users::User<N>> {
    serde_json::from_slice(body).expect("they are users")
}

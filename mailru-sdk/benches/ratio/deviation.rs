//! `deviation_on`: 1000 users as the spec declares them, read while somebody listens for deviations, over the same while nobody does.
//! `deviation_told`: the same where each user has a member that is not declared.

use std::hint::black_box;

use mailru_sdk::{__private::decoded_aloud, Deviations, Settings, objects};

use crate::{
    turns,
    users::{self, Numbers},
};

pub fn run(name: &str, undeclared: bool) {
    let body = users::answer(1000, Numbers::Quoted);
    let body = if undeclared { body.replace(r#"{"uid""#, r#"{"population":7,"uid""#) } else { body };
    let (on, off) = (Settings::new().on_deviation(|_| {}).deviations(), Settings::new().deviations());
    read(body.as_bytes(), &on);
    assert_eq!(on.counts().len(), usize::from(undeclared));
    turns::ratio(
        name,
        |times| (0..times).for_each(|_| drop(black_box(read(black_box(body.as_bytes()), &on)))),
        |times| (0..times).for_each(|_| drop(black_box(read(black_box(body.as_bytes()), &off)))),
    );
}

fn read(body: &[u8], deviations: &Deviations) -> Vec<objects::User> {
    decoded_aloud(body, deviations).expect("they are users")
}

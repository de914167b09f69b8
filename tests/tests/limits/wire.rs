//! The one form on the wire that each type of parameter has.

use std::{
    borrow::Cow,
    time::{Duration, SystemTime},
};

use mailru_sdk::{Date, Text, Timestamp, Uid};

use crate::sent;

#[tokio::test]
async fn flags_are_digits_and_truth_values_are_words() {
    for (value, flag, word) in [(true, "1", "true"), (false, "0", "false")] {
        assert_eq!(sent(|call| call.loud(value), "loud").await.unwrap(), flag);
        assert_eq!(sent(|call| call.exact(value), "exact").await.unwrap(), word);
    }
}

#[tokio::test]
async fn moments_are_seconds() {
    let moment = SystemTime::UNIX_EPOCH + Duration::from_millis(1_460_000_000_999);
    assert_eq!(sent(|call| call.since(moment), "since").await.unwrap(), "1460000000");
    assert_eq!(sent(|call| call.since(Timestamp::from_secs(0)), "since").await.unwrap(), "0");
    assert_eq!(sent(|call| call.since(Timestamp::from_secs(-1)), "since").await.unwrap(), "-1");
}

#[tokio::test]
async fn dates_are_written_as_the_platform_writes_them() {
    let (day, date) = (Date::new(1, 2, None).unwrap(), Date::new(29, 2, Some(2000)).unwrap());
    assert_eq!(sent(|call| call.day(day), "day").await.unwrap(), "01.02");
    assert_eq!(sent(|call| call.day(date), "day").await.unwrap(), "29.02.2000");
}

#[tokio::test]
async fn an_id_reaches_the_end_of_its_range() {
    assert_eq!(sent(|call| call.owner(u64::MAX), "owner").await.unwrap(), "18446744073709551615");
    let friends = [Uid::new(7)];
    assert_eq!(sent(|call| call.owner(friends.first().unwrap()), "owner").await.unwrap(), "7");
}

#[tokio::test]
async fn texts_come_in_every_form_that_rust_has() {
    let (text, owned) = (Text::from("a"), "b".to_owned());
    assert_eq!(sent(|call| call.note("Ж & =").page("x"), "note").await.unwrap(), "Ж & =");
    assert_eq!(sent(|call| call.note(owned.clone()), "note").await.unwrap(), "b");
    assert_eq!(sent(|call| call.note(Cow::Borrowed("c")), "note").await.unwrap(), "c");
    assert_eq!(sent(|call| call.note(text.clone()), "note").await.unwrap(), "a");
}

#[tokio::test]
async fn zero_false_and_nothing_are_values_like_others() {
    assert_eq!(sent(|call| call.rank(0), "rank").await.unwrap(), "0");
    assert_eq!(sent(|call| call.loud(false), "loud").await.unwrap(), "0");
    assert_eq!(sent(|call| call.note(""), "note").await.unwrap(), "");
}

#[tokio::test]
async fn the_last_value_of_a_parameter_is_the_one_that_is_sent() {
    assert_eq!(sent(|call| call.level(1).level(2), "level").await.unwrap(), "2");
    assert_eq!(sent(|call| call.level(1).param("level", 3), "level").await.unwrap(), "3");
}

//! The places where the platform is known to answer in more than one way, each read from all of them.

use std::{collections::BTreeMap, fmt::Debug};

use serde::{Deserialize, Deserializer};

use super::{
    Date, Flag, Json, Text, Timestamp, Uid,
    lenient::{Lenient, from_text, lenient_single, object},
    union::{from_json, tagged},
};

/// Reads each text and expects the same value from all, as a member that is always there and as an optional one.
fn same<T: Lenient + PartialEq + Debug>(texts: &[&str], expected: &T) {
    for text in texts {
        assert_eq!(&from_text::<T>(text).unwrap(), expected, "{text}");
        assert_eq!(from_text::<Option<T>>(text).unwrap().as_ref(), Some(expected), "{text}");
        let json = Json::parse(text).unwrap();
        assert_eq!(&from_json::<T>(&json).unwrap(), expected, "{text}");
    }
}

fn absent<T: Lenient + PartialEq + Debug>(texts: &[&str]) {
    for text in texts {
        assert_eq!(from_text::<Option<T>>(text).unwrap(), None, "{text}");
        let json = Json::parse(text).unwrap();
        assert_eq!(from_json::<Option<T>>(&json).unwrap(), None, "{text}");
    }
}

#[test]
fn created_updated_and_last_visit_are_strings_or_numbers() {
    same(&["1230000000", r#""1230000000""#], &Timestamp::from_secs(1_230_000_000));
    absent::<Timestamp>(&["null", r#""""#]);
}

#[test]
fn ids_of_places_photos_and_covers_are_strings_or_numbers_or_empty() {
    same(&["25", r#""25""#], &Text::from("25"));
    same(&["25", r#""25""#], &25_u32);
    same(&["25", r#""25""#], &Uid::from(25));
    absent::<u64>(&["null", r#""""#]);
    absent::<Uid>(&["null", r#""""#]);
}

#[test]
fn width_height_and_size_are_numbers_or_strings() {
    same(&["600", r#""600""#], &600_u32);
    same(&["600", r#""600""#], &600_u64);
    same(&["600", r#""600""#], &600_i64);
    same(&["600", r#""600""#], &600.0_f64);
}

#[test]
fn flags_are_numbers_strings_or_booleans() {
    same(&["1", r#""1""#, "true"], &Flag::from(true));
    same(&["0", r#""0""#, "false"], &Flag::from(false));
    absent::<Flag>(&["null", r#""""#]);
}

#[test]
fn a_birthday_may_lack_its_year_or_be_empty() {
    same(&[r#""05.11""#], &Date::new(5, 11, None).unwrap());
    same(&[r#""05.11.1980""#], &Date::new(5, 11, Some(1980)).unwrap());
    absent::<Date>(&["null", r#""""#]);
}

#[test]
fn text_media_is_a_list_in_events_and_an_object_in_comments() {
    for text in [r#"[{"object":"text"}]"#, r#"{"object":"text"}"#] {
        let parts: Vec<Json> = lenient_single(&mut serde_json::Deserializer::from_str(text)).unwrap();
        assert_eq!(parts, [Json::parse(r#"{"object":"text"}"#).unwrap()], "{text}");
    }
}

#[test]
fn app_count_and_error_may_be_anything() {
    for text in [r#"{"error_code":102}"#, r#""invalid_grant""#, "5"] {
        same(&[text], &Json::parse(text).unwrap());
    }
    absent::<Json>(&["null"]);
}

/// A union whose only variant has a flag for its content.
#[derive(Debug)]
struct Attachment;

#[derive(Deserialize)]
struct Content {
    #[serde(rename = "content", deserialize_with = "super::lenient::lenient")]
    _content: Flag,
}

impl Lenient for Content {
    fn lenient<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        object(deserializer)
    }
}

impl Lenient for Attachment {
    fn lenient<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        tagged(deserializer, "object", |_, json| from_json::<Content>(&json).map(|_| Self))
    }
}

#[test]
fn a_union_in_a_union_says_where_it_failed() {
    let json = Json::parse(r#"{"parts":[{"object":"tag","content":1},{"object":"tag","content":"x"}]}"#).unwrap();
    let error = from_json::<BTreeMap<String, Vec<Attachment>>>(&json).unwrap_err();
    let expected = r#"parts[1]: content: expected a flag (0, 1, true or false), found "x""#;
    assert_eq!(error.to_string(), expected);
}

//! The places where the platform is known to answer in more than one way, each read from all of them.

use std::fmt::Debug;

use super::{
    Date, Flag, Json, Text, Timestamp, Uid,
    read::{Lenient, Misfits, Place as _, Reader, Single, from_text, optional_from_text},
};

/// Reads each text and expects the same value from all, as a member that is always there and as an optional one.
fn same<T: Lenient + PartialEq + Debug>(texts: &[&str], expected: &T) {
    for text in texts {
        assert_eq!(&from_text::<T>(text).unwrap(), expected, "{text}");
        assert_eq!(optional_from_text::<T>(text).unwrap().as_ref(), Some(expected), "{text}");
    }
}

fn absent<T: Lenient + PartialEq + Debug>(texts: &[&str]) {
    for text in texts {
        assert_eq!(optional_from_text::<T>(text).unwrap(), None, "{text}");
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
        let mut parts: Vec<Json> = Vec::new();
        Single(&mut parts).read(&mut Reader::new(text, Misfits::Refused)).unwrap();
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

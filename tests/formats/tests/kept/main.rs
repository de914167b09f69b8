//! Every type of the SDK in every format: what was written is read again and equal.

mod examples;
mod spec;
mod types;

use std::{collections::BTreeMap, fmt::Debug};

use mailru_formats::Format;
use mailru_sdk::{
    Uid,
    objects::{FeedItem, Photo},
    types::{Date, Flag, Json, Text, Timestamp},
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::{Value, json};

/// A value of the SDK as programs keep it.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Record<T> {
    value: T,
    list: Vec<T>,
    none: Option<T>,
    some: Option<T>,
    by_user: BTreeMap<Uid, T>,
}

impl<T: DeserializeOwned> Record<T> {
    fn of(json: &str) -> Self {
        let read = || read(json);
        let by_user = [(Uid::new(7), read()), (Uid::new(u64::MAX), read())].into();
        Self { value: read(), list: vec![read(), read()], none: None, some: Some(read()), by_user }
    }
}

/// Whether a format holds a value of that type; the type is known by its JSON.
fn holds(format: Format, value: &Value) -> bool {
    // There is no null in TOML.
    format != Format::Toml || !has_null(value)
}

fn has_null(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(items) => items.iter().any(has_null),
        Value::Object(members) => members.values().any(has_null),
        _ => false,
    }
}

/// A value alone.
fn assert_kept<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &Value) {
    assert_same(&read::<T>(&value.to_string()), value);
}

/// A value in every place where a record may have it.
fn assert_kept_everywhere<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &Value) {
    assert_same(&Record::<T>::of(&value.to_string()), value);
}

fn assert_same<T: Serialize + DeserializeOwned + PartialEq + Debug>(kept: &T, value: &Value) {
    for format in Format::KEEPING {
        if holds(format, value) {
            let again = format.turn(kept).unwrap_or_else(|error| panic!("{format:?}: {error}: {value}"));
            assert_eq!(*kept, again, "{format:?}: {value}");
        }
    }
}

fn read<T: DeserializeOwned>(json: &str) -> T {
    serde_json::from_str(json).unwrap_or_else(|error| panic!("{error}: {json}"))
}

#[test]
fn every_object_and_each_of_its_members_alone_is_kept() {
    let (spec, mut count) = (spec::Spec::read(), 0);
    for name in spec.names() {
        for value in spec.values(name) {
            types::visit(name, &value);
            count += 1;
        }
    }
    assert!(count > 1000, "only {count} values");
}

#[test]
fn every_example_of_the_spec_is_kept() {
    let mut count = 0;
    examples::each(|name, value| {
        types::visit(name, value);
        count += 1;
    });
    assert!(count > 30, "only {count} examples");
}

#[test]
fn scalars_are_kept() {
    for text in spec::TEXTS {
        assert_kept_everywhere::<Text>(&json!(text));
    }
    for number in [0, 1, u64::MAX] {
        assert_kept_everywhere::<Uid>(&json!(number));
    }
    for secs in [i64::MIN, -1, 0, 1_359_000_000, i64::MAX] {
        assert_kept_everywhere::<Timestamp>(&json!(secs));
    }
    for flag in [json!(0), json!(1), json!(true), json!("0")] {
        assert_kept_everywhere::<Flag>(&flag);
    }
    for date in ["01.02", "01.02.1985", "29.02"] {
        assert_kept_everywhere::<Date>(&json!(date));
    }
}

#[test]
fn free_json_is_kept() {
    for value in spec::free() {
        // `None` and free JSON that is null are the same to serde.
        if !value.is_null() {
            assert_kept_everywhere::<Json>(&value);
        }
    }
}

#[test]
fn objects_and_unions_are_kept_in_lists_and_maps() {
    let spec = spec::Spec::read();
    spec.values("Photo").iter().for_each(assert_kept_everywhere::<Photo>);
    spec.values("FeedItem").iter().for_each(assert_kept_everywhere::<FeedItem>);
}

#[test]
fn the_toplevel_may_be_of_any_type_where_the_format_lets_it() {
    let users: Vec<mailru_sdk::objects::User> =
        serde_json::from_str(r#"[{"uid":1,"last_name":"L"},{"uid":2}]"#).unwrap();
    for format in Format::KEEPING {
        let again = format.turn(&users);
        match format {
            Format::Bson | Format::Toml => {
                assert!(Result::<Vec<mailru_sdk::objects::User>, _>::is_err(&again), "{format:?} has documents only");
            }
            _ => assert_eq!(users, again.unwrap(), "{format:?}"),
        }
    }
}

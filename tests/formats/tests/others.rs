//! Formats that cannot carry the SDK's types, and what they do with them.

use mailru_formats::Format;
use mailru_sdk::objects::User;
use serde::{Deserialize, Serialize};

fn user() -> User {
    serde_json::from_str(r#"{"uid":7,"nick":"007","birthday":"01.02"}"#).unwrap()
}

/// It lays out what stands in the place of all values of a map by the kind of the first one, so members of another kind do not fit.
#[test]
fn bitcode_keeps_objects_whose_members_are_all_texts() {
    assert_eq!(Format::Bitcode.turn::<_, User>(&user()).unwrap(), user());
}

#[test]
fn rows_of_csv_hold_no_objects() {
    let error = Format::Csv.turn::<_, User>(&user()).unwrap_err().to_string();
    assert!(error.contains("map"), "{error}");
}

/// A program's own row, with members of the SDK's types.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Row {
    uid: mailru_sdk::Uid,
    nick: mailru_sdk::types::Text,
    birthday: mailru_sdk::types::Text,
}

#[test]
fn csv_takes_texts_for_numbers() {
    let row = Row { uid: 7.into(), nick: "007".into(), birthday: "01.02".into() };
    let again: Row = Format::Csv.turn(&row).unwrap();
    assert_eq!((again.uid, &*again.nick, &*again.birthday), (row.uid, "7", "1.02"));
}

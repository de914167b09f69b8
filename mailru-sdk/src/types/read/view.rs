//! Values as they are written: one picture for every type of the SDK, and one way to hand it to serde.
//!
//! Objects are maps by names in every format, for what is stored by position is read into other members as soon as a spec has one more.

use serde::{
    Serialize, Serializer,
    ser::{Error as _, SerializeMap as _},
};

use super::table::Table;
use crate::types::number::JsonNumber;

/// A value that is about to be written.
#[derive(Debug)]
pub enum View<'v> {
    /// An optional member that is not there.
    Absent,
    /// A string.
    Text(&'v str),
    /// A whole number as a string.
    Digits(u64),
    /// A whole number.
    Signed(i64),
    /// A whole number that is not below zero.
    Unsigned(u64),
    /// A number.
    Float(f64),
    /// `0` or `1`.
    Flag(bool),
    /// A list.
    List(Vec<Self>),
    /// An object of members of one kind.
    Map(Vec<(&'v str, Self)>),
    /// A described object: each member of the table.
    Object(&'static Table, Vec<Self>),
    /// A value of a union: the member that tells its kind, the word in it, and the object.
    Tagged(&'static str, &'static str, Box<Self>),
    /// A kind of a union that is not known.
    Untagged(Free<'v>),
    /// Free JSON.
    Free(Free<'v>),
}

/// Free JSON that is about to be written: as it is where a format is for people, as its text elsewhere, since formats that do not say what
/// follows cannot hold it.
#[derive(Debug)]
pub enum Free<'v> {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number.
    Number(JsonNumber),
    /// A string.
    Text(&'v str),
    /// A list.
    List(Vec<Self>),
    /// An object.
    Members(Vec<(&'v str, Self)>),
    /// What a type of another crate wrote.
    Foreign(Result<serde_json::Value, String>),
}

/// The largest whole number that every format holds.
const LARGEST: u64 = i64::MAX.unsigned_abs();

impl Serialize for View<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Absent => serializer.serialize_unit(),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Digits(number) => serializer.collect_str(number),
            Self::Signed(number) => serializer.serialize_i64(*number),
            Self::Unsigned(number) if *number > LARGEST || !serializer.is_human_readable() => {
                serializer.collect_str(number)
            }
            Self::Unsigned(number) => serializer.serialize_u64(*number),
            Self::Float(number) => serializer.serialize_f64(*number),
            Self::Flag(set) => serializer.serialize_u8(u8::from(*set)),
            Self::List(list) => serializer.collect_seq(list),
            Self::Map(members) => serializer.collect_map(members.iter().map(|(name, value)| (name, value))),
            Self::Object(table, views) => written(serializer, None, table, views),
            Self::Tagged(tag, word, object) => match &**object {
                Self::Object(table, views) => written(serializer, Some((tag, word)), table, views),
                other => other.serialize(serializer),
            },
            Self::Untagged(json) if !serializer.is_human_readable() => {
                serializer.collect_map([(UNKNOWN, text(json).map_err(S::Error::custom)?)])
            }
            Self::Free(json) if !serializer.is_human_readable() => {
                serializer.serialize_str(&text(json).map_err(S::Error::custom)?)
            }
            Self::Untagged(json) | Self::Free(json) => json.serialize(serializer),
        }
    }
}

/// The name under which a kind of a union that is not known stands in formats that are not for people.
pub(crate) const UNKNOWN: &str = "";

fn text(json: &Free<'_>) -> Result<String, serde_json::Error> {
    serde_json::to_string(json)
}

/// Writes the members that are there, after the tag if they have none of that name.
fn written<S: Serializer>(
    serializer: S,
    tag: Option<(&str, &str)>,
    table: &Table,
    views: &[View<'_>],
) -> Result<S::Ok, S::Error> {
    let members = || {
        let all = table.members().iter().zip(views);
        all.filter(|(_, view)| !matches!(view, View::Absent)).map(|(member, view)| (member.name(), view))
    };
    let tag = tag.filter(|(tag, _)| members().all(|(name, _)| name != *tag));
    let mut map = serializer.serialize_map(Some(members().count() + usize::from(tag.is_some())))?;
    if let Some((tag, word)) = tag {
        map.serialize_entry(tag, word)?;
    }
    for (name, view) in members() {
        map.serialize_entry(name, view)?;
    }
    map.end()
}

impl Serialize for Free<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Number(number) => number.serialize(serializer),
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(items) => serializer.collect_seq(items),
            Self::Members(members) => serializer.collect_map(members.iter().map(|(name, value)| (name, value))),
            Self::Foreign(Ok(value)) => value.serialize(serializer),
            Self::Foreign(Err(message)) => Err(S::Error::custom(message)),
        }
    }
}

//! Whether a value that the SDK has read, as it writes it, says what the text says, as `serde_json` reads it: the platform writes one value
//! in several ways.

use serde_json::{Map, Value};

/// The other names of members, each after the one that is written.
const ALIASES: [(&str, &str); 2] = [("is_likeable", "is_likable"), ("VoteSum", "VotesSum")];

pub fn says_the_same(ours: &Value, theirs: &Value) -> bool {
    match (ours, theirs) {
        (Value::Object(ours), Value::Object(theirs)) => {
            ours.iter().all(|(name, value)| of_name(theirs, name).is_some_and(|theirs| says_the_same(value, theirs)))
        }
        (Value::Array(ours), Value::Array(theirs)) => {
            ours.len() == theirs.len() && ours.iter().zip(theirs).all(|(one, other)| says_the_same(one, other))
        }
        // A list with gaps; of a name that stands twice, this has the last value only.
        (Value::Array(ours), Value::Object(theirs)) if is_numbered(theirs) => {
            theirs.values().all(|theirs| ours.iter().any(|ours| says_the_same(ours, theirs)))
        }
        (Value::Array(ours), theirs) if is_nothing(theirs) => ours.is_empty(),
        // Where one value may stand for a list of one.
        (Value::Array(ours), theirs) => matches!(&ours[..], [one] if says_the_same(one, theirs)),
        (Value::Object(ours), theirs) => ours.is_empty() && is_nothing(theirs),
        (Value::Null, theirs) => theirs.is_null(),
        (ours, theirs) => same_scalar(&plain(ours), &plain(theirs)),
    }
}

fn of_name<'v>(members: &'v Map<String, Value>, name: &str) -> Option<&'v Value> {
    let aliases = ALIASES.iter().filter(|(written, _)| *written == name).map(|(_, alias)| *alias);
    std::iter::once(name).chain(aliases).find_map(|name| members.get(name))
}

fn is_numbered(members: &Map<String, Value>) -> bool {
    !members.is_empty() && members.keys().all(|name| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit()))
}

/// PHP's forms of nothing, and `null`, which is one as a whole answer.
fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Bool(set) => !set,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.is_empty(),
        Value::Null => true,
        Value::Number(_) => false,
    }
}

/// The text of a scalar, with flags as digits. What has parts is no scalar.
fn plain(value: &Value) -> Option<String> {
    match value {
        Value::Bool(set) => Some(u8::from(*set).to_string()),
        Value::Number(number) => Some(number.to_string()),
        Value::String(text) => Some(text.clone()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

fn same_scalar(ours: &Option<String>, theirs: &Option<String>) -> bool {
    let (Some(ours), Some(theirs)) = (ours, theirs) else { return false };
    let digits = |text: &str| match text {
        "true" | "True" | "yes" => "1".to_owned(),
        "false" | "False" | "no" => "0".to_owned(),
        text => text.chars().filter(|letter| !letter.is_whitespace()).collect(),
    };
    let (one, other) = (digits(ours), digits(theirs));
    match (one.parse::<i128>(), other.parse::<i128>()) {
        _ if ours == theirs => true,
        (Ok(one), Ok(other)) => one == other,
        _ => one.parse::<f64>().is_ok_and(|one| other.parse() == Ok(one)),
    }
}

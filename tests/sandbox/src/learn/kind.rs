//! Whether a value is of a type, as leniently as the SDK decodes.

use serde_json::Value;

use crate::known::Scalar;
use crate::recording::scrub::{Form, grouped};

/// The kind of a value, in a word.
pub(crate) fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "bool",
        Value::Number(_) => "number",
        Value::String(_) => "text",
        Value::Array(_) => "list",
        Value::Object(_) => "object",
    }
}

/// Whether there is nothing, as the platform writes it: `null`, an empty text, and for an object an empty list.
pub(crate) fn is_absent(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        _ => false,
    }
}

/// Whether it is what PHP writes for no object or no list.
pub(crate) fn is_void(value: &Value) -> bool {
    *value == Value::Bool(false) || value.as_object().is_some_and(serde_json::Map::is_empty)
}

pub(crate) fn fits(value: &Value, scalar: Scalar) -> bool {
    match scalar {
        Scalar::String | Scalar::Url | Scalar::Html => {
            matches!(value, Value::String(_) | Value::Number(_) | Value::Bool(_))
        }
        Scalar::Date => value.as_str().is_some_and(|text| Form::of(text) == Form::Date),
        Scalar::Flag | Scalar::Bool => {
            value.is_boolean()
                || matches!(written(value).as_str(), "0" | "1" | "true" | "false" | "True" | "False" | "yes" | "no")
        }
        Scalar::F64 => written(value).parse::<f64>().is_ok_and(f64::is_finite),
        Scalar::U32 => whole(value).is_some_and(|number| u32::try_from(number).is_ok()),
        Scalar::U64 | Scalar::Uid => whole(value).is_some_and(|number| u64::try_from(number).is_ok()),
        Scalar::I64 | Scalar::Int | Scalar::Timestamp => {
            whole(value).is_some_and(|number| i64::try_from(number).is_ok())
        }
    }
}

/// A whole number, also as a text, also as `2.0`.
pub(crate) fn whole(value: &Value) -> Option<i128> {
    let text = written(value);
    let text = grouped(&text).unwrap_or(text);
    let whole = text.split_once('.').filter(|(_, part)| part.bytes().all(|byte| byte == b'0'));
    whole.map_or(text.as_str(), |(whole, _)| whole).parse().ok()
}

/// A number or a text.
fn written(value: &Value) -> String {
    match value {
        Value::Number(number) => number.to_string(),
        Value::String(text) => text.clone(),
        _ => String::new(),
    }
}

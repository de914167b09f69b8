//! The form of an answer, `format=json` or `format=xml`. Of the XML no more is known than errors and `users.getInfo`; everything else is
//! refused rather than guessed at.
//!
//! Known from clients: errors, the elements `user`, and that their children are called as the members of the JSON are. Inferred: the
//! name of the root, the media type, and that there is no declaration in front.

use serde_json::Value;

use super::Failure;
use crate::parameters::Parameters;

/// How an answer is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Format {
    #[default]
    Json,
    Xml,
}

/// The method whose answer is known in XML, and the names of the root and of its children.
const KNOWN: (&str, &str, &str) = ("users.getInfo", "users", "user");

impl Format {
    /// What the call asks for, JSON for what there is not. Old clients write `JSON`.
    pub(crate) fn of(parameters: &Parameters) -> Self {
        let asked = parameters.filled("format").unwrap_or_default();
        if asked.eq_ignore_ascii_case("xml") { Self::Xml } else { Self::Json }
    }

    /// Whether the answer to the method can be written so.
    pub(crate) fn is_known(self, method: &str) -> bool {
        self == Self::Json || method == KNOWN.0
    }

    pub(crate) fn media_type(self) -> &'static str {
        match self {
            Self::Json => "text/javascript; charset=utf-8",
            Self::Xml => "text/xml; charset=utf-8",
        }
    }

    /// An answer that is JSON, in this form.
    pub(crate) fn answer(self, json: String) -> String {
        match self {
            Self::Json => json,
            Self::Xml => {
                let (_, root, child) = KNOWN;
                let items = serde_json::from_str(&json).unwrap_or(Value::Null);
                element(root, &list(child, items.as_array().map_or(&[], Vec::as_slice)))
            }
        }
    }

    pub(crate) fn failure(self, failure: &Failure) -> String {
        match self {
            Self::Json => failure.json(),
            Self::Xml => {
                let code = element("error_code", &failure.code.to_string());
                element("error", &format!("{code}{}", element("error_msg", &text(failure.message()))))
            }
        }
    }
}

fn element(name: &str, content: &str) -> String {
    format!("<{name}>{content}</{name}>")
}

fn list(name: &str, items: &[Value]) -> String {
    items.iter().map(|item| element(name, &value(item))).collect()
}

/// What stands between the tags.
fn value(value_of: &Value) -> String {
    match value_of {
        Value::Null => String::new(),
        Value::String(string) => text(string),
        Value::Object(members) => members.iter().map(|(name, member)| element(name, &value(member))).collect(),
        // No profile has one.
        Value::Array(items) => list("item", items),
        Value::Bool(_) | Value::Number(_) => value_of.to_string(),
    }
}

/// Characters that XML cannot have are replaced.
fn text(string: &str) -> String {
    let mut escaped = String::with_capacity(string.len());
    for char in string.chars() {
        match char {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '\r' => escaped.push_str("&#13;"),
            '\t' | '\n' | ' '..='\u{fffd}' | '\u{10000}'.. => escaped.push(char),
            _ => escaped.push(char::REPLACEMENT_CHARACTER),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::{Failure, Format};

    #[test]
    fn an_error_reads_as_the_reference_has_it() {
        let expected = "<error><error_code>100</error_code><error_msg>parameter 'sig' is necessary</error_msg></error>";
        assert_eq!(Format::Xml.failure(&Failure::necessary("sig")), expected);
    }

    #[test]
    fn members_are_elements_and_texts_cannot_end_them() {
        let json = r#"[{"uid":"1","nick":"a<b>&\"c\"","age":5,"location":{"city":{"name":"Москва"}}},{"status_text":"\u0001\r\n"}]"#;
        let expected = "<users><user><age>5</age><location><city><name>Москва</name></city></location>\
                        <nick>a&lt;b&gt;&amp;\"c\"</nick><uid>1</uid></user>\
                        <user><status_text>\u{fffd}&#13;\n</status_text></user></users>";
        assert_eq!(Format::Xml.answer(json.to_owned()), expected);
        assert_eq!(Format::Xml.answer("[]".to_owned()), "<users></users>");
        assert_eq!(Format::Json.answer(json.to_owned()), json);
    }
}

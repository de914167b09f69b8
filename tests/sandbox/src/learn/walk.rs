//! A walk through an answer with the spec beside it, which tells what it meets and where the two part.

use std::fmt;

use serde_json::{Map, Value};

use super::kind::{fits, is_absent, is_void, kind};
use crate::known::{self, Def, Known, Name, Type};
use crate::recording::scrub::is_numbered;

/// What is met on the way.
#[derive(Debug)]
pub(crate) enum Met<'v, 'k> {
    /// An object of a declared type.
    Object(&'k Name, &'v Map<String, Value>),
    /// A word of a declared enum.
    Word(&'k Name, String),
    Deviation(Deviation, &'v Value),
}

/// Where an answer is not what the spec says.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Deviation {
    /// Without indices: `[].location.city.population`.
    pub(crate) path: String,
    /// The declared type that it happens to, and the member or the word.
    pub(crate) owner: Option<(Name, String)>,
    pub(crate) what: What,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum What {
    /// A member that the spec lacks; the kind of its value.
    Member(&'static str),
    /// A member that should always be there.
    Missing,
    /// A value of another kind than the type, which comes first.
    Misfit(String, &'static str),
    /// A word that an enum lacks.
    Word(String),
    /// A tag that a union lacks.
    Tag(String),
}

impl fmt::Display for Deviation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = if self.path.is_empty() { "the answer" } else { &self.path };
        match &self.what {
            What::Member(kind) => write!(f, "{path}: a member that the spec lacks ({kind})"),
            What::Missing => write!(f, "{path}: not there, though the spec says always"),
            What::Misfit(expected, found) => write!(f, "{path}: {expected} in the spec, {found} here"),
            What::Word(word) => write!(f, "{path}: the word \"{word}\", which the spec lacks"),
            What::Tag(word) => write!(f, "{path}: the tag \"{word}\", which the spec lacks"),
        }
    }
}

/// Walks through a value of a type that goes by the names of that file.
pub(crate) fn walk<'v, 'k>(
    known: &'k Known,
    file: &'k str,
    ty: &'k Type,
    value: &'v Value,
    meet: &mut dyn FnMut(Met<'v, 'k>),
) {
    let here = Here { file, path: String::new(), owner: None };
    Walk { known, meet }.value(ty, value, &here);
}

struct Walk<'w, 'v, 'k> {
    known: &'k Known,
    meet: &'w mut dyn FnMut(Met<'v, 'k>),
}

#[derive(Clone)]
struct Here<'k> {
    file: &'k str,
    path: String,
    owner: Option<(&'k Name, &'k str)>,
}

impl Here<'_> {
    fn below(&self, step: &str) -> Self {
        let point = if self.path.is_empty() || step == "[]" { "" } else { "." };
        Self { path: format!("{}{point}{step}", self.path), ..self.clone() }
    }
}

impl<'v, 'k> Walk<'_, 'v, 'k> {
    fn value(&mut self, ty: &'k Type, value: &'v Value, here: &Here<'k>) {
        match ty {
            Type::Any | Type::File => {}
            _ if is_absent(value) => {}
            Type::List(_) | Type::Map(_) if is_void(value) => {}
            Type::Scalar(scalar) if fits(value, *scalar) => {}
            Type::List(item) => match value {
                Value::Array(items) => items.iter().for_each(|value| self.value(item, value, &here.below("[]"))),
                Value::Object(members) if is_numbered(members) => {
                    members.values().for_each(|value| self.value(item, value, &here.below("[]")));
                }
                _ if self.may_be_single(here) => self.value(item, value, here),
                _ => self.misfit(ty, value, here),
            },
            Type::Map(inner) => match value {
                Value::Object(members) => {
                    for value in members.values() {
                        self.value(inner, value, &here.below("{}"));
                    }
                }
                _ => self.misfit(ty, value, here),
            },
            Type::Named(name) => {
                if let Some((name, def)) = self.known.resolve(here.file, name) {
                    self.declared(ty, name, def, value, here);
                }
            }
            Type::Scalar(_) => self.misfit(ty, value, here),
        }
    }

    fn may_be_single(&self, here: &Here<'k>) -> bool {
        let Some((name, field)) = here.owner else { return false };
        match self.known.def(name) {
            Some(Def::Object(fields)) => {
                !here.path.ends_with("[]") && fields.get(field).is_some_and(|field| field.single)
            }
            _ => false,
        }
    }

    /// Whether nothing may stand there: in an optional member, and for what is whole. An object without members is one, unless some of
    /// them have to be there.
    fn may_be_absent(&self, def: &Def, value: &Value, here: &Here<'k>) -> bool {
        let is_optional = |(name, field): (&Name, &str)| match self.known.def(name) {
            Some(Def::Object(fields)) => fields.get(field).is_some_and(|field| !field.always),
            _ => false,
        };
        let is_needed = matches!(def, Def::Object(fields) if fields.values().any(|field| field.always));
        let is_place = !here.path.ends_with("[]") && here.owner.is_none_or(is_optional);
        is_place && (value.is_boolean() || (is_needed && here.owner.is_some()))
    }

    fn declared(&mut self, ty: &'k Type, name: &'k Name, def: &'k Def, value: &'v Value, here: &Here<'k>) {
        let here = &Here { file: &name.file, ..here.clone() };
        if matches!(def, Def::Object(_) | Def::Union { .. }) && is_void(value) && self.may_be_absent(def, value, here) {
            return;
        }
        match (def, value) {
            (Def::Object(fields), Value::Object(members)) => self.object(name, fields, members, None, here),
            (Def::Enum(words), Value::String(_) | Value::Number(_)) => {
                let word = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                (self.meet)(Met::Word(name, word.clone()));
                if !words.contains(&word) {
                    self.deviation(What::Word(word.clone()), Some((name, &word)), value, here);
                }
            }
            (Def::Union { tag, variants }, Value::Object(members)) => match members.get(tag).and_then(Value::as_str) {
                Some(word) => match variants.get(word) {
                    Some(Type::Named(variant)) => {
                        if let Some((name, Def::Object(fields))) = self.known.resolve(here.file, variant) {
                            self.object(name, fields, members, Some(tag), &Here { file: &name.file, ..here.clone() });
                        }
                    }
                    Some(_) => {}
                    None => self.deviation(What::Tag(word.to_owned()), Some((name, word)), value, here),
                },
                None => self.misfit(ty, value, here),
            },
            _ => self.misfit(ty, value, here),
        }
    }

    fn object(
        &mut self,
        name: &'k Name,
        fields: &'k std::collections::BTreeMap<String, known::Field>,
        members: &'v Map<String, Value>,
        tag: Option<&str>,
        here: &Here<'k>,
    ) {
        (self.meet)(Met::Object(name, members));
        for (key, value) in members {
            let below = here.below(key);
            match known::field(fields, key) {
                Some((field, spec)) => self.value(&spec.ty, value, &Here { owner: Some((name, field)), ..below }),
                None if tag == Some(key) => {}
                None => self.deviation(What::Member(kind(value)), Some((name, key)), value, &below),
            }
        }
        for (key, field) in fields.iter().filter(|(_, field)| field.always) {
            let is_there = |name: &String| members.get(name).is_some_and(|value| !value.is_null());
            if !is_there(key) && !field.alias.iter().any(is_there) {
                let Some(value) = members.values().next().or(Some(&Value::Null)) else { continue };
                self.deviation(What::Missing, Some((name, key)), value, &here.below(key));
            }
        }
    }

    fn misfit(&mut self, ty: &Type, value: &'v Value, here: &Here<'k>) {
        self.deviation(What::Misfit(ty.to_string(), kind(value)), here.owner, value, here);
    }

    fn deviation(&mut self, what: What, owner: Option<(&Name, &str)>, value: &'v Value, here: &Here<'k>) {
        let owner = owner.map(|(name, member)| (name.clone(), member.to_owned()));
        (self.meet)(Met::Deviation(Deviation { path: here.path.clone(), owner, what }, value));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recording::{heard::Heard, scrub::Scrubber};

    /// What is told of an answer to that method, as it is kept.
    fn told(name: &str, answer: impl Into<Vec<u8>>) -> Vec<String> {
        let known = Known::of_the_sdk();
        let pairs = [("method", name), ("ext", "1")].map(|(name, value)| (name.to_owned(), value.to_owned())).into();
        let (verb, path) = ("GET".to_owned(), "/platform/api".to_owned());
        let heard = Heard { verb, path, pairs, status: 200, body: answer.into(), ..Heard::default() };
        let exchange = Scrubber::new(known.clone(), 0).scrub(&heard).unwrap();
        let method = known.method(name).unwrap();
        let (_, ty) = method.variant(|name| exchange.parameter(name));
        let mut told = Vec::new();
        walk(&known, &method.file, ty, exchange.answer.body.as_ref().unwrap(), &mut |met| {
            if let Met::Deviation(deviation, _) = met {
                told.push(deviation.to_string());
            }
        });
        told
    }

    #[test]
    fn what_the_sdk_reads_without_a_word_is_no_deviation() {
        for user in [
            r#""location":false"#,
            r#""location":[],"cover":false"#,
            r#""friends_count":"1 234","age":" 28""#,
            "\"friends_count\":\"1\u{a0}234\",\"last_visit\":\"1409529600 \"",
            r#""has_my":"yes","has_pic":"False","is_online":"no","vip":"True""#,
        ] {
            assert_eq!(told("friends.get", format!(r#"[{{"uid":"7",{user}}}]"#)), [""; 0], "{user}");
        }
        for bytes in [&b"\xef\xbb\xbf[{\"uid\":7}]"[..], b"[{\"uid\":7,\"nick\":\"\xcf\xf0\"}]"] {
            assert_eq!(told("friends.get", bytes), [""; 0]);
        }
        for whole in ["[]", "{}", "false", r#"{"0":{"uid":7},"12":{"uid":8}}"#] {
            assert_eq!(told("friends.get", whole), [""; 0], "{whole}");
        }
        let event = r#""subtype":"event","id":"a","time":1409529600,"authors":[]"#;
        for parts in ["{}", "false", r#"{"0":{"object":"text","content":"a"},"1":{"object":"text","content":"b"}}"#] {
            let item = format!(r#"[{{{event},"text_media":{parts},"attachments":{parts}}}]"#);
            assert_eq!(told("stream.get", item.as_str()), [""; 0], "{item}");
        }
        assert_eq!(told("stream.get", r#"[{"subtype":"like","author":{},"subevent":{}}]"#), [""; 0]);
    }

    #[test]
    fn what_has_to_be_there_is_missed() {
        assert_eq!(told("friends.get", "[{}]"), ["[].uid: not there, though the spec says always"]);
        assert_eq!(told("friends.get", r#"[{"uid":7,"age":"1 x"}]"#), ["[].age: int in the spec, text here"]);
        assert_eq!(
            told("friends.get", r#"[{"uid":7,"location":true}]"#),
            ["[].location: Location in the spec, bool here"]
        );
        assert_eq!(told("friends.get", r#"{"0":{"uid":7},"x":{"uid":8}}"#).len(), 1);
    }
}

//! JSON: a walk through an answer, with the spec beside it where it knows the place.

use std::collections::BTreeMap;

use serde_json::{Map, Number, Value};

use super::names::{is_member, is_secret, is_word};
use super::text::{decimal, keeps};
use super::{GONE, Place, Scrubber};
use crate::known::{self, Def, Known, Type};

impl Scrubber {
    pub(super) fn value(&mut self, known: &Known, value: &Value, place: Place<'_>) -> Value {
        match value {
            Value::Null | Value::Bool(_) => value.clone(),
            Value::Array(items) => {
                let ty = match place.ty {
                    Some(Type::List(item)) => Some(&**item),
                    _ => None,
                };
                items.iter().map(|item| self.value(known, item, Place { ty, ..place })).collect()
            }
            // Where one value stands for a list of one.
            Value::Object(members) => match place.ty {
                Some(Type::List(item)) if !is_numbered(members) => {
                    self.object(known, members, Place { ty: Some(item), ..place }).into()
                }
                _ => self.object(known, members, place).into(),
            },
            _ if is_secret(place.name) => GONE.into(),
            Value::Number(number) => {
                if is_of_an_enum(known, place, &number.to_string()) {
                    value.clone()
                } else {
                    self.number(number, place)
                }
            }
            Value::String(text) if is_of_an_enum(known, place, text) => text.as_str().into(),
            Value::String(text) => self.text(text, place).into(),
        }
    }

    fn object(&mut self, known: &Known, members: &Map<String, Value>, place: Place<'_>) -> Map<String, Value> {
        let mut scrubbed = Map::new();
        if let Some(Type::Map(ty) | Type::List(ty)) = place.ty {
            for (key, value) in members {
                let value = self.value(known, value, Place { ty: Some(ty), ..place });
                scrubbed.insert(self.key(key, false), value);
            }
            return scrubbed;
        }
        let named = match place.ty {
            Some(Type::Named(name)) => known.resolve(place.file, name),
            _ => None,
        };
        let (fields, file, tag) = match named {
            Some((name, Def::Object(fields))) => (Some(fields), name.file.as_str(), None),
            Some((name, Def::Union { tag, variants })) => {
                (fields_of_variant(known, &name.file, tag, variants, members), name.file.as_str(), Some(tag.as_str()))
            }
            _ => (None, place.file, None),
        };
        for (key, value) in members {
            let place = Place { file, name: key, ty: None, ..place };
            if let (Some(tag), Some(word)) = (tag.filter(|tag| tag == key), value.as_str().filter(|word| is_word(word)))
            {
                scrubbed.insert(tag.to_owned(), word.into());
                continue;
            }
            let field = fields.and_then(|fields| known::field(fields, key));
            let ty = field.map(|(_, field)| &field.ty);
            let is_kept = field.is_some() || known.is_a_member(key) || (is_member(key) && !self.stand_ins.knows(key));
            let key = self.key(key, is_kept);
            let value = self.value(known, value, Place { ty, ..place });
            scrubbed.insert(key, value);
        }
        scrubbed
    }

    /// The name of a member, which is that of something where the platform keeps a map.
    fn key(&mut self, key: &str, is_kept: bool) -> String {
        if is_kept { key.to_owned() } else { self.text(key, Place { name: "id", ..Place::nowhere() }) }
    }

    fn number(&mut self, number: &Number, place: Place<'_>) -> Value {
        let text = number.to_string();
        if number.is_f64() {
            // What is written with an exponent is nobody's.
            let invented = if text.contains('e') { text.clone() } else { self.stand_ins.of(&text, decimal) };
            return serde_json::from_str(&invented).unwrap_or(Value::Null);
        }
        if keeps(&text, place) {
            return Value::Number(number.clone());
        }
        serde_json::from_str(&self.digits(&text)).unwrap_or(Value::Null)
    }
}

/// The members of the variant that an object's tag names.
fn fields_of_variant<'k>(
    known: &'k Known,
    file: &str,
    tag: &str,
    variants: &BTreeMap<String, Type>,
    members: &Map<String, Value>,
) -> Option<&'k BTreeMap<String, known::Field>> {
    let Type::Named(variant) = variants.get(members.get(tag)?.as_str()?)? else { return None };
    match known.resolve(file, variant) {
        Some((_, Def::Object(fields))) => Some(fields),
        _ => None,
    }
}

/// Whether the names of an object are all numbers, as in what PHP makes of a list with gaps.
pub(crate) fn is_numbered(members: &Map<String, Value>) -> bool {
    let is_number = |name: &String| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit());
    !members.is_empty() && members.keys().all(is_number)
}

fn is_of_an_enum(known: &Known, place: Place<'_>, text: &str) -> bool {
    let Some(Type::Named(name)) = place.ty else { return false };
    matches!(known.resolve(place.file, name), Some((_, Def::Enum(_)))) && is_word(text)
}

//! The grammar as JSON, for whoever holds something against it: the schema for editors, the documentation.

use serde_json::{Map, Value, json};

use super::grammar::{Key, SHAPES, Shape};
use super::taken::{BUILDER, RESERVED};
use super::vocabulary::VOCABULARY;
use crate::model::Type;

/// Every table with its keys, every word for a type, and the names that are taken.
pub(crate) fn json() -> Value {
    let key = |key: &Key| (key.name.to_owned(), json!({ "required": key.required, "words": key.words }));
    let shape = |shape: &&Shape| {
        let keys: Map<_, _> = shape.keys.iter().map(key).collect();
        (shape.name.to_owned(), json!({ "keys": keys, "one_of": shape.one_of }))
    };
    let types = |fits: fn(&Type) -> bool| -> Vec<_> {
        VOCABULARY.iter().filter(|(_, ty)| fits(ty)).map(|(word, _)| *word).collect()
    };
    json!({
        "tables": SHAPES.iter().map(shape).collect::<Map<_, _>>(),
        "types": types(|ty| *ty != Type::File),
        "types of parameters only": types(|ty| *ty == Type::File),
        "reserved parameters": RESERVED,
        "methods of every request": BUILDER,
    })
}

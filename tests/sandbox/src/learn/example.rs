//! Invented values for the examples of drafts. Nobody has these ids, and nobody said these texts.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::infer::{Member, Shape};
use crate::known::{Def, Field, Known, Scalar, Type};

pub(super) fn of(scalar: Scalar) -> Value {
    match scalar {
        Scalar::String => json!("текст"),
        Scalar::Url => json!("http://example.com/"),
        Scalar::Html => json!("<b>текст</b>"),
        Scalar::Flag => json!(1),
        Scalar::Bool => json!(true),
        Scalar::U32 | Scalar::I64 | Scalar::Int => json!(12),
        Scalar::U64 => json!(15_000_000_000_000_000_001_u64),
        Scalar::F64 => json!(1.5),
        Scalar::Uid => json!("14000000000000000001"),
        Scalar::Timestamp => json!(1_409_529_600),
        Scalar::Date => json!("01.02.1985"),
    }
}

/// An object of a declared type, with the members that were seen.
pub(super) fn of_members(known: &Known, file: &str, fields: &BTreeMap<String, Field>, members: &[Member]) -> Value {
    let value = |member: &Member| {
        let ty = &fields.get(&member.name)?.ty;
        Some((member.name.clone(), of_type(known, file, ty, &member.shape)?))
    };
    members.iter().filter_map(value).collect::<Map<_, _>>().into()
}

fn of_type(known: &Known, file: &str, ty: &Type, shape: &Shape) -> Option<Value> {
    Some(match (ty, shape) {
        (Type::Scalar(scalar), _) => of(*scalar),
        (Type::List(ty), Shape::List(item, _)) => Value::Array(of_type(known, file, ty, item).into_iter().collect()),
        (Type::Map(ty), Shape::Map(item)) => json!({ "14000000000000000001": of_type(known, file, ty, item)? }),
        (Type::Named(name), _) => match (known.resolve(file, name)?, shape) {
            ((_, Def::Enum(words)), _) => words.iter().find(|word| !word.is_empty()).map(|word| json!(word))?,
            ((name, Def::Object(fields)), Shape::Object(members)) => of_members(known, &name.file, fields, members),
            _ => return None,
        },
        (Type::Any, _) => json!("?"),
        _ => return None,
    })
}

//! Types: from shapes to words of the spec, and declarations of the objects among them.

use std::fmt::Write as _;

use serde_json::Value;

use super::Drafts;
use crate::known::{Def, Field, Known, Name, SHARED, Scalar, Type};
use crate::learn::example;
use crate::learn::infer::{Member, Shape};
use crate::learn::names::{rust_name, upper_camel};

/// The shape in a few words, for the report.
pub(in crate::learn) fn written(shape: &Shape) -> String {
    match shape {
        Shape::Any => "anything".to_owned(),
        Shape::Scalar(scalar) => scalar.word().to_owned(),
        Shape::List(item, false) => format!("[{}]", written(item)),
        Shape::List(item, true) => format!("[{}] or one of them", written(item)),
        Shape::Map(value) => format!("{{{}}}", written(value)),
        Shape::Object(members) => {
            let member = |member: &Member| format!("{}{}", member.name, if member.always { "" } else { "?" });
            format!("object ({})", members.iter().map(member).collect::<Vec<_>>().join(", "))
        }
    }
}

/// A type expression, and an invented value of it.
pub(super) struct Typed {
    pub(super) ty: String,
    pub(super) example: Value,
}

/// The type of a shape; objects that no declared one fits are declared in the file under a name of their own.
pub(super) fn typed(drafts: &mut Drafts<'_>, file: &str, shape: &Shape, name: &str, evidence: &str) -> Typed {
    match shape {
        Shape::Any => Typed { ty: "any".to_owned(), example: Value::from("?") },
        Shape::Scalar(scalar) => Typed { ty: scalar.word().to_owned(), example: example::of(*scalar) },
        Shape::List(item, _) => {
            let Typed { ty, example } = typed(drafts, file, item, name, evidence);
            Typed { ty: format!("[{ty}]"), example: Value::Array(vec![example]) }
        }
        Shape::Map(value) => {
            let Typed { ty, example } = typed(drafts, file, value, name, evidence);
            Typed { ty: format!("{{{ty}}}"), example: serde_json::json!({ "14000000000000000001": example }) }
        }
        Shape::Object(members) => {
            let known = std::sync::Arc::clone(&drafts.learner.known);
            match reusable(&known, file, members) {
                Some((declared, fields)) => {
                    Typed { ty: declared.name.clone(), example: example::of_members(&known, file, fields, members) }
                }
                None => declare(drafts, file, members, name, None, evidence),
            }
        }
    }
}

/// Declares an object. `tag` is the member by which a union tells it, which is none of its own.
pub(super) fn declare(
    drafts: &mut Drafts<'_>,
    file: &str,
    members: &[Member],
    name: &str,
    tag: Option<&str>,
    evidence: &str,
) -> Typed {
    let name = drafts.file(file).type_name(&upper_camel(name));
    let (mut fields, mut example, mut taken) = (String::new(), serde_json::Map::new(), Vec::new());
    for (at, member) in members.iter().filter(|member| Some(member.name.as_str()) != tag).enumerate() {
        let inner = typed(drafts, file, &member.shape, &format!("{name}_{}", member.name), evidence);
        let rust = rust_name(&member.name, at + 1, &mut taken);
        let _ = writeln!(fields, "{} = {}", key(&member.name), field(member, &inner.ty, rust.as_deref(), None));
        example.insert(member.name.clone(), inner.example);
    }
    if fields.is_empty() {
        return Typed { ty: "any".to_owned(), example: Value::Object(example) };
    }
    let text = format!(
        "\n# The name is made up.\n[objects.{name}]\ndoc = \"Seen in answers; nobody has described it.\"\nevidence = \"observed\" # {evidence}\n\
         [objects.{name}.fields]\n{fields}"
    );
    drafts.file(file).entries.push_str(&text);
    Typed { ty: name, example: Value::Object(example) }
}

/// A field as the spec writes it.
pub(super) fn field(member: &Member, ty: &str, rust: Option<&str>, evidence: Option<&str>) -> String {
    let (there, objects) = member.times;
    let mut text = format!("{{ type = {}", quoted(ty));
    if member.always {
        text.push_str(", always = true");
    }
    if matches!(member.shape, Shape::List(_, true)) {
        text.push_str(", single = true");
    }
    if let Some(rust) = rust {
        let _ = write!(text, ", rust = \"{rust}\"");
    }
    if let Some(evidence) = evidence {
        let _ = write!(text, ", evidence = \"{evidence}\"");
    }
    let _ = write!(text, ", doc = \"Not described. It was in {there} of {objects} objects.\" }}");
    text
}

/// A key of TOML, with quotes where it needs them.
pub(super) fn key(name: &str) -> String {
    toml_edit::Key::new(name).display_repr().into_owned()
}

/// A text of TOML.
pub(super) fn quoted(text: &str) -> String {
    toml_edit::Value::from(text).to_string().trim().to_owned()
}

/// A declared object that has all the members, and needs no others.
fn reusable<'k>(
    known: &'k Known,
    file: &str,
    members: &[Member],
) -> Option<(&'k Name, &'k std::collections::BTreeMap<String, Field>)> {
    let objects = known.types().filter_map(|(name, def)| match def {
        Def::Object(fields) if name.file == SHARED || name.file == file => Some((name, fields)),
        _ => None,
    });
    let fitting = objects.filter(|(name, fields)| {
        let is_enough =
            members.len() >= 3 || members.len() == fields.len() || members.iter().any(|member| member.name == "uid");
        let is_there =
            |wire: &String| members.iter().any(|member| member.name == *wire && member.times.0 == member.times.1);
        let needs = fields.iter().filter(|(_, field)| field.always).all(|(wire, _)| is_there(wire));
        let holds = |member: &Member| {
            fields.get(&member.name).is_some_and(|field| takes(known, &name.file, &field.ty, &member.shape))
        };
        is_enough && needs && members.iter().all(holds)
    });
    fitting.min_by_key(|(_, fields)| fields.len())
}

/// Whether a declared type can hold what has the shape.
fn takes(known: &Known, file: &str, ty: &Type, shape: &Shape) -> bool {
    use Scalar::{Date, F64, Flag, Html, I64, Int, String, Timestamp, U32, U64, Uid, Url};
    match (ty, shape) {
        (Type::Any, _) | (_, Shape::Any) | (Type::Scalar(String | Html), Shape::Scalar(_)) => true,
        (Type::Scalar(Url), Shape::Scalar(seen)) => matches!(seen, Url | String),
        (Type::Scalar(Flag | Scalar::Bool), Shape::Scalar(seen)) => matches!(seen, Flag | Scalar::Bool),
        (Type::Scalar(Date), Shape::Scalar(seen)) => *seen == Date,
        (Type::Scalar(F64), Shape::Scalar(seen)) => matches!(seen, F64 | Int | Flag | Timestamp),
        (Type::Scalar(Uid), Shape::Scalar(seen)) => *seen == Uid,
        (Type::Scalar(Int | I64 | U32 | U64 | Timestamp), Shape::Scalar(seen)) => {
            matches!(seen, Int | Flag | Timestamp)
        }
        (Type::List(ty), Shape::List(item, false)) | (Type::Map(ty), Shape::Map(item)) => takes(known, file, ty, item),
        (Type::Named(name), _) => match (known.resolve(file, name), shape) {
            (Some((_, Def::Enum(_))), Shape::Scalar(_)) => true,
            (Some((name, Def::Object(fields))), Shape::Object(members)) => members.iter().all(|member| {
                fields.get(&member.name).is_some_and(|field| takes(known, &name.file, &field.ty, &member.shape))
            }),
            _ => false,
        },
        _ => false,
    }
}

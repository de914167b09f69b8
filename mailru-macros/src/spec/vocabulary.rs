//! Which types a type expression may name: the words of the spec, and what its files declare.

use super::taken::GENERIC;
use crate::model::{Declaration, Type};
use crate::names;

/// The types that need no declaration.
pub(crate) const VOCABULARY: &[(&str, Type)] = &[
    ("string", Type::String),
    ("url", Type::Url),
    ("html", Type::Html),
    ("flag", Type::Flag),
    ("bool", Type::Bool),
    ("u32", Type::U32),
    ("u64", Type::U64),
    ("i64", Type::I64),
    ("f64", Type::F64),
    ("int", Type::Int),
    ("uid", Type::Uid),
    ("timestamp", Type::Timestamp),
    ("date", Type::Date),
    ("any", Type::Any),
    ("file", Type::File),
];

/// The names that a type expression may use besides the vocabulary.
#[derive(Default)]
pub(crate) struct Names {
    /// Declared by the file itself.
    pub local: Vec<String>,
    /// Declared by `types.toml`.
    pub shared: Vec<Declaration>,
    /// The name of the group's struct, when the file declares a group.
    pub group: Option<String>,
}

impl Names {
    /// Whether a type may be called so.
    pub(crate) fn allow(&self, name: &str) -> bool {
        names::is_upper_camel(name) && self.taken(name).is_none()
    }

    /// What the generated code of a group calls so for itself, if anything.
    pub(crate) fn taken(&self, name: &str) -> Option<&'static str> {
        match name.strip_prefix(self.group.as_deref()?) {
            Some("") => Some("the group itself"),
            Some("Ext") => Some("the trait of the group"),
            _ if GENERIC.contains(&name) => Some("a type parameter of generated code"),
            _ => None,
        }
    }
}

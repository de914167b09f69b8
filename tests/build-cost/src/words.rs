//! Words of the spec as a person would write them in Rust: names, types, documentation; and how they are found in a file of it.

use toml::{Table, Value};

pub(crate) fn rust_name(name: &str) -> String {
    let keyword = ["type", "ref", "use", "move", "match", "self", "in", "as"].contains(&name);
    if keyword { format!("{name}_") } else { name.to_owned() }
}

/// The documentation of something that the spec declares.
pub(crate) fn doc(def: &Value, indent: &str) -> String {
    comment("///", text(def, "doc"), indent)
}

pub(crate) fn comment(slashes: &str, text: &str, indent: &str) -> String {
    let mut out = String::new();
    for line in text.trim().lines() {
        out.push_str(format!("{indent}{slashes} {line}").trim_end());
        out.push('\n');
    }
    out
}

/// The Rust type that a person would choose.
pub(crate) fn rust(ty: &str) -> String {
    let inside = |open, close| ty.strip_prefix(open).and_then(|rest: &str| rest.strip_suffix(close));
    if let Some(item) = inside('[', ']') {
        return format!("Vec<{}>", rust(item));
    }
    if let Some(item) = inside('{', '}') {
        return format!("std::collections::BTreeMap<String, {}>", rust(item));
    }
    match ty {
        "string" | "url" | "html" | "date" => "String",
        "uid" => "Uid",
        "bool" => "bool",
        "flag" => "u8",
        "int" | "timestamp" => "i64",
        "any" => "serde_json::Value",
        "file" => "Vec<u8>",
        other => other,
    }
    .to_owned()
}

pub(crate) fn variant(wire: &str, value: &Value) -> String {
    value.get("variant").and_then(Value::as_str).map_or_else(|| camel(wire), str::to_owned)
}

pub(crate) fn camel(name: &str) -> String {
    name.split('_').map(|word| word[..1].to_uppercase() + &word[1..]).collect()
}

pub(crate) fn lower_camel(name: &str) -> String {
    let camel = camel(name);
    camel[..1].to_lowercase() + &camel[1..]
}

pub(crate) fn entries<'t, T>(table: &'t T, name: &str) -> impl Iterator<Item = (&'t str, &'t Value)>
where
    T: Get,
{
    table.find(name).and_then(Value::as_table).into_iter().flatten().map(|(key, value)| (key.as_str(), value))
}

pub(crate) fn text<'t>(table: &'t impl Get, name: &str) -> &'t str {
    table.find(name).and_then(Value::as_str).unwrap_or_default()
}

/// What has members: a whole spec and a table inside it.
pub(crate) trait Get {
    fn find(&self, name: &str) -> Option<&Value>;
}

impl Get for Table {
    fn find(&self, name: &str) -> Option<&Value> {
        self.get(name)
    }
}

impl Get for Value {
    fn find(&self, name: &str) -> Option<&Value> {
        self.get(name)
    }
}

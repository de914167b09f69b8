//! The other side of the measurement of build costs: a client of the same methods and types as a person writes one who has no macro: a struct with serde's derives for the parameters
//! of each method and for each object, an `async fn` for each method and variant, and one generic function that signs and sends.

use std::{collections::BTreeMap, fmt::Write as _, fs, io, path::Path};

use toml::{Table, Value};

const MANIFEST: &str = include_str!("baseline/manifest.toml");
const RUNTIME: &str = include_str!("baseline/runtime.rs.txt");

/// The files of the crate: their paths and texts.
///
/// # Errors
/// When a spec cannot be read.
pub fn files(specs: &Path) -> io::Result<BTreeMap<String, String>> {
    let mut files = BTreeMap::from([("Cargo.toml".to_owned(), MANIFEST.to_owned())]);
    let mut root = RUNTIME.to_owned();
    for entry in fs::read_dir(specs)? {
        let path = entry?.path();
        let Some(module) = path.file_name().and_then(|name| name.to_str()?.strip_suffix(".toml")) else { continue };
        let text = fs::read_to_string(&path)?;
        let spec: Table = text.parse().map_err(io::Error::other)?;
        let module = if module == "types" { "objects" } else { module };
        files.insert(format!("src/{module}.rs"), source(module, &spec));
        let _ = writeln!(root, "pub mod {module};");
    }
    files.insert("src/lib.rs".to_owned(), root);
    Ok(files)
}

fn source(module: &str, spec: &Table) -> String {
    let mut out = String::from("#![allow(unused_imports)]\nuse crate::*;\n");
    out.push_str(if module == "objects" { "" } else { "use crate::objects::*;\n" });
    for (name, def) in entries(spec, "objects") {
        let nested = |ty: &str| ty.starts_with(|first: char| first.is_ascii_uppercase());
        let fields = entries(def, "fields").map(|(wire, field)| {
            let ty = text(field, "type");
            let (always, name) = (field.get("always").is_some(), field.get("rust").and_then(Value::as_str));
            let inner = if nested(ty) && !always { format!("Box<{}>", rust(ty)) } else { rust(ty) };
            member(name.unwrap_or(wire), wire, &if always { inner } else { format!("Option<{inner}>") })
        });
        structure(&mut out, name, &fields.collect::<Vec<_>>());
    }
    for (name, def) in entries(spec, "enums") {
        let int = def.get("wire").is_some();
        enumeration(&mut out, name, int, entries(def, "values").map(|(wire, value)| (wire, variant(wire, value))));
    }
    for (name, def) in entries(spec, "unions") {
        let _ = writeln!(out, "{DERIVES}\n#[serde(tag = {:?})]\npub enum {name} {{", text(def, "tag"));
        for (wire, variant) in entries(def, "variants") {
            let ty = text(variant, "type");
            let _ = writeln!(out, "    #[serde(rename = {wire:?})]\n    {}(Box<{ty}>),", camel(wire));
        }
        out.push_str("    #[serde(other)]\n    Unknown,\n}\n\n");
    }
    let codes = entries(spec, "codes").map(|(code, def)| (code, text(def, "name").to_owned()));
    if module == "errors" {
        enumeration(&mut out, "Code", true, codes);
    }
    for (key, method) in entries(spec, "methods") {
        call(&mut out, module, key, method);
    }
    out
}

const DERIVES: &str = "#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]";

/// The functions of a method, one for each form of its answer, and the struct of its parameters.
fn call(out: &mut String, module: &str, key: &str, method: &Value) {
    let name = format!("{}{}Params", camel(module), camel(key));
    let mut members = Vec::new();
    let mut switches = BTreeMap::new();
    for (wire, param) in entries(method, "params") {
        let required = param.get("required").is_some();
        if let Some(choice) = param.get("either_of").and_then(Value::as_table) {
            members.extend(
                choice.iter().map(|(wire, ty)| {
                    member(wire, wire, &format!("Option<{}>", rust(ty.as_str().unwrap_or_default())))
                }),
            );
        } else if let Some(variant) = param.get("switch").and_then(Value::as_str) {
            switches.insert(variant.to_owned(), wire.to_owned());
        } else {
            let ty = rust(text(param, "type"));
            members.push(member(wire, wire, &if required { ty } else { format!("Option<{ty}>") }));
        }
    }
    structure(out, &name, &members);
    let wire = method.get("name").and_then(Value::as_str).map_or_else(|| lower_camel(key), str::to_owned);
    let wire = if wire.contains('.') { wire } else { format!("{module}.{wire}") };
    let post = text(method, "verb") == "POST";
    for (variant, returns) in entries(method, "returns") {
        let suffix = if variant == "default" { String::new() } else { format!("_{variant}") };
        let switch = switches.get(variant).map_or_else(|| "None".to_owned(), |switch| format!("Some({switch:?})"));
        let answer = rust(returns.as_str().unwrap_or_default());
        let _ = write!(
            out,
            "impl Client {{\n    pub async fn {module}_{key}{suffix}(&self, params: &{name}) -> Result<{answer}, Error> {{\n        \
             self.call({wire:?}, {post}, {switch}, params).await\n    }}\n}}\n\n"
        );
    }
}

fn structure(out: &mut String, name: &str, members: &[String]) {
    let default = if members.iter().all(|member| member.contains("Option<")) { "#[derive(Default)]\n" } else { "" };
    let _ = writeln!(out, "{DERIVES}\n{default}pub struct {name} {{\n{}}}\n", members.concat());
}

fn enumeration<'e>(out: &mut String, name: &str, int: bool, values: impl Iterator<Item = (&'e str, String)>) {
    let values: Vec<_> = values.collect();
    if !int {
        let _ = writeln!(out, "{DERIVES}\npub enum {name} {{");
        for (wire, variant) in values {
            let _ = writeln!(out, "    #[serde(rename = {wire:?})]\n    {variant},");
        }
        out.push_str("    #[serde(other)]\n    Unknown,\n}\n\n");
        return;
    }
    let _ = writeln!(out, "{DERIVES}\n#[serde(from = \"i64\", into = \"i64\")]\npub enum {name} {{");
    for (_, variant) in &values {
        let _ = writeln!(out, "    {variant},");
    }
    let _ = writeln!(out, "    Unknown(i64),\n}}\n\nimpl From<i64> for {name} {{\n    fn from(value: i64) -> Self {{");
    out.push_str("        match value {\n");
    for (wire, variant) in &values {
        let _ = writeln!(out, "            {wire} => Self::{variant},");
    }
    let _ = writeln!(out, "            value => Self::Unknown(value),\n        }}\n    }}\n}}\n");
    let _ =
        writeln!(out, "impl From<{name}> for i64 {{\n    fn from(value: {name}) -> Self {{\n        match value {{");
    for (wire, variant) in &values {
        let _ = writeln!(out, "            {name}::{variant} => {wire},");
    }
    let _ = writeln!(out, "            {name}::Unknown(value) => value,\n        }}\n    }}\n}}\n");
}

fn member(name: &str, wire: &str, ty: &str) -> String {
    let keyword = ["type", "ref", "use", "move", "match", "self", "in", "as"].contains(&name);
    let name = if keyword { format!("{name}_") } else { name.to_owned() };
    let rename = if name == wire { String::new() } else { format!("    #[serde(rename = {wire:?})]\n") };
    let absent =
        if ty.starts_with("Option<") { "    #[serde(skip_serializing_if = \"Option::is_none\")]\n" } else { "" };
    format!("{rename}{absent}    pub {name}: {ty},\n")
}

/// The Rust type that a person would choose.
fn rust(ty: &str) -> String {
    let inside = |open, close| ty.strip_prefix(open).and_then(|rest: &str| rest.strip_suffix(close));
    if let Some(item) = inside('[', ']') {
        return format!("Vec<{}>", rust(item));
    }
    if let Some(item) = inside('{', '}') {
        return format!("std::collections::BTreeMap<String, {}>", rust(item));
    }
    match ty {
        "string" | "url" | "html" | "uid" | "date" => "String",
        "bool" => "bool",
        "flag" => "u8",
        "int" | "timestamp" => "i64",
        "any" => "serde_json::Value",
        "file" => "Vec<u8>",
        other => other,
    }
    .to_owned()
}

fn variant(wire: &str, value: &Value) -> String {
    value.get("variant").and_then(Value::as_str).map_or_else(|| camel(wire), str::to_owned)
}

fn camel(name: &str) -> String {
    name.split('_').map(|word| word[..1].to_uppercase() + &word[1..]).collect()
}

fn lower_camel(name: &str) -> String {
    let camel = camel(name);
    camel[..1].to_lowercase() + &camel[1..]
}

fn entries<'t, T>(table: &'t T, name: &str) -> impl Iterator<Item = (&'t str, &'t Value)>
where
    T: Get,
{
    table.find(name).and_then(Value::as_table).into_iter().flatten().map(|(key, value)| (key.as_str(), value))
}

fn text<'t>(table: &'t Value, name: &str) -> &'t str {
    table.get(name).and_then(Value::as_str).unwrap_or_default()
}

/// What has members: a whole spec and a table inside it.
trait Get {
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

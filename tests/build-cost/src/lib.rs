//! The other side of the measurement of build costs: a client of the same methods and types, as a competent person writes one
//! who has no macro.
//!
//! It has what users of such a client would miss otherwise: the documentation of every type, member, method and parameter,
//! a struct of parameters with a setter for each optional one, types that take numbers in strings and keep unknown words, error
//! codes, and one function that signs and sends. It has nothing else: no sessions, grants, stores, refreshes, retries, time
//! limits, pages, checks of parameters, redaction of secrets, call-backs of the platform, no data about methods, no examples in
//! the documentation.

use std::{collections::BTreeMap, fmt::Write as _, fs, io, path::Path};

use toml::{Table, Value};

mod words;

use words::{camel, comment, doc, entries, lower_camel, rust, rust_name, text, variant};

const MANIFEST: &str = include_str!("baseline/manifest.toml");
const RUNTIME: &str = include_str!("baseline/runtime.rs.txt");
const LENIENT: &str = include_str!("baseline/lenient.rs.txt");

/// The files of the crate: their paths and texts.
///
/// # Errors
/// When a spec cannot be read.
pub fn files(specs: &Path) -> io::Result<BTreeMap<String, String>> {
    let mut files = BTreeMap::from([
        ("Cargo.toml".to_owned(), MANIFEST.to_owned()),
        ("src/lenient.rs".to_owned(), LENIENT.to_owned()),
    ]);
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
    let mut out = comment("//!", text(spec, "doc"), "");
    out.push_str("#![allow(unused_imports)]\nuse crate::lenient::{self, Uid};\n");
    out.push_str(if module == "objects" { "" } else { "use crate::{Client, Error, objects::*};\n" });
    for (name, def) in entries(spec, "objects") {
        let members: String = entries(def, "fields").map(|(wire, field)| member(wire, field)).collect();
        let _ = writeln!(out, "{}{DERIVES}\npub struct {name} {{\n{members}}}\n", doc(def, ""));
    }
    for (name, def) in entries(spec, "enums") {
        let int = def.get("wire").is_some();
        let values = entries(def, "values").map(|(wire, value)| (wire, variant(wire, value), doc(value, "    ")));
        enumeration(&mut out, name, &doc(def, ""), int, values);
    }
    for (name, def) in entries(spec, "unions") {
        let _ = writeln!(out, "{}{DERIVES}\n#[serde(tag = {:?})]\npub enum {name} {{", doc(def, ""), text(def, "tag"));
        for (wire, variant) in entries(def, "variants") {
            let (doc, ty) = (doc(variant, "    "), text(variant, "type"));
            let _ = writeln!(out, "{doc}    #[serde(rename = {wire:?})]\n    {}(Box<{ty}>),", camel(wire));
        }
        out.push_str("    /// Any other.\n    #[serde(other)]\n    Unknown,\n}\n\n");
    }
    if module == "errors" {
        let codes = entries(spec, "codes").map(|(code, def)| (code, text(def, "name").to_owned(), doc(def, "    ")));
        enumeration(&mut out, "Code", "/// What went wrong.\n", true, codes);
    }
    for (key, method) in entries(spec, "methods") {
        call(&mut out, module, key, method);
    }
    out
}

const DERIVES: &str = "#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]";
const SKIPPED: &str = "    #[serde(skip_serializing_if = \"Option::is_none\")]\n";

/// A member of an object.
fn member(wire: &str, field: &Value) -> String {
    let (ty, always) = (text(field, "type"), field.get("always").is_some());
    let name = field.get("rust").and_then(Value::as_str).unwrap_or(wire);
    let mut out = doc(field, "    ");
    if name != wire {
        let _ = writeln!(out, "    #[serde(rename = {wire:?})]");
    }
    for alias in field.get("alias").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str) {
        let _ = writeln!(out, "    #[serde(alias = {alias:?})]");
    }
    let reader = match ty {
        _ if field.get("single").is_some() => Some("one_or_many"),
        "string" | "url" | "html" | "date" | "uid" | "flag" | "timestamp" | "int" | "u32" | "u64" | "i64" | "f64" => {
            Some(if always { "value" } else { "option" })
        }
        _ => None,
    };
    if let Some(reader) = reader {
        let default = if always { "" } else { "default, " };
        let _ = writeln!(out, "    #[serde({default}deserialize_with = \"lenient::{reader}\")]");
    }
    let nested = ty.starts_with(|first: char| first.is_ascii_uppercase());
    let inner = if nested && !always { format!("Box<{}>", rust(ty)) } else { rust(ty) };
    if !always {
        out.push_str(SKIPPED);
    }
    let ty = if always { inner } else { format!("Option<{inner}>") };
    let _ = writeln!(out, "    pub {}: {ty},", rust_name(name));
    out
}

/// A parameter that Rust code can set.
struct Param<'t> {
    wire: &'t str,
    ty: String,
    doc: &'t str,
    required: bool,
}

/// The struct of a method's parameters, with its setters, and a function for each form of the answer.
fn call(out: &mut String, module: &str, key: &str, method: &Value) {
    let name = format!("{}{}Params", camel(module), camel(key));
    let wire = method.get("name").and_then(Value::as_str).map_or_else(|| lower_camel(key), str::to_owned);
    let wire = if wire.contains('.') { wire } else { format!("{module}.{wire}") };
    let (mut params, mut switches) = (Vec::new(), BTreeMap::new());
    for (wire, param) in entries(method, "params") {
        let (doc, required) = (text(param, "doc"), param.get("required").is_some());
        if let Some(choice) = param.get("either_of").and_then(Value::as_table) {
            params.extend(choice.iter().map(|(wire, ty)| {
                let ty = rust(ty.as_str().unwrap_or_default());
                Param { wire, ty, doc, required: false }
            }));
        } else if let Some(variant) = param.get("switch").and_then(Value::as_str) {
            switches.insert(variant.to_owned(), wire.to_owned());
        } else {
            params.push(Param { wire, ty: rust(text(param, "type")), doc, required });
        }
    }
    parameters(out, &name, &wire, &params);
    let post = text(method, "verb") == "POST";
    for (variant, returns) in entries(method, "returns") {
        let suffix = if variant == "default" { String::new() } else { format!("_{variant}") };
        let switch = switches.get(variant).map_or_else(|| "None".to_owned(), |switch| format!("Some({switch:?})"));
        let (doc, answer) = (doc(method, "    "), rust(returns.as_str().unwrap_or_default()));
        let _ = write!(
            out,
            "impl Client {{\n{doc}    pub async fn {module}_{key}{suffix}(&self, params: &{name}) -> Result<{answer}, Error> {{\n        \
             self.call({wire:?}, {post}, {switch}, params).await\n    }}\n}}\n\n"
        );
    }
}

fn parameters(out: &mut String, name: &str, wire: &str, params: &[Param<'_>]) {
    let required: Vec<_> = params.iter().filter(|param| param.required).collect();
    let default = if required.is_empty() { "Default, " } else { "" };
    let _ = writeln!(out, "/// The parameters of `{wire}`.\n#[derive(Debug, Clone, {default}serde::Serialize)]");
    let _ = writeln!(out, "pub struct {name} {{");
    for Param { wire, ty, required, .. } in params {
        let name = rust_name(wire);
        if name != *wire {
            let _ = writeln!(out, "    #[serde(rename = {wire:?})]");
        }
        let _ = if *required {
            writeln!(out, "    {name}: {ty},")
        } else {
            writeln!(out, "{SKIPPED}    {name}: Option<{ty}>,")
        };
    }
    let _ = writeln!(out, "}}\n\nimpl {name} {{");
    if !required.is_empty() {
        let arguments: Vec<_> =
            required.iter().map(|param| format!("{}: {}", rust_name(param.wire), argument(&param.ty).0)).collect();
        let mut members = String::new();
        for param in params {
            let (name, value) = (rust_name(param.wire), if param.required { argument(&param.ty).1 } else { "None" });
            let _ = writeln!(members, "            {name}: {},", value.replace('@', &name));
        }
        let _ = writeln!(
            out,
            "    /// What has to be given.\n    pub fn new({}) -> Self {{\n        Self {{\n{members}        }}\n    }}\n",
            arguments.join(", ")
        );
    }
    for param in params.iter().filter(|param| !param.required) {
        let (name, (ty, value)) = (rust_name(param.wire), argument(&param.ty));
        let value = value.replace('@', &name);
        let _ = writeln!(
            out,
            "{}    #[must_use]\n    pub fn {name}(mut self, {name}: {ty}) -> Self {{\n        self.{name} = Some({value});\n        \
             self\n    }}\n",
            comment("///", param.doc, "    ")
        );
    }
    out.push_str("}\n\n");
}

/// How a setter takes a value, and what it makes of the argument `@`.
fn argument(ty: &str) -> (String, &'static str) {
    match ty {
        "String" | "Uid" => (format!("impl Into<{ty}>"), "@.into()"),
        ty => (ty.to_owned(), "@"),
    }
}

fn enumeration<'e>(
    out: &mut String,
    name: &str,
    doc: &str,
    int: bool,
    values: impl Iterator<Item = (&'e str, String, String)>,
) {
    let values: Vec<_> = values.collect();
    if !int {
        let _ = writeln!(out, "{doc}{DERIVES}\npub enum {name} {{");
        for (wire, variant, doc) in values {
            let _ = writeln!(out, "{doc}    #[serde(rename = {wire:?})]\n    {variant},");
        }
        out.push_str("    /// Any other.\n    #[serde(untagged)]\n    Unknown(String),\n}\n\n");
        return;
    }
    let _ = writeln!(out, "{doc}{DERIVES}\n#[serde(from = \"i64\", into = \"i64\")]\npub enum {name} {{");
    for (_, variant, doc) in &values {
        let _ = writeln!(out, "{doc}    {variant},");
    }
    let _ = writeln!(out, "    /// Any other.\n    Unknown(i64),\n}}\n");
    let _ = writeln!(out, "impl From<i64> for {name} {{\n    fn from(value: i64) -> Self {{\n        match value {{");
    for (wire, variant, _) in &values {
        let _ = writeln!(out, "            {wire} => Self::{variant},");
    }
    let _ = writeln!(out, "            value => Self::Unknown(value),\n        }}\n    }}\n}}\n");
    let _ =
        writeln!(out, "impl From<{name}> for i64 {{\n    fn from(value: {name}) -> Self {{\n        match value {{");
    for (wire, variant, _) in &values {
        let _ = writeln!(out, "            {name}::{variant} => {wire},");
    }
    let _ = writeln!(out, "            {name}::Unknown(value) => value,\n        }}\n    }}\n}}\n");
}

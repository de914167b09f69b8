//! The types of the spec as data, and values of them: whole ones, and those with one member besides what has to be there.

use std::{collections::BTreeMap, fs};

use serde_json::{Map, Value, json};

/// Texts that some format might take for something else.
pub const TEXTS: [&str; 22] = [
    "Иван",
    "",
    "007",
    "0012",
    "01.02",
    "1e5",
    "1.5",
    "-0",
    "NaN",
    "inf",
    "true",
    "null",
    "~",
    "y",
    "no",
    "2020-01-01",
    " a ",
    "a\nb",
    "\"'\\",
    "123456789012345678901234",
    "\u{7f}\u{85}\u{feff}",
    "😀",
];

/// How deep objects are inside each other in a value; further down they have what has to be there.
const DEPTH: usize = 3;

/// The types of all spec files by their names.
pub struct Spec {
    types: BTreeMap<String, (&'static str, Value)>,
}

impl Spec {
    pub fn read() -> Self {
        let mut types = BTreeMap::new();
        for entry in fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../../api-spec")).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_none_or(|extension| extension != "toml") {
                continue;
            }
            let file: toml::Table = fs::read_to_string(&path).unwrap().parse().unwrap();
            for kind in ["objects", "enums", "unions"] {
                for (name, declared) in file.get(kind).and_then(toml::Value::as_table).into_iter().flatten() {
                    let declared = serde_json::to_value(declared).unwrap();
                    assert!(types.insert(name.clone(), (kind, declared)).is_none(), "{name} is declared twice");
                }
            }
        }
        Self { types }
    }

    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.types.keys().map(String::as_str)
    }

    /// Values of a type: for an object the whole one, and each member alone in each of its values.
    pub fn values(&self, name: &str) -> Vec<Value> {
        match &self.types[name] {
            ("objects", object) => {
                let mut values = vec![self.whole(name, DEPTH), self.least(object)];
                for (member, field) in object["fields"].as_object().unwrap() {
                    for value in self.of(field["type"].as_str().unwrap(), DEPTH) {
                        let mut object = self.least(object);
                        object[member] = value;
                        values.push(object);
                    }
                }
                values
            }
            _ => self.of(name, DEPTH),
        }
    }

    /// An object with all its members.
    fn whole(&self, name: &str, depth: usize) -> Value {
        let (_, object) = &self.types[name];
        if depth == 0 {
            return self.least(object);
        }
        let fields = object["fields"].as_object().unwrap().iter();
        let members = fields.map(|(name, field)| (name.clone(), self.one(field["type"].as_str().unwrap(), depth - 1)));
        Value::Object(members.collect())
    }

    /// An object with what has to be there.
    fn least(&self, object: &Value) -> Value {
        let fields = object["fields"].as_object().unwrap().iter();
        let always = fields.filter(|(_, field)| field.get("always").is_some());
        let members = always.map(|(name, field)| (name.clone(), self.one(field["type"].as_str().unwrap(), 0)));
        Value::Object(members.collect::<Map<_, _>>())
    }

    fn one(&self, ty: &str, depth: usize) -> Value {
        self.of(ty, depth).swap_remove(0)
    }

    /// Values of any type.
    fn of(&self, ty: &str, depth: usize) -> Vec<Value> {
        if let Some(item) = ty.strip_prefix('[').and_then(|ty| ty.strip_suffix(']')) {
            let items = self.of(item, depth);
            let last = items.last().cloned();
            return vec![Value::Array(items), json!([]), Value::Array(last.into_iter().collect())];
        }
        if let Some(item) = ty.strip_prefix('{').and_then(|ty| ty.strip_suffix('}')) {
            let item = self.one(item, depth);
            return vec![json!({"a": item, "7": item, "": item}), json!({})];
        }
        match ty {
            "string" | "url" | "html" => TEXTS.iter().map(|text| json!(text)).collect(),
            "date" => vec![json!("01.02.1985"), json!("01.02")],
            "uid" | "u64" => vec![json!(u64::MAX), json!("1324730981306483817")],
            "u32" => vec![json!(u32::MAX), json!(0)],
            "int" | "i64" => vec![json!(i64::MIN), json!(i64::MAX), json!(0)],
            "f64" => vec![json!(1.5), json!(-2e300), json!(3)],
            "timestamp" => vec![json!(1_359_000_000), json!(0)],
            "flag" | "bool" => vec![json!(1), json!(0)],
            "any" => free().into_iter().filter(|value| !value.is_null()).collect(),
            name => self.declared(name, depth),
        }
    }

    fn declared(&self, name: &str, depth: usize) -> Vec<Value> {
        match self.types.get(name).unwrap_or_else(|| panic!("{name} is a type of the spec")) {
            ("objects", object) => vec![self.whole(name, depth), self.least(object)],
            ("enums", numbers) if numbers.get("wire").is_some() => {
                let numbers = numbers["values"].as_object().unwrap().keys();
                numbers.map(|number| json!(number.parse::<i64>().unwrap())).chain([json!(-77)]).collect()
            }
            ("enums", words) => {
                words["values"].as_object().unwrap().keys().map(|word| json!(word)).chain([json!("new one")]).collect()
            }
            (_, union) => {
                let variants = union["variants"].as_object().unwrap().iter();
                let mut values: Vec<_> = variants
                    .map(|(word, variant)| {
                        let mut value = self.whole(variant["type"].as_str().unwrap(), depth);
                        value[union["tag"].as_str().unwrap()] = json!(word);
                        value
                    })
                    .collect();
                values.push(json!({"kind": "unknown", "n": 1.5, "list": [1, "a", {"b": true}]}));
                values
            }
        }
    }
}

/// Free JSON of every kind.
pub fn free() -> Vec<Value> {
    vec![
        json!(1.5),
        json!(-1),
        json!(i64::MAX),
        json!(u64::MAX),
        json!(true),
        json!("text"),
        json!("1.5"),
        json!([]),
        json!({}),
        json!([1, "a", [2.5, {"deep": [{}]}]]),
        json!({"y": 1, "n": 2, "7": 3, "": {"": "x"}, "true": [0.1], "$a": "b"}),
        json!({"a": null, "b": [null]}),
        json!(null),
    ]
}

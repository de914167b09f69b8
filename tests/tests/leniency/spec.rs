//! The types of the spec as data, and the places that an answer of some type has.

use std::collections::BTreeSet;

use mailru_sdk::spec::GroupSpec;
use serde_json::{Map, Value};

/// The file of the types that all groups may name.
const SHARED: &str = "api-spec/types.toml";

/// The types that the methods of one group may name.
pub struct Types {
    own: Value,
    shared: Value,
}

/// What a type is made of.
pub enum Shape<'s> {
    /// A word of the grammar, such as `u32`.
    Scalar(&'s str),
    List(&'s str),
    Map(&'s str),
    /// The fields by their names on the wire.
    Object(&'s Map<String, Value>),
    Words,
    Numbers,
    Union {
        tag: &'s str,
        variants: &'s Map<String, Value>,
    },
}

impl Types {
    pub fn of(group: &GroupSpec) -> Self {
        Self { own: read(group.file), shared: read(SHARED) }
    }

    pub fn shape<'s>(&'s self, ty: &'s str) -> Shape<'s> {
        if let Some(item) = ty.strip_prefix('[').and_then(|ty| ty.strip_suffix(']')) {
            return Shape::List(item);
        }
        if let Some(item) = ty.strip_prefix('{').and_then(|ty| ty.strip_suffix('}')) {
            return Shape::Map(item);
        }
        let find = |kind: &str| self.own[kind].get(ty).or_else(|| self.shared[kind].get(ty));
        if let Some(object) = find("objects") {
            Shape::Object(object["fields"].as_object().unwrap())
        } else if let Some(words) = find("enums") {
            if words.get("wire").is_some() { Shape::Numbers } else { Shape::Words }
        } else if let Some(union) = find("unions") {
            Shape::Union { tag: union["tag"].as_str().unwrap(), variants: union["variants"].as_object().unwrap() }
        } else {
            Shape::Scalar(ty)
        }
    }
}

fn read(file: &str) -> Value {
    let path = format!("{}/../{file}", env!("CARGO_MANIFEST_DIR"));
    toml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// A step into an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    Item(usize),
    Member(String),
}

/// A place in an answer: a member that the type of its object has, present or not, or an element.
#[derive(Debug, Clone)]
pub struct Place {
    pub path: Vec<Step>,
    pub ty: String,
    /// The value cannot be left out.
    pub always: bool,
}

impl Place {
    /// The path as errors write it.
    pub fn name(&self) -> String {
        self.path.iter().fold(String::new(), |path, step| match step {
            Step::Item(index) => format!("{path}[{index}]"),
            Step::Member(name) if path.is_empty() => name.clone(),
            Step::Member(name) => format!("{path}.{name}"),
        })
    }

    /// The answer with another value in this place; `None` takes the member out.
    pub fn with(&self, answer: &Value, value: Option<Value>) -> Value {
        let mut changed = answer.clone();
        let (last, way) = self.path.split_last().expect("the whole answer is no place");
        let holder = way.iter().fold(&mut changed, |value, step| match step {
            Step::Item(index) => &mut value[*index],
            Step::Member(name) => &mut value[name],
        });
        match (last, value) {
            (Step::Item(index), Some(value)) => holder[*index] = value,
            (Step::Member(name), Some(value)) => holder[name] = value,
            (Step::Item(index), None) => drop(holder.as_array_mut().unwrap().remove(*index)),
            (Step::Member(name), None) => drop(holder.as_object_mut().unwrap().remove(name)),
        }
        changed
    }
}

/// The names of all objects that the spec files of these groups and the shared one describe.
pub fn every_object(groups: &[&GroupSpec]) -> BTreeSet<String> {
    let files = groups.iter().map(|group| group.file).chain([SHARED]).map(read);
    files
        .filter_map(|file| file.get("objects").and_then(Value::as_object).cloned())
        .flatten()
        .map(|(name, _)| name)
        .collect()
}

/// The places of one answer, each member of an object type once.
pub struct Places<'s> {
    types: &'s Types,
    seen: BTreeSet<String>,
    pub all: Vec<Place>,
    /// The paths of all objects whose members the spec lists.
    pub objects: Vec<Vec<Step>>,
    /// The names of their types.
    pub names: BTreeSet<&'s str>,
}

impl<'s> Places<'s> {
    pub fn of(types: &'s Types, answer: &Value, ty: &'s str) -> Self {
        let mut places =
            Self { types, seen: BTreeSet::new(), all: Vec::new(), objects: Vec::new(), names: BTreeSet::new() };
        places.visit(answer, ty, &[]);
        places
    }

    fn visit(&mut self, value: &Value, ty: &'s str, path: &[Step]) {
        match self.types.shape(ty) {
            Shape::Scalar(_) | Shape::Words | Shape::Numbers => {}
            Shape::List(item) => {
                for (index, value) in value.as_array().into_iter().flatten().enumerate() {
                    self.element(value, item, ty, [path, &[Step::Item(index)]].concat());
                }
                if value.is_object() {
                    self.visit(value, item, path);
                }
            }
            Shape::Map(item) => {
                for (name, value) in value.as_object().into_iter().flatten() {
                    self.element(value, item, ty, [path, &[Step::Member(name.clone())]].concat());
                }
            }
            Shape::Object(fields) => {
                self.objects.push(path.to_vec());
                self.names.insert(ty);
                for (name, field) in fields {
                    let path = [path, &[Step::Member(name.clone())]].concat();
                    let inner = field["type"].as_str().unwrap();
                    let always = field.get("always").is_some_and(|always| *always == true);
                    self.add(format!("{ty}.{name}"), Place { path: path.clone(), ty: inner.to_owned(), always });
                    if let Some(value) = value.get(name) {
                        self.visit(value, inner, &path);
                    }
                }
            }
            Shape::Union { tag, variants } => {
                let variant = value[tag].as_str().and_then(|tag| variants.get(tag));
                self.visit(value, variant.expect("examples show what is known")["type"].as_str().unwrap(), path);
            }
        }
    }

    fn element(&mut self, value: &Value, item: &'s str, list: &str, path: Vec<Step>) {
        self.visit(value, item, &path);
        self.add(list.to_owned(), Place { path, ty: item.to_owned(), always: true });
    }

    fn add(&mut self, what: String, place: Place) {
        if self.seen.insert(what) {
            self.all.push(place);
        }
    }
}

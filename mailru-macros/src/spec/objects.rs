//! Declarations of types: what all kinds share, and objects with their fields. Enums and unions are in `variants`.

use super::entries::Entry;
use super::grammar;
use super::table::Table;
use super::types::Place;
use super::value::Reader;
use super::vocabulary::VOCABULARY;
use crate::model::{FieldDef, Kind, Type, TypeBody, TypeDef};
use crate::names;
use crate::order::sorted;

impl Reader<'_> {
    /// The types of a file, in the order in which it declares them.
    pub(crate) fn types(&mut self, table: &Table<'_>) -> Vec<TypeDef> {
        let mut types = Vec::new();
        for (word, kind) in Kind::WORDS {
            for entry in table.take(word).and_then(|entry| self.named(entry.value)).unwrap_or_default() {
                self.type_name(entry);
                types.push((entry.offset, self.type_def(entry, *kind)));
            }
        }
        sorted(types, |(offset, _)| *offset).into_iter().map(|(_, def)| def).collect()
    }

    fn type_name(&mut self, entry: Entry<'_>) {
        let name = entry.key;
        if VOCABULARY.iter().any(|(word, _)| *word == name) {
            self.error(entry.offset, format!("{name:?} is a word of the spec and cannot name a type"));
        } else if let Some(what) = self.names.taken(name) {
            self.error(entry.offset, format!("{name:?} is the name of {what}, choose another"));
        } else if !names::is_upper_camel(name) {
            let hint = match names::upper_camel(name) {
                camel if names::is_upper_camel(&camel) => format!(", write {camel:?}"),
                _ => String::new(),
            };
            self.error(entry.offset, format!("{name:?} is no name of a type in UpperCamel{hint}"));
        }
    }

    /// A type is there even when its table is none, for other types may name it.
    fn type_def(&mut self, entry: Entry<'_>, kind: Kind) -> TypeDef {
        let (shape, empty) = match kind {
            Kind::Object => (&grammar::OBJECT, TypeBody::Object(Vec::new())),
            Kind::Enum => (&grammar::ENUM, TypeBody::Enum { int: false, values: Vec::new() }),
            Kind::Union => (&grammar::UNION, TypeBody::Union { tag: String::new(), variants: Vec::new() }),
        };
        let (name, at) = (entry.key.to_owned(), self.at(entry.offset));
        let Some(table) = self.table(entry, shape) else {
            return TypeDef { name, doc: String::new(), see: None, evidence: None, body: empty, at };
        };
        let def = TypeDef {
            name,
            doc: self.doc(&table),
            see: table.take("see").and_then(|entry| self.address(entry)),
            evidence: self.evidence(&table),
            body: match kind {
                Kind::Object => TypeBody::Object(self.fields(&table)),
                Kind::Enum => self.enumeration(&table),
                Kind::Union => self.union(&table),
            },
            at,
        };
        table.finish(self);
        def
    }

    fn fields(&mut self, table: &Table<'_>) -> Vec<FieldDef> {
        let Some((fields, entries)) = self.members(table, "fields") else { return Vec::new() };
        if entries.is_empty() {
            self.error(fields.offset, "an object needs at least one field");
        }
        entries.into_iter().filter_map(|entry| self.field(entry)).collect()
    }

    /// The entries of a required table of names.
    pub(crate) fn members<'t>(&mut self, table: &Table<'t>, key: &'static str) -> Option<(Entry<'t>, Vec<Entry<'t>>)> {
        let entry = table.take(key)?;
        Some((entry, self.named(entry.value)?))
    }

    fn field(&mut self, entry: Entry<'_>) -> Option<FieldDef> {
        let table = self.table(entry, &grammar::FIELD)?;
        let rust = table.take("rust");
        let field = FieldDef {
            wire: entry.key.to_owned(),
            rust: self.rust_name(entry, rust),
            doc: self.doc(&table),
            ty: self.required_type(&table),
            always: self.yes(table.take("always")),
            alias: table.take("alias").map(|entry| self.aliases(entry)).unwrap_or_default(),
            single: self.yes(table.take("single")),
            rare: self.yes(table.take("rare")),
            evidence: self.evidence(&table),
            at: self.at(entry.offset),
        };
        table.finish(self);
        Some(field)
    }

    /// The type of a field or of a union's variant.
    pub(crate) fn required_type(&mut self, table: &Table<'_>) -> Type {
        let entry = table.take("type");
        entry.map_or(Type::Any, |entry| self.ty(entry.value, Place::Answer))
    }

    fn aliases(&mut self, entry: Entry<'_>) -> Vec<String> {
        self.items(entry.value).into_iter().filter_map(|item| self.text(item)).map(str::to_owned).collect()
    }
}

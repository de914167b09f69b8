//! Enums and unions: values on the wire and the Rust variants that stand for them.

use super::entries::Entry;
use super::grammar;
use super::table::Table;
use super::value::Reader;
use crate::model::{TypeBody, UnionVariant, ValueDef, Wire};
use crate::names;

/// The variant that every enum and union has for what is not listed.
const UNKNOWN: &str = "Unknown";

impl Reader<'_> {
    pub(crate) fn enumeration(&mut self, table: &Table<'_>) -> TypeBody {
        let int = table.take("wire").and_then(|entry| self.word(entry, Wire::WORDS)) == Some(Wire::Int);
        let Some((values, entries)) = self.members(table, "values") else {
            return TypeBody::Enum { int, values: Vec::new() };
        };
        if entries.is_empty() {
            self.error(values.offset, "an enum needs at least one value");
        }
        TypeBody::Enum { int, values: entries.into_iter().filter_map(|entry| self.enum_value(entry, int)).collect() }
    }

    fn enum_value(&mut self, entry: Entry<'_>, int: bool) -> Option<ValueDef> {
        let table = self.table(entry, &grammar::VALUE)?;
        let is_int = || entry.key.parse::<i64>().is_ok_and(|number| number.to_string() == entry.key);
        let given = table.take("variant");
        let fits = !int || is_int();
        if !fits {
            self.error(entry.offset, format!("{:?} is not an integer, as the values of this enum are", entry.key));
        }
        let value = ValueDef {
            wire: entry.key.to_owned(),
            variant: if fits || given.is_some() { self.variant_name(entry, given) } else { String::new() },
            doc: self.doc(&table),
        };
        table.finish(self);
        fits.then_some(value)
    }

    pub(crate) fn union(&mut self, table: &Table<'_>) -> TypeBody {
        let tag = table.take("tag").and_then(|entry| self.phrase(entry)).unwrap_or_default();
        let Some((variants, entries)) = self.members(table, "variants") else {
            return TypeBody::Union { tag, variants: Vec::new() };
        };
        if entries.is_empty() {
            self.error(variants.offset, "a union needs at least one variant");
        }
        TypeBody::Union { tag, variants: entries.into_iter().filter_map(|entry| self.union_variant(entry)).collect() }
    }

    fn union_variant(&mut self, entry: Entry<'_>) -> Option<UnionVariant> {
        let table = self.table(entry, &grammar::VARIANT)?;
        let given = table.take("variant");
        let variant = UnionVariant {
            wire: entry.key.to_owned(),
            variant: self.variant_name(entry, given),
            ty: self.required_type(&table),
            doc: self.doc(&table),
        };
        table.finish(self);
        Some(variant)
    }

    /// The name in `UpperCamel` for a value; empty when there is none, which is then reported.
    fn variant_name(&mut self, entry: Entry<'_>, given: Option<Entry<'_>>) -> String {
        let derived = names::upper_camel(entry.key);
        let Some(given) = given else {
            if !entry.key.is_ascii() || !names::is_upper_camel(&derived) {
                self.error(entry.offset, format!("{:?} gives no Rust name, choose one by `variant`", entry.key));
                return String::new();
            }
            return self.known(entry.offset, &derived, ", choose another name by `variant`");
        };
        let Some(name) = self.text(given.value) else { return derived };
        if !names::is_upper_camel(name) {
            self.error_at(given.value, format!("{name:?} is no Rust name in UpperCamel"));
            return String::new();
        }
        self.known(given.value.span().start, name, "")
    }

    fn known(&mut self, offset: usize, name: &str, hint: &str) -> String {
        if name == UNKNOWN {
            self.error(offset, format!("\"Unknown\" is the variant for what is not listed{hint}"));
            return String::new();
        }
        name.to_owned()
    }
}

//! Parameters of methods.

use super::entries::Entry;
use super::grammar;
use super::table::Table;
use super::types::Place;
use super::value::Reader;
use crate::model::{Evidence, Limits, Param, ParamKind, Type};
use crate::names;

impl Reader<'_> {
    pub(crate) fn param(&mut self, entry: Entry<'_>, evidence: Evidence) -> Option<Param> {
        let table = self.table(entry, &grammar::PARAM)?;
        let rust = table.take("rust");
        let rust = if self.param_name(entry) { self.rust_name(entry, rust) } else { String::new() };
        let kind = table.one_of(self);
        let kind = self.param_kind(&kind);
        let param = Param {
            wire: entry.key.to_owned(),
            rust,
            doc: self.doc(&table),
            required: self.yes(table.take("required")),
            default: table.take("default").and_then(|entry| self.text(entry.value)).map(str::to_owned),
            limits: self.limits(&table, matches!(kind, ParamKind::Plain(Type::List(_)))),
            kind,
            evidence: self.evidence(&table).unwrap_or(evidence),
            at: self.at(entry.offset),
        };
        table.finish(self);
        Some(param)
    }

    fn param_name(&mut self, entry: Entry<'_>) -> bool {
        let fits = names::is_word(entry.key);
        if !fits {
            let message =
                format!("{:?} is not a parameter's name: letters, digits and _ only, no digit first", entry.key);
            self.error(entry.offset, message);
        }
        fits
    }

    fn param_kind(&mut self, entries: &[Entry<'_>]) -> ParamKind {
        match entries {
            // An empty name stands for a switch that was reported.
            [_, _, ..] if entries.iter().any(|entry| entry.key == "switch") => ParamKind::Switch(String::new()),
            [entry, ..] if entry.key == "switch" => ParamKind::Switch(self.phrase(*entry).unwrap_or_default()),
            [entry, ..] if entry.key == "either_of" => match self.named(entry.value) {
                Some(members) => ParamKind::EitherOf(members.into_iter().map(|member| self.member(member)).collect()),
                None => ParamKind::Plain(Type::Any),
            },
            [entry, ..] => ParamKind::Plain(self.ty(entry.value, Place::Param)),
            [] => ParamKind::Plain(Type::Any),
        }
    }

    fn member(&mut self, member: Entry<'_>) -> (String, Type) {
        if self.param_name(member) && !names::is_key(&names::snake(member.key)) {
            self.error(member.offset, format!("{:?} cannot be a Rust name", member.key));
        }
        (member.key.to_owned(), self.ty(member.value, Place::Param))
    }

    fn limits(&mut self, table: &Table<'_>, list: bool) -> Limits {
        Limits {
            min: table.take("min").and_then(|entry| self.integer(entry.value)),
            max: table.take("max").and_then(|entry| self.integer(entry.value)),
            max_len: table.take("max_len").and_then(|entry| self.size(entry)),
            // A limit that was reported is there all the same for those who ask for one.
            max_items: table.take("max_items").and_then(|entry| self.size(entry).or(list.then_some(1))),
        }
    }

    /// The name in `snake_case` for a parameter or a field; empty when there is none, which is then reported.
    pub(crate) fn rust_name(&mut self, entry: Entry<'_>, given: Option<Entry<'_>>) -> String {
        if let Some(given) = given {
            let Some(name) = self.text(given.value) else { return names::snake(entry.key) };
            if names::is_snake(name) {
                return name.to_owned();
            }
            self.error_at(given.value, format!("{name:?} is no Rust name in snake_case"));
            return String::new();
        }
        let name = names::snake(entry.key);
        if entry.key.is_ascii() && names::is_snake(&name) {
            return name;
        }
        self.error(entry.offset, format!("{:?} gives no Rust name, choose one by `rust`", entry.key));
        String::new()
    }
}

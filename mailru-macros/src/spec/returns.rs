//! The forms of a method's answer, with their examples.

use super::entries::Entry;
use super::json;
use super::table::Table;
use super::types::Place;
use super::value::Reader;
use crate::diagnostics::{expectation, nearest};
use crate::model::{Param, ParamKind, Type, Variant};
use crate::names;

impl Reader<'_> {
    /// `returns` and `examples` of a method. When `returns` cannot be read, every switch has a variant all the same.
    pub(crate) fn variants(&mut self, table: &Table<'_>, params: &[Param]) -> Vec<Variant> {
        let switches = || params.iter().filter_map(switch);
        let returns = table.take("returns");
        let readable = returns.and_then(|entry| Some((entry, self.named(entry.value)?)));
        let complete = readable.is_some();
        let mut variants = if let Some((returns, entries)) = readable {
            self.returns(returns, &entries, &switches().collect::<Vec<_>>())
        } else {
            let mut names = vec![Variant::PLAIN];
            for name in switches() {
                if !names.contains(&name) {
                    names.push(name);
                }
            }
            names.into_iter().map(|name| variant(name, Type::Any)).collect()
        };
        for entry in table.take("examples").and_then(|entry| self.named(entry.value)).unwrap_or_default() {
            let excused = !complete || switches().any(|name| name == entry.key);
            self.example(entry, &mut variants, excused);
        }
        variants
    }

    fn returns(&mut self, returns: Entry<'_>, entries: &[Entry<'_>], switches: &[&str]) -> Vec<Variant> {
        let mut default = entries.iter().position(|entry| entry.key == Variant::PLAIN);
        if default.is_none() {
            default = entries
                .iter()
                .position(|entry| !switches.contains(&entry.key) && nearest(entry.key, [Variant::PLAIN]).is_some());
            match default {
                Some(at) => {
                    let entry = entries[at];
                    self.error(entry.offset, format!("unknown variant {:?}, did you mean \"default\"?", entry.key));
                }
                None => self.error(returns.offset, "missing key \"default\" of the results"),
            }
        }
        let ty = default.map_or(Type::Any, |at| self.ty(entries[at].value, Place::Answer));
        let mut variants = vec![variant(Variant::PLAIN, ty)];
        for (at, entry) in entries.iter().enumerate().filter(|(at, _)| Some(*at) != default) {
            if !names::is_snake(entry.key) {
                self.error(entry.offset, format!("the variant {:?} is no Rust name in snake_case", entry.key));
            } else if !names::is_key(entry.key) {
                self.error(entry.offset, format!("the variant {:?} gives no Rust name, choose another", entry.key));
            }
            variants.push(variant(entry.key, self.ty(entries[at].value, Place::Answer)));
        }
        variants
    }

    fn example(&mut self, entry: Entry<'_>, variants: &mut [Variant], excused: bool) {
        let text = self.text(entry.value);
        let mistake = text.and_then(json::mistake);
        if let Some((offset, message)) = &mistake {
            self.error_inside(entry.value, *offset, format!("the example is not JSON: {message}"));
        }
        if let Some(variant) = variants.iter_mut().find(|variant| variant.name == entry.key) {
            variant.example = text.filter(|_| mistake.is_none()).map(str::to_owned);
        } else if !excused {
            let hint = expectation(entry.key, variants.iter().map(|variant| variant.name.as_str()));
            self.error(entry.offset, format!("example for an unknown variant {:?}{hint}", entry.key));
        }
    }
}

fn switch(param: &Param) -> Option<&str> {
    match &param.kind {
        ParamKind::Switch(variant) => Some(variant),
        _ => None,
    }
}

fn variant(name: &str, returns: Type) -> Variant {
    Variant { name: name.to_owned(), returns, example: None }
}

//! Methods and their page rules.

use super::entries::Entry;
use super::grammar;
use super::value::Reader;
use crate::model::{Auth, Circuit, Context, Effect, Evidence, Method, Page, Verb};
use crate::names;

impl Reader<'_> {
    pub(crate) fn method(&mut self, group: &str, auth: Auth, entry: Entry<'_>) -> Option<Method> {
        let table = self.table(entry, &grammar::METHOD)?;
        self.method_key(entry);
        let doc = self.doc(&table);
        let wire = table.take("name").and_then(|entry| self.wire_name(group, entry));
        let verb = table.take("verb").and_then(|entry| self.word(entry, Verb::WORDS));
        let own_auth = table.take("auth").and_then(|entry| self.word(entry, Auth::WORDS));
        let circuit = table.take("circuit").and_then(|entry| self.word(entry, Circuit::WORDS));
        let context = table.take("context").and_then(|entry| self.word(entry, Context::WORDS));
        let effect = table.take("effect").and_then(|entry| self.word(entry, Effect::WORDS));
        let evidence = self.evidence(&table);
        let evidence = evidence.unwrap_or(Evidence::Inferred);
        let result_evidence = table.take("result_evidence").and_then(|entry| self.word(entry, Evidence::WORDS));
        let params = table.take("params").and_then(|entry| self.named(entry.value)).unwrap_or_default();
        let params: Vec<_> = params.into_iter().filter_map(|entry| self.param(entry, evidence)).collect();
        let method = Method {
            key: entry.key.to_owned(),
            wire: wire.unwrap_or_else(|| format!("{group}.{}", names::camel(entry.key))),
            doc,
            see: table.take("see").and_then(|entry| self.address(entry)),
            // Every parameter can be sent so.
            verb: verb.unwrap_or(Verb::Post),
            path: table.take("path").map(|entry| self.path(entry)),
            auth: own_auth.unwrap_or(auth),
            circuit: circuit.unwrap_or(Circuit::Any),
            context: context.unwrap_or(Context::Session),
            effect: effect.unwrap_or(Effect::Read),
            scope: table.take("scope").map(|entry| self.scope(entry)).unwrap_or_default(),
            errors: table.take("errors").map(|entry| self.integers(entry)).unwrap_or_default(),
            evidence,
            result_evidence: result_evidence.unwrap_or(evidence),
            variants: self.variants(&table, &params),
            params,
            page: table.take("page").and_then(|entry| self.page(entry)),
            at: self.at(entry.offset),
        };
        table.finish(self);
        Some(method)
    }

    fn method_key(&mut self, entry: Entry<'_>) {
        if !names::is_key(entry.key) {
            if names::is_snake(entry.key) {
                let message = "gives no Rust name, choose another key and give the name on the wire by `name`";
                return self.error(entry.offset, format!("the key {:?} {message}", entry.key));
            }
            let snake = names::snake(entry.key);
            let hint = if names::is_key(&snake) && snake != entry.key {
                format!(", write {snake:?}")
            } else {
                ", choose another key and give the name on the wire by `name`".to_owned()
            };
            self.error(entry.offset, format!("the key {:?} is no Rust name in snake_case{hint}", entry.key));
        }
    }

    fn wire_name(&mut self, group: &str, entry: Entry<'_>) -> Option<String> {
        let name = self.text(entry.value)?;
        match name.split_once('.') {
            Some((before, after)) if names::is_word(before) && names::is_word(after) => {
                if before != group {
                    self.error_at(
                        entry.value,
                        format!(
                            "{name:?} is of the group {before:?}, and this file of {group:?}: a file is named after its \
                             group, {:?}, and the module may have any name",
                            format!("{before}.toml"),
                        ),
                    );
                }
            }
            _ => {
                let message = format!("{name:?} is not a method's name, expected {group:?}, a dot and a word");
                self.error_at(entry.value, message);
                return None;
            }
        }
        Some(name.to_owned())
    }

    fn scope(&mut self, entry: Entry<'_>) -> Vec<String> {
        let mut scope = Vec::new();
        for item in self.items(entry.value) {
            let Some(word) = self.text(item) else { continue };
            if names::is_word(word) {
                scope.push(word.to_owned());
            } else {
                self.error_at(item, format!("{word:?} is not a privilege, expected a single word"));
            }
        }
        scope
    }

    fn integers(&mut self, entry: Entry<'_>) -> Vec<i64> {
        self.items(entry.value).into_iter().filter_map(|item| self.integer(item)).collect()
    }

    fn page(&mut self, entry: Entry<'_>) -> Option<Page> {
        let mut table = self.table(entry, &grammar::PAGE)?;
        let name = |reader: &mut Self, entry: Option<Entry<'_>>| reader.text(entry?.value).map(str::to_owned);
        let page = match table.one_of(self).as_slice() {
            [rule] => {
                let subject = name(self, Some(*rule));
                table.narrow(match rule.key {
                    "offset" => &grammar::OFFSET,
                    "cursor" => &grammar::CURSOR,
                    _ => &grammar::BATCH,
                });
                let [limit, items, key] = ["limit", "items", "key"].map(|key| table.take(key));
                let never_short = table.take("never_short").and_then(|entry| self.word(entry, Evidence::WORDS));
                match rule.key {
                    "offset" => {
                        let (limit, items, key) = (name(self, limit), name(self, items), name(self, key));
                        subject.map(|offset| Page::Offset { offset, limit, items, key, never_short })
                    }
                    "cursor" => {
                        let (limit, key) = (name(self, limit), name(self, key));
                        subject.zip(key).map(|(cursor, key)| Page::Cursor { cursor, key, limit, never_short })
                    }
                    _ => subject.map(|param| Page::Batch { param }),
                }
            }
            // None was reported as missing, several as excluding each other; which of the other keys belong is open.
            _ => None,
        };
        table.finish(self);
        page
    }
}

//! Error codes of the platform.

use super::entries::Entry;
use super::grammar;
use super::value::Reader;
use crate::model::{ErrorClass, ErrorCode, Evidence};
use crate::names;

impl Reader<'_> {
    pub(crate) fn error_code(&mut self, entry: Entry<'_>) -> Option<ErrorCode> {
        let table = self.table(entry, &grammar::CODE)?;
        let code = entry.key.parse().ok().filter(|code: &i64| code.to_string() == entry.key);
        if code.is_none() {
            self.error(entry.offset, format!("{:?} is not an error code, expected an integer", entry.key));
        }
        let name = table.take("name").and_then(|entry| {
            let name = self.text(entry.value)?;
            if name == "Unknown" {
                self.error_at(entry.value, "\"Unknown\" is the variant for what is not listed");
            } else if !names::is_upper_camel(name) {
                self.error_at(entry.value, format!("{name:?} is no Rust name in UpperCamel"));
            } else {
                return Some(name.to_owned());
            }
            None
        });
        let class = table.take("class").and_then(|entry| self.word(entry, ErrorClass::WORDS));
        let doc = self.doc(&table);
        let evidence = self.evidence(&table);
        table.finish(self);
        Some(ErrorCode {
            code: code?,
            name: name.unwrap_or_default(),
            class: class.unwrap_or(ErrorClass::Bug),
            doc,
            evidence: evidence.unwrap_or(Evidence::Inferred),
        })
    }
}

//! Rules about how the parts of a finished model fit together. What can be judged by one key or value alone is judged where
//! that is read, in `spec`.

mod choices;
mod methods;
mod nesting;
mod page;
mod params;
mod types;

pub(crate) use self::choices::taken as taken_choices;
pub(crate) use self::methods::{may_name_a_variant, taken};
pub(crate) use self::nesting::{endless, is_sendable, nested};
pub(crate) use self::page::{fits as page_fits, mistake as page_mistake};
pub(crate) use self::params::misfits;
pub(crate) use self::types::{idle_aliases, is_member};
use crate::diagnostics::{Diagnostics, Position};
use crate::model::{Declaration, ErrorCode, File};
use crate::spec::Places;

/// Checks a group's file or `types.toml`.
pub(crate) fn file(file: &File, shared: &[Declaration], places: &Places<'_>, diagnostics: &mut Diagnostics) {
    let mut report = Report { places, diagnostics };
    methods::check(file, &mut report);
    choices::check(file, &mut report);
    types::check(file, shared, &mut report);
    nesting::check(file, &mut report);
}

/// Checks the error codes.
pub(crate) fn errors(codes: &[ErrorCode], places: &Places<'_>, diagnostics: &mut Diagnostics) {
    let mut report = Report { places, diagnostics };
    for (at, first) in repeated(codes.iter().map(|code| code.name.as_str())) {
        let message = format!("{:?} is already the name of code {}", codes[at].name, codes[first].code);
        report.value(&["codes", &codes[at].code.to_string(), "name"], message);
    }
}

/// Where to report, by keys.
struct Report<'r> {
    places: &'r Places<'r>,
    diagnostics: &'r mut Diagnostics,
}

impl Report<'_> {
    fn key(&mut self, path: &[&str], message: impl Into<String>) {
        self.diagnostics.error(self.places.key(path), message);
    }

    fn value(&mut self, path: &[&str], message: impl Into<String>) {
        self.diagnostics.error(self.places.value(path), message);
    }

    /// Reports where a name is given, or at the key that it was derived from.
    fn name(&mut self, path: &[&str], key: &str, message: impl Into<String>) {
        let at: Position = self.places.value_or_key(path, key);
        self.diagnostics.error(at, message);
    }

    /// Whether `any` is what the file says, and not what stands for a type that was already reported.
    fn says_any(&self, path: &[&str]) -> bool {
        self.places.text(path).is_some_and(|text| text.trim() == "any")
    }
}

/// The names that occur before, with the place of the first; empty ones were already reported.
pub(crate) fn repeated<'n>(names: impl IntoIterator<Item = &'n str>) -> Vec<(usize, usize)> {
    let mut seen: Vec<&str> = Vec::new();
    let mut repeated = Vec::new();
    for (at, name) in names.into_iter().enumerate() {
        if !name.is_empty()
            && let Some(first) = seen.iter().position(|known| *known == name)
        {
            repeated.push((at, first));
        }
        seen.push(name);
    }
    repeated
}

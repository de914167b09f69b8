//! How a rule reports: it knows the keys of what is wrong, and the message goes where they stand.

use crate::diagnostics::Diagnostics;
use crate::spec::Places;

/// Where to report, by keys.
pub(super) struct Report<'r> {
    pub places: &'r Places<'r>,
    pub diagnostics: &'r mut Diagnostics,
}

impl Report<'_> {
    pub(super) fn key(&mut self, path: &[&str], message: impl Into<String>) {
        self.diagnostics.error(self.places.key(path), message);
    }

    pub(super) fn value(&mut self, path: &[&str], message: impl Into<String>) {
        self.diagnostics.error(self.places.value(path), message);
    }

    /// Reports where a name is given, or at the key that it was derived from.
    pub(super) fn name(&mut self, path: &[&str], key: &str, message: impl Into<String>) {
        let at = self.places.value_or_key(path, key);
        self.diagnostics.error(at, message);
    }

    /// Whether `any` is what the file says, and not what stands for a type that was already reported.
    pub(super) fn says_any(&self, path: &[&str]) -> bool {
        self.places.text(path).is_some_and(|text| text.trim() == "any")
    }
}

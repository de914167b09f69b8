//! Something in an answer that the spec does not say.

use std::fmt;

use crate::{error::Place, types::read::DeviationKind};

/// Something in an answer that the spec does not say: where it is, and of what kind. It holds no value but the words of enums and tags
/// and the numbers of error codes, in no more than 40 characters, with secrets masked.
///
/// It is told to [`Settings::on_deviation`](crate::Settings::on_deviation), and with the feature `tracing` as an event.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Deviation {
    pub(crate) place: Place,
    pub(crate) kind: DeviationKind,
    pub(crate) value: &'static str,
    pub(crate) word: Option<Box<str>>,
}

impl Deviation {
    /// In what the answer departs from the spec.
    #[must_use]
    pub fn kind(&self) -> DeviationKind {
        self.kind
    }

    /// The wire name of the method.
    #[must_use]
    pub fn method(&self) -> &str {
        &self.place.method
    }

    /// Where it is, as a JSON path without indices, such as `[].location.city.population`; empty when it is the whole answer. `{}` stands
    /// for a name that is content: that of a member of a map, and what does not look like a name.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.place.path
    }

    /// The kind of the value, such as `a number`.
    #[must_use]
    pub fn value(&self) -> &'static str {
        self.value
    }

    /// The word or number of an enum, the tag, or the code that is not known, as it is spelled in JSON.
    #[must_use]
    pub fn word(&self) -> Option<&str> {
        self.word.as_deref()
    }

    /// The spec file, as `api-spec/types.toml`, and the line that declares what is departed from: the object without the member, the enum,
    /// the union, the member that does not fit, or else the method.
    #[must_use]
    pub fn declared(&self) -> Option<(&'static str, u32)> {
        self.place.declared
    }
}

impl fmt::Display for Deviation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self.kind {
            DeviationKind::Member => "a member that is not declared",
            DeviationKind::Word => "a value that its enum does not know",
            DeviationKind::Tag => "a tag that its union does not know",
            DeviationKind::Code => "an error code that is not known",
            DeviationKind::Misfit => "a value that does not fit",
            DeviationKind::Page => "a page that came again",
        };
        self.place.write(f, format_args!("{kind}, {}", self.word.as_deref().unwrap_or(self.value)))
    }
}

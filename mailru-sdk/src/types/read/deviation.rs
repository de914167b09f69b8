//! What values that can be read may have that the spec does not tell of, by its place in the text.

use std::collections::HashSet;

/// In what an answer departs from the spec.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum DeviationKind {
    /// A member that is not declared.
    Member,
    /// A word or a number that an enum does not know.
    Word,
    /// A union whose tag is none of those that are declared.
    Tag,
    /// An error code that the SDK does not know.
    Code,
    /// A value that does not fit its place.
    Misfit,
    /// A page that came again.
    Page,
}

/// A spec file, and a line in it.
pub(crate) type Declared = (&'static str, u32);

/// A deviation by its place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Note {
    pub(super) at: usize,
    pub(super) kind: DeviationKind,
    pub(super) declared: Option<Declared>,
    /// The kind of the value, where it is known already.
    pub(super) value: Option<&'static str>,
}

/// What was noted of one text.
#[derive(Debug, Default)]
pub(crate) struct Notes {
    pub(super) seen: Vec<Note>,
    /// Where the maps begin that anything was noted inside of: their names are content.
    pub(super) maps: Vec<usize>,
    /// Where the values of tags stand that were looked up: a union declares them for all its objects.
    pub(super) tags: HashSet<u64>,
}

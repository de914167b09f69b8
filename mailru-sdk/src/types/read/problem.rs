//! What keeps a value from being read: by its place in the text, and in as few words as the code needs.

use super::table::{Member, Table};

/// Why a value was not read. What exactly is wrong is kept by the reader, so that results stay small.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    /// The text is no JSON, or too much; nothing after that place can be read.
    Syntax,
    /// The value does not fit its place; an optional place is empty then.
    Misfit,
}

/// What is wrong at some place of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Problem {
    /// The text ends too early, inside of what the words say.
    Ends(&'static str),
    /// The text is no JSON.
    Syntax(&'static str),
    /// Something else was expected.
    Expected(&'static str),
    /// An object lacks the member of that name.
    Missing(&'static str),
    /// A member came before.
    Repeated,
    /// Half of a pair of escapes, for which U+FFFD was put in.
    HalfPair,
    /// A control character that ought to be escaped.
    Control,
    /// Bytes that are no UTF-8, for which U+FFFD was put in.
    NotUtf8,
    /// More lists and objects inside each other than can be read.
    TooDeep,
    /// More elements than there may be memory for.
    TooLarge,
    /// A type of another crate refused the value; its words are kept beside.
    Refused,
}

impl Problem {
    /// Whether there is no way to go on.
    pub(crate) fn is_final(self) -> bool {
        matches!(self, Self::Ends(_) | Self::Syntax(_) | Self::TooLarge)
    }
}

/// A problem, where it is, and what the spec says of that place.
#[derive(Debug, Clone)]
pub(crate) struct Failure {
    /// The byte that it is about: the first one of a value, or one inside.
    pub(crate) at: usize,
    pub(crate) problem: Problem,
    /// The innermost member of a described object around it.
    pub(crate) member: Option<(&'static Table, &'static Member)>,
    /// What a type of another crate says.
    pub(crate) words: Option<Box<str>>,
}

impl Failure {
    pub(crate) fn new(at: usize, problem: Problem) -> Self {
        Self { at, problem, member: None, words: None }
    }
}

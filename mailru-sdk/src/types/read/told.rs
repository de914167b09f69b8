//! What is wrong with a value, in words. They are made of its place in the text, when they are wanted.

use std::fmt;

use super::{
    notes::in_order,
    path::{path, paths},
    problem::{Failure, Problem},
    reader::{Misfits, Reader},
    scalar::Scalar,
    words::{Excerpt, LONGEST},
};

/// A misfit in words; the alternate form (`{:#}`) of its message names the kind of what was found, and no content.
#[derive(Debug)]
pub(crate) struct Told {
    pub(crate) at: usize,
    /// Empty for the whole text.
    pub(crate) path: String,
    pub(crate) expected: String,
    pub(crate) found: String,
    /// The kind of what was found.
    pub(crate) kind: &'static str,
    /// The spec file and the line in it, for a member of a described object.
    pub(crate) declared: Option<(&'static str, u32)>,
    /// The message, where it is not that something else was expected.
    message: Option<String>,
    pub(crate) problem: Problem,
}

impl Told {
    pub(crate) fn of(text: &str, failure: Failure) -> Self {
        let path = if failure.problem.is_final() { String::new() } else { path(text, failure.at) };
        Self::new(text, failure, path)
    }

    /// All of them in the order of the text, each once.
    pub(crate) fn all(text: &str, failures: Vec<Failure>) -> Vec<Self> {
        let mut failures = in_order(failures, |failure| failure.at);
        failures.dedup_by(|one, other| (one.at, one.problem) == (other.at, other.problem));
        let paths = paths(text, failures.iter().map(|failure| failure.at));
        failures.into_iter().zip(paths).map(|(failure, path)| Self::new(text, failure, path)).collect()
    }

    fn new(text: &str, failure: Failure, path: String) -> Self {
        let Failure { at, problem, member, words } = failure;
        let declared = member.map(|(table, member)| (table.file(), member.line()));
        let (expected, found, message) = match problem {
            Problem::Ends(inside) => ("JSON", "its end", Some(format!("EOF while parsing {inside}"))),
            Problem::Syntax(words) => ("JSON", "other text", Some(words.to_owned())),
            Problem::Missing(name) => {
                let expected = format!("the member `{name}`");
                let message = Some(format!("missing field `{name}`"));
                return Self { at, path, expected, found: "none".into(), kind: "none", declared, message, problem };
            }
            Problem::Expected(expected) => {
                let (kind, found) = found(text, at);
                return Self { at, path, expected: expected.into(), found, kind, declared, message: None, problem };
            }
            Problem::Repeated => ("each member once", "one that came before", None),
            Problem::HalfPair => ("whole characters", "half of a surrogate pair", None),
            Problem::Control => ("escaped control characters", "a raw one", None),
            Problem::NotUtf8 => ("UTF-8", "other bytes", None),
            Problem::TooLarge => ("elements for which there is memory", "more", None),
            Problem::TooDeep => ("at most 127 lists and objects inside each other", "more", None),
            Problem::Refused => ("a value that its type takes", "another", words.map(String::from)),
        };
        let (expected, kind) = (expected.to_owned(), found);
        Self { at, path, expected, found: found.to_owned(), kind, declared, message, problem }
    }

    /// The same without the path.
    pub(crate) fn without_path(mut self) -> Self {
        self.path.clear();
        self
    }

    /// The message without the path.
    pub(crate) fn message(&self) -> String {
        self.message.clone().unwrap_or_else(|| format!("expected {}, found {}", self.expected, self.found))
    }
}

/// The kind of the value that begins at that place, and as much of it as may be shown.
pub(super) fn found(text: &str, at: usize) -> (&'static str, String) {
    let rest = text.get(at..).unwrap_or_default();
    let kind = match rest.bytes().next() {
        Some(b'[') => "a list",
        Some(b'{') => "an object",
        _ => match Reader::new(rest, Misfits::Members).scalar("a value") {
            Ok(Scalar::Null) => "null",
            Ok(Scalar::Bool(value)) => return ("a boolean", value.to_string()),
            Ok(Scalar::Number(number)) => return ("a number", number.chars().take(LONGEST).collect()),
            Ok(Scalar::Text(text)) => return ("a string", Excerpt(text).to_string()),
            Err(_) => "something else",
        },
    };
    (kind, kind.to_owned())
}

/// Writes the path and the message.
impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        match &self.message {
            Some(message) => f.write_str(message),
            None if f.alternate() => write!(f, "expected {}, found {}", self.expected, self.kind),
            None => write!(f, "expected {}, found {}", self.expected, self.found),
        }
    }
}

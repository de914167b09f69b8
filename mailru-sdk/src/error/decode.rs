//! Answers that are not what the method returns.

use std::fmt;

/// What is wrong with an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum DecodeKind {
    /// There is no body. (An empty list is an answer; an empty body is not.)
    Empty,
    /// The body is a web page.
    Html,
    /// The body is not UTF-8.
    NotUtf8,
    /// The body is compressed or coded otherwise, though the request asked for it as it is. The message names the coding.
    Encoded,
    /// The JSON ends too early.
    Truncated,
    /// The body is not JSON.
    Syntax,
    /// The JSON has a member of another kind than the method returns.
    Shape,
    /// The lists in it take more memory than the settings allow.
    TooLarge,
    /// There is an `error`, but in no form that the platform is known to use.
    UnknownErrorForm,
}

/// An answer that is not what the method returns: where it differs, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecodeError(pub(crate) Box<Details>);

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Details {
    pub(crate) kind: DecodeKind,
    pub(crate) method: Box<str>,
    pub(crate) path: Box<str>,
    pub(crate) message: Box<str>,
    pub(crate) excerpt: Box<str>,
}

impl DecodeError {
    /// What is wrong.
    #[must_use]
    pub fn kind(&self) -> DecodeKind {
        self.0.kind
    }

    /// The wire name of the method.
    #[must_use]
    pub fn method(&self) -> &str {
        &self.0.method
    }

    /// Where it is wrong, as a JSON path such as `[3].location.city.id`; empty when the whole answer is.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.0.path
    }

    /// The part of the answer around the mistake, short, with secrets masked.
    #[must_use]
    pub fn excerpt(&self) -> &str {
        &self.0.excerpt
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Details { kind, method, path, message, excerpt } = &*self.0;
        write!(f, "{method}: ")?;
        match kind {
            DecodeKind::Empty => write!(f, "the answer has no body")?,
            DecodeKind::Html => write!(f, "the answer is a web page instead of JSON")?,
            DecodeKind::NotUtf8 => write!(f, "the answer is not UTF-8")?,
            DecodeKind::Encoded => write!(f, "the answer is coded, which nobody asked for")?,
            DecodeKind::Truncated => write!(f, "the answer ends in the middle of the JSON")?,
            DecodeKind::Syntax => write!(f, "the answer is not JSON")?,
            DecodeKind::Shape => write!(f, "unexpected answer")?,
            DecodeKind::TooLarge => write!(f, "the answer takes more memory than it may")?,
            DecodeKind::UnknownErrorForm => write!(f, "the platform reports an error in an unknown form")?,
        }
        if !path.is_empty() {
            write!(f, " at {path}")?;
        }
        if !message.is_empty() {
            write!(f, ": {message}")?;
        }
        if !excerpt.is_empty() {
            write!(f, ", in `{excerpt}`")?;
        }
        Ok(())
    }
}

impl std::error::Error for DecodeError {}

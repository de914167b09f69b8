//! Where in an answer something is that is told of.

use std::fmt;

/// A place in an answer to a method, and what part of the spec speaks of it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    pub(crate) method: Box<str>,
    /// Empty for the whole answer.
    pub(crate) path: Box<str>,
    /// The spec file and the line.
    pub(crate) declared: Option<(&'static str, u32)>,
}

impl Place {
    /// Writes what is told of the place.
    pub(crate) fn write(&self, f: &mut fmt::Formatter<'_>, words: fmt::Arguments<'_>) -> fmt::Result {
        write!(f, "{}: ", self.method)?;
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        f.write_fmt(words)?;
        match self.declared {
            Some((file, line)) => write!(f, " ({file}:{line})"),
            None => Ok(()),
        }
    }
}

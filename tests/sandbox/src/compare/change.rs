//! One difference: how grave it is, where it stands, what it is.

use std::fmt;

/// Which number of a version a change raises, by the rules of Cargo.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Severity {
    /// Programs compile and do the same; what they are told differs.
    Patch,
    /// There is more than before, or a call is carried out in another way.
    Minor,
    /// Programs may not compile any longer, or calls that worked may be refused.
    Major,
}

/// What differs at one place of a spec.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Change {
    /// How grave it is.
    pub severity: Severity,
    /// The file and the line; of the newer version, or of the older one for what is gone.
    pub place: String,
    /// What it is: ``method `get`, parameter `uids`: `type` was `[uid]`, is `[string]` ``.
    pub text: String,
}

impl Change {
    pub(super) fn of_file(severity: Severity, name: &str, text: &str) -> Self {
        Self { severity, place: format!("{name}.toml"), text: format!("the file {text}") }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        })
    }
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { severity, place, text } = self;
        write!(f, "{severity}: {place}: {text}")
    }
}

//! What can be wrong with a file that should hold exchanges. Each is one line.

use std::io;
use std::path::{Path, PathBuf};

use super::exchange::VERSION;

/// A recording, or a HAR file, could not be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RecordingError {
    /// The system did not let it be read.
    #[error("{} cannot be read", path.display())]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// It is no JSON.
    #[error("{}:{line}:{column} is not JSON", path.display())]
    NotJson {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
    },
    /// It ends in the middle.
    #[error("{} is truncated: it ends in line {line}", path.display())]
    Truncated {
        /// The file.
        path: PathBuf,
        /// The last line.
        line: usize,
    },
    /// It is JSON, but not of a kind that is known.
    #[error("{} is neither a recording nor a HAR file", path.display())]
    Other {
        /// The file.
        path: PathBuf,
    },
    /// A recording of a later version of the sandbox.
    #[error("{} is a recording of version {found}, and this program reads version {VERSION}: a newer one reads it", path.display())]
    Later {
        /// The file.
        path: PathBuf,
        /// Its version.
        found: u64,
    },
    /// A HAR file of another version than 1.2.
    #[error("{} is a HAR file of version {found}, and only 1.2 is read", path.display())]
    Har {
        /// The file.
        path: PathBuf,
        /// Its version.
        found: String,
    },
    /// A recording, or a HAR file, that lacks what it must have.
    #[error("{} is wrong at `{place}`: {problem}", path.display())]
    Malformed {
        /// The file.
        path: PathBuf,
        /// Where, such as `request.parameters`.
        place: String,
        /// What is wrong there, without any value of the file.
        problem: String,
    },
    /// A folder in which there is none.
    #[error("{} holds no recordings", path.display())]
    Empty {
        /// The folder.
        path: PathBuf,
    },
}

impl RecordingError {
    pub(crate) fn unreadable(path: &Path, source: io::Error) -> Self {
        Self::Unreadable { path: path.to_owned(), source }
    }

    /// What the reader of JSON says, without what it quotes of the text.
    pub(crate) fn json(path: &Path, error: &serde_json::Error) -> Self {
        let path = path.to_owned();
        match error.classify() {
            serde_json::error::Category::Eof => Self::Truncated { path, line: error.line() },
            serde_json::error::Category::Io => Self::Unreadable {
                path,
                source: io::Error::from(error.io_error_kind().unwrap_or(io::ErrorKind::Other)),
            },
            serde_json::error::Category::Data => {
                let place = format!("line {}", error.line());
                Self::Malformed { path, place, problem: "something of another kind was expected".to_owned() }
            }
            serde_json::error::Category::Syntax => Self::NotJson { path, line: error.line(), column: error.column() },
        }
    }
}

//! An exchange as it is kept: what was asked and what came, without secrets and with invented values in the place of real ones.

use std::path::Path;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::RecordingError;

/// The version of the format, which every file names.
pub(crate) const VERSION: u64 = 1;

/// One file.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Exchange {
    /// The version.
    pub(crate) recording: u64,
    /// The place in the order in which things happened, from 1.
    pub(crate) number: u64,
    /// When: `2026-11`. The day is nobody's business.
    pub(crate) month: String,
    pub(crate) request: Request,
    pub(crate) answer: Answer,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Request {
    /// The method of a call.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) method: Option<String>,
    /// Instead of a method: what the token endpoint was asked for, such as `refresh_token`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) grant: Option<String>,
    pub(crate) verb: String,
    /// Whether it was a call of the server-server circuit.
    #[serde(default, skip_serializing_if = "is_false")]
    pub(crate) secure: bool,
    /// Whether there was a session key.
    pub(crate) session: bool,
    /// Without those of the platform itself: `app_id`, `method`, `sig`, `secure`, `session_key`, `cb`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) parameters: Vec<Parameter>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) files: Vec<Upload>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Parameter {
    pub(crate) name: String,
    pub(crate) value: String,
    /// Whether the value stands for another.
    #[serde(default, skip_serializing_if = "is_false")]
    pub(crate) invented: bool,
}

/// A file that was sent. What is in it is not kept.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Upload {
    pub(crate) name: String,
    /// An invented name with the ending of the real one.
    pub(crate) file_name: String,
    /// Bytes.
    pub(crate) size: u64,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// Whether it was a script that calls back, for a browser.
    #[serde(default, skip_serializing_if = "is_false")]
    pub(crate) callback: bool,
    /// The JSON of the answer.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    pub(crate) body: Option<Value>,
    /// In the place of a body that is no JSON: what it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) unread: Option<String>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde's form")]
fn is_false(flag: &bool) -> bool {
    !flag
}

/// `null` is a body too.
fn present<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(deserializer).map(Some)
}

impl Exchange {
    /// Reads the text of a file; the path is for messages.
    pub(crate) fn parse(text: &str, path: &Path) -> Result<Self, RecordingError> {
        let value = serde_json::from_str(text).map_err(|error| RecordingError::json(path, &error))?;
        Self::from_value(value, path)
    }

    pub(crate) fn from_value(value: Value, path: &Path) -> Result<Self, RecordingError> {
        let owned = || path.to_owned();
        match value.get("recording").map(Value::as_u64) {
            None => return Err(RecordingError::Other { path: owned() }),
            Some(Some(VERSION)) => {}
            Some(Some(found)) if found > VERSION => return Err(RecordingError::Later { path: owned(), found }),
            Some(_) => {
                let (place, problem) = ("recording".to_owned(), "there is no such version".to_owned());
                return Err(RecordingError::Malformed { path: owned(), place, problem });
            }
        }
        serde_path_to_error::deserialize(value).map_err(|error| {
            let problem = "it is missing, or of another kind than it has to be".to_owned();
            RecordingError::Malformed { path: owned(), place: error.path().to_string(), problem }
        })
    }

    #[cfg(feature = "learn")]
    pub(crate) fn parameter(&self, name: &str) -> Option<&str> {
        let found = self.request.parameters.iter().find(|parameter| parameter.name == name);
        found.map(|parameter| parameter.value.as_str())
    }
}

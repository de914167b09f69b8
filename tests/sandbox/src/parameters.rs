//! The parameters of one request, wherever they were written. How they are read off the wire is in `http`, what they must
//! look like is in `platform`.

use std::collections::HashSet;

use crate::platform::Failure;

/// A file of a multipart form.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct FilePart {
    /// The name of the part, such as `img_file`.
    pub name: String,
    /// The name that the file was sent under.
    pub file_name: String,
    /// The media type, if the part has one.
    pub media_type: Option<String>,
    /// The content.
    pub bytes: Vec<u8>,
}

/// Query string and body as one set, in the order of arrival.
#[derive(Debug, Clone, Default)]
pub(crate) struct Parameters {
    pairs: Vec<(String, String)>,
    files: Vec<FilePart>,
}

impl Parameters {
    pub(crate) fn add(&mut self, name: String, value: String) {
        self.pairs.push((name, value));
    }

    pub(crate) fn add_file(&mut self, file: FilePart) {
        self.files.push(file);
    }

    /// Everything but files.
    pub(crate) fn pairs(&self) -> &[(String, String)] {
        &self.pairs
    }

    pub(crate) fn files(&self) -> &[FilePart] {
        &self.files
    }

    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.pairs.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    pub(crate) fn necessary(&self, name: &str) -> Result<&str, Failure> {
        self.get(name).ok_or_else(|| Failure::necessary(name))
    }

    /// A value that is not empty.
    pub(crate) fn filled(&self, name: &str) -> Option<&str> {
        self.get(name).filter(|value| !value.is_empty())
    }

    /// Whether there is something of that name to work with: a value that is not empty, or a file.
    pub(crate) fn is_filled(&self, name: &str) -> bool {
        self.filled(name).is_some() || self.files.iter().any(|file| file.name == name)
    }

    /// All but one, and no files, which nobody signs.
    pub(crate) fn without(&self, name: &str) -> Self {
        let pairs = self.pairs.iter().filter(|(known, _)| known != name).cloned().collect();
        Self { pairs, files: Vec::new() }
    }

    /// About how much memory they take, in bytes.
    pub(crate) fn size(&self) -> usize {
        let pairs: usize = self.pairs.iter().map(|(name, value)| name.len() + value.len() + 64).sum();
        let files: usize = self.files.iter().map(|file| file.bytes.len() + 128).sum();
        pairs + files
    }

    /// The first name that occurs twice.
    pub(crate) fn repeated(&self) -> Option<&str> {
        let mut seen = HashSet::new();
        self.pairs.iter().map(|(name, _)| name.as_str()).find(|name| !seen.insert(*name))
    }
}

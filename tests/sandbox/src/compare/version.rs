//! The files of one version, with the places of what they hold.

use std::{collections::BTreeSet, io, path::Path, path::PathBuf};

use toml_edit::{Document, Key};

use crate::known;

/// All files of a version.
pub(super) struct Version {
    pub(super) files: Vec<File>,
}

/// One file.
pub(super) struct File {
    pub(super) name: String,
    pub(super) document: Document<String>,
    /// The names of its objects, enums and unions.
    types: BTreeSet<String>,
}

/// Why two versions cannot be compared.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ComparisonError {
    /// The folder or one of its files.
    #[error("{path} cannot be read: {source}")]
    Unreadable {
        /// The folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Nothing to compare.
    #[error("{0} holds no spec files")]
    Empty(PathBuf),
    /// The text is no TOML.
    #[error("{path}:{line} is not TOML: {message}")]
    NotToml {
        /// The file.
        path: PathBuf,
        /// The line, counted from 1.
        line: usize,
        /// What is wrong.
        message: String,
    },
}

impl Version {
    pub(super) fn of_folder(folder: &Path) -> Result<Self, ComparisonError> {
        let unreadable = |source| ComparisonError::Unreadable { path: folder.to_owned(), source };
        let files = known::File::in_folder(folder).map_err(unreadable)?;
        if files.is_empty() {
            return Err(ComparisonError::Empty(folder.to_owned()));
        }
        let files = files.into_iter().map(|file| File::parse(folder, file)).collect::<Result<_, _>>()?;
        Ok(Self { files })
    }

    pub(super) fn file(&self, name: &str) -> Option<&File> {
        self.files.iter().find(|file| file.name == name)
    }

    /// A type expression with the file of the declared type that it names, since a file's own type hides a shared one.
    pub(super) fn resolve(&self, file: &File, ty: &str) -> String {
        let is_declared = |file: &&File| file.types.contains(name(ty));
        match Some(file).filter(is_declared).or_else(|| self.file(known::SHARED).filter(is_declared)) {
            Some(declares) => format!("{ty} of {}.toml", declares.name),
            None => ty.to_owned(),
        }
    }
}

/// The name inside of lists and maps.
fn name(ty: &str) -> &str {
    ty.trim_matches(|letter: char| "[]{} ".contains(letter))
}

impl File {
    fn parse(folder: &Path, file: known::File) -> Result<Self, ComparisonError> {
        let known::File { name, text } = file;
        let document = Document::parse(text.clone()).map_err(|error| ComparisonError::NotToml {
            path: folder.join(format!("{name}.toml")),
            line: line(&text, error.span().map_or(0, |span| span.start)),
            message: error.message().trim_end().replace('\n', ", "),
        })?;
        let tables = ["objects", "enums", "unions"].into_iter().filter_map(|kind| document.get(kind)?.as_table_like());
        let types = tables.flat_map(|table| table.iter().map(|(name, _)| name.to_owned())).collect();
        Ok(Self { name, document, types })
    }

    /// `friends.toml:12`, of a key of this file.
    pub(super) fn place(&self, key: Option<&Key>) -> String {
        match key.and_then(Key::span) {
            Some(span) => format!("{}.toml:{}", self.name, line(self.document.raw(), span.start)),
            None => format!("{}.toml", self.name),
        }
    }
}

fn line(text: &str, offset: usize) -> usize {
    text.get(..offset).unwrap_or(text).matches('\n').count() + 1
}

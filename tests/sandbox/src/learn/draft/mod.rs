//! Drafts: what was learned, as entries of the spec. New entries are texts of their own, with comments about what is not known; amendments
//! go into the document that is there, so that its comments and its order stay.

mod amend;
mod entry;
pub(super) mod types;

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

use toml_edit::DocumentMut;

use super::learner::Learner;
use super::names::upper_camel;
use crate::known::{File, Known, SHARED};
use crate::recording::whole;

/// Before the name of a file that belongs to a crate of one's own.
const OWN: char = '+';

/// A draft could not be written.
#[derive(Debug, thiserror::Error)]
#[error("{} cannot be drafted", path.display())]
#[non_exhaustive]
pub struct DraftError {
    /// The file or folder.
    pub path: PathBuf,
    /// What the system said.
    pub source: io::Error,
}

/// The spec files that a folder stands for: if it has `types.toml`, its own, else those of the SDK and its own after them.
pub(super) fn files(folder: &Path) -> io::Result<Vec<File>> {
    let own = File::in_folder(folder)?;
    if own.iter().any(|file| file.name == SHARED) {
        return Ok(own);
    }
    let own = own.into_iter().map(|file| File { name: format!("{OWN}{}", file.name), ..file });
    Ok(Known::of_the_sdk().files.iter().cloned().chain(own).collect())
}

/// A file on its way.
struct Draft {
    document: DocumentMut,
    /// Entries that come after all that is there.
    entries: String,
    /// Names of types that are taken.
    types: BTreeSet<String>,
    /// Keys of methods that are taken.
    keys: BTreeSet<String>,
    is_changed: bool,
}

/// Files by name, made of what is known as they are needed.
struct Drafts<'l> {
    learner: &'l Learner,
    files: BTreeMap<String, Draft>,
}

impl Drafts<'_> {
    fn file(&mut self, name: &str) -> &mut Draft {
        let learner = self.learner;
        self.files.entry(name.to_owned()).or_insert_with(|| {
            let text = learner.file(name).map(|file| file.text.as_str()).unwrap_or_default();
            let document: DocumentMut = text.parse().unwrap_or_default();
            let keys: BTreeSet<String> = learner
                .known
                .methods
                .values()
                .filter(|method| method.file == name)
                .map(|method| method.key.clone())
                .collect();
            let mut types: BTreeSet<String> = learner
                .known
                .types()
                .filter(|(ty, _)| ty.file == name || ty.file == SHARED)
                .map(|(ty, _)| ty.name.clone())
                .collect();
            let group = upper_camel(name.trim_start_matches(OWN));
            types.extend([format!("{group}Ext"), group, "K".to_owned(), "V".to_owned()]);
            types.extend(keys.iter().map(|key| upper_camel(key)));
            Draft { document, entries: String::new(), types, keys, is_changed: false }
        })
    }
}

impl Draft {
    /// A name that no type of the file has yet.
    fn type_name(&mut self, wanted: &str) -> String {
        let wanted = if wanted.starts_with(|first: char| first.is_ascii_uppercase()) {
            wanted.to_owned()
        } else {
            format!("Seen{wanted}")
        };
        let mut name = wanted.clone();
        for number in 2.. {
            if self.types.insert(name.clone()) {
                break;
            }
            name = format!("{wanted}{number}");
        }
        name
    }

    fn text(&self) -> String {
        let mut text = self.document.to_string();
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        text + &self.entries
    }
}

pub(super) fn write(learner: &Learner, folder: &Path) -> Result<Vec<PathBuf>, DraftError> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |source| DraftError { path, source }
    };
    std::fs::create_dir_all(folder).map_err(failed(folder))?;
    let is_own = !File::in_folder(folder).map_err(failed(folder))?.iter().any(|file| file.name == SHARED);
    let mut written = Vec::new();
    for (name, text) in texts(learner, is_own) {
        let path = folder.join(place(&name, is_own));
        let parent = path.parent().unwrap_or(folder);
        std::fs::create_dir_all(parent).map_err(failed(parent))?;
        whole(&path, &text).map_err(failed(&path))?;
        written.push(path);
    }
    Ok(written)
}

/// Where a file belongs in the folder.
pub(super) fn place(name: &str, is_own: bool) -> PathBuf {
    match name.strip_prefix(OWN) {
        Some(name) => format!("{name}.toml").into(),
        None if is_own => Path::new("api-spec").join(format!("{name}.toml")),
        None => format!("{name}.toml").into(),
    }
}

/// The files that differ from what is known, with their names.
pub(super) fn texts(learner: &Learner, is_own: bool) -> Vec<(String, String)> {
    let mut drafts = Drafts { learner, files: BTreeMap::new() };
    amend::amend(&mut drafts);
    for (name, seen) in
        learner.methods.iter().filter(|(name, seen)| learner.known.method(name).is_none() && seen.answered() > 0)
    {
        let Some((group, method)) = name.split_once('.') else { continue };
        let file = if is_own { format!("{OWN}{group}") } else { group.to_owned() };
        entry::add(&mut drafts, &file, name, method, seen);
    }
    let changed = drafts.files.into_iter().filter(|(_, draft)| draft.is_changed);
    changed.map(|(name, draft)| (name, draft.text())).collect()
}

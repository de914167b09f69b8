//! Two versions of a spec, held against each other: what changes for programs that were written for the older one. Tools that look
//! at Rust see what is gone but compare no types, and they never name the TOML.

mod change;
mod rules;
mod tables;
mod version;

use std::path::Path;

pub use change::{Change, Severity};
pub use version::ComparisonError;
use version::Version;

/// What differs between two versions of a spec.
///
/// ```
/// # let (old, new) = (concat!(env!("CARGO_MANIFEST_DIR"), "/api-spec"), concat!(env!("CARGO_MANIFEST_DIR"), "/api-spec"));
/// let comparison = mailru_sandbox::compare::Comparison::of_folders(old.as_ref(), new.as_ref())?;
/// assert_eq!(comparison.severity(), None, "{comparison}");
/// # Ok::<(), mailru_sandbox::compare::ComparisonError>(())
/// ```
#[derive(Debug)]
pub struct Comparison {
    changes: Vec<Change>,
}

impl Comparison {
    /// Compares two folders of spec files, the older one first.
    ///
    /// # Errors
    /// When a folder holds no spec files, or one of them cannot be read or is no TOML.
    pub fn of_folders(old: &Path, new: &Path) -> Result<Self, ComparisonError> {
        let (old, new) = (Version::of_folder(old)?, Version::of_folder(new)?);
        let mut changes = Vec::new();
        for file in &old.files {
            match new.file(&file.name) {
                Some(newer) => tables::compare((&old, file), (&new, newer), &mut changes),
                None => changes.push(Change::of_file(Severity::Major, &file.name, "is gone")),
            }
        }
        let added = new.files.iter().filter(|file| old.file(&file.name).is_none());
        changes.extend(added.map(|file| Change::of_file(Severity::Minor, &file.name, "is new")));
        changes.sort_by_key(|change| std::cmp::Reverse(change.severity));
        Ok(Self { changes })
    }

    /// What changes, the gravest first.
    #[must_use]
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// The number of a version that has to be raised, if any.
    #[must_use]
    pub fn severity(&self) -> Option<Severity> {
        self.changes.iter().map(|change| change.severity).max()
    }
}

impl std::fmt::Display for Comparison {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for change in &self.changes {
            writeln!(f, "{change}")?;
        }
        let number = |severity| self.changes.iter().filter(|change| change.severity == severity).count();
        let [major, minor, patch] = [Severity::Major, Severity::Minor, Severity::Patch].map(number);
        let verdict = match self.severity() {
            Some(severity) => format!("the next version is a {severity} one"),
            None => "nothing changes for programs".to_owned(),
        };
        writeln!(f, "{major} major, {minor} minor, {patch} patch: {verdict}")
    }
}

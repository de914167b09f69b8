//! Reading and writing the token file by its draft. It takes no lock: whoever changes something holds one.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Read as _, Write as _},
    path::{Path, PathBuf},
};

use super::owner::{self, private};
use crate::{
    error::StoreError,
    tokens::{
        pair::Tokens,
        store::{
            Stored, Swap,
            record::{Form, RecordError},
        },
    },
};

/// Bytes that no pair of the platform's tokens needs more than, with much to spare.
const PAIR: usize = 4096;

/// The token file itself, and the files beside it.
#[derive(Debug, Clone)]
pub(super) struct Disk {
    path: PathBuf,
    form: Form,
}

/// What is beside the token file.
pub(super) enum Draft {
    /// Nothing.
    Absent,
    /// A file that this program, or another one of the same user, was writing.
    Own(File),
    /// A file that is not believed, and why.
    Foreign(String),
}

impl Disk {
    pub(super) fn new(path: PathBuf, form: Form) -> Self {
        Self { path, form }
    }

    pub(super) fn beside(&self, ending: &str) -> PathBuf {
        let mut name = self.path.clone().into_os_string();
        name.push(ending);
        name.into()
    }

    fn draft_path(&self) -> PathBuf {
        self.beside(".new")
    }

    pub(super) fn draft(&self) -> Draft {
        let path = self.draft_path();
        let said = |why: &dyn std::fmt::Display| Draft::Foreign(format!("{} is left alone: {why}", path.display()));
        match owner::own(&path, &self.path) {
            Ok(Ok(file)) => Draft::Own(file),
            Ok(Err(why)) => said(&why),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Draft::Absent,
            Err(error) => said(&error),
        }
    }

    pub(super) fn read(&self) -> Result<Option<Stored>, StoreError> {
        match File::open(&self.path) {
            Ok(file) => self.record(file)?.map(Some).map_err(|error| error.of(FILE)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(unreadable(error)),
        }
    }

    /// What is stored, after finishing what a killed process left half done: its pair is newer, and the one before may be dead.
    pub(super) fn read_whole(&self) -> Result<Option<Stored>, StoreError> {
        let stored = self.read()?;
        if let Draft::Own(file) = self.draft()
            && let Ok(draft) = self.record(file)
        {
            match draft {
                Ok(draft) if draft.generation == next(stored.as_ref()) => {
                    self.publish().map_err(unwritable)?;
                    return Ok(Some(draft));
                }
                // Cut off in the middle, or older than what is stored. The next change replaces it.
                Ok(_) | Err(RecordError::Foreign) => {}
                // Somebody else's keys may open it, and it may hold the only pair that lives.
                Err(error) => return Err(error.of("the draft of the token file")),
            }
        }
        Ok(stored)
    }

    /// What a file holds, which is bound to no place: a token file may be moved.
    fn record(&self, mut file: File) -> Result<Result<Stored, RecordError>, StoreError> {
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).map_err(unreadable)?;
        Ok(self.form.read(&bytes, ""))
    }

    pub(super) fn swap(&self, expected: Option<u64>, tokens: &Tokens) -> Result<Swap, StoreError> {
        let stored = self.read_whole()?;
        if stored.as_ref().map(|stored| stored.generation) != expected {
            return Ok(Swap::Conflict(stored));
        }
        let generation = next(stored.as_ref());
        let record = self.form.write(&Stored { generation, tokens: tokens.clone() }, "");
        self.replace(&record.map_err(|error| error.of(FILE))?).map_err(unwritable)?;
        Ok(Swap::Done(generation))
    }

    /// Writes as much as a pair may take into a draft, and takes it away again.
    pub(super) fn probe(&self) -> Result<(), StoreError> {
        self.read_whole()?;
        let draft = self.draft_path();
        let written = private(&draft).and_then(|mut file| file.write_all(&[b' '; PAIR]).and_then(|()| file.sync_all()));
        let removed = match fs::remove_file(draft) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        };
        written.and(removed).map_err(unwritable)
    }

    /// Writes the draft and puts it in the place of the file; a failure leaves none behind.
    fn replace(&self, record: &[u8]) -> io::Result<()> {
        let draft = self.draft_path();
        let written = private(&draft).and_then(|mut file| file.write_all(record)).and_then(|()| self.publish());
        if written.is_err() {
            // The failure before is the one to report.
            let _ = fs::remove_file(draft);
        }
        written
    }

    /// Puts the draft in the place of the file, durably.
    fn publish(&self) -> io::Result<()> {
        let draft = self.draft_path();
        // Windows syncs only what is open for writing.
        OpenOptions::new().write(true).open(&draft)?.sync_all()?;
        fs::rename(draft, &self.path)?;
        sync_folder(&self.path)
    }
}

/// The generation after that one.
fn next(stored: Option<&Stored>) -> u64 {
    stored.map_or(1, |stored| stored.generation.wrapping_add(1))
}

fn unwritable(error: io::Error) -> StoreError {
    StoreError::with_source(UNWRITABLE, error)
}

/// What a message calls the file that is read.
const FILE: &str = "the token file";

pub(super) const UNWRITABLE: &str = "the token file cannot be written";

pub(super) fn unreadable(error: io::Error) -> StoreError {
    StoreError::with_source("the token file cannot be read", error)
}

/// Makes a rename durable where the system lets a folder be synced.
fn sync_folder(path: &Path) -> io::Result<()> {
    if cfg!(unix) {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}

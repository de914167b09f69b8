//! A store for several processes: a file that is replaced as a whole, and two files that are locked.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write as _},
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

use secrecy::ExposeSecret;
use serde::{Deserialize, Serialize};

use super::{StoreFuture, StoreGuard, Stored, Swap, TokenStore};
use crate::{error::StoreError, tokens::pair::Tokens, types::Uid, wire::aside};

/// Keeps tokens in a file that only its owner may read (mode 600 on Unix), and that is written as a whole or not at all.
///
/// Two more files beside it, `<name>.lock` and `<name>.refresh`, hold the locks by which several processes share it. A third,
/// `<name>.new`, is there while it is written; when a process is killed between writing and renaming it, the next one takes it
/// over, as the pair before may be dead.
/// **The tokens are not encrypted**: who can read the file can use the session.
#[derive(Debug, Clone)]
pub struct FileStore {
    path: PathBuf,
}

impl FileStore {
    /// A store in that file, which need not exist; its folder must.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into() }
    }

    fn beside(&self, ending: &str) -> PathBuf {
        let mut name = self.path.clone().into_os_string();
        name.push(ending);
        name.into()
    }

    fn draft(&self) -> PathBuf {
        self.beside(".new")
    }

    fn load_now(&self) -> Result<Option<Stored>, StoreError> {
        // There is a draft while somebody writes, which the lock waits for, or after somebody was killed writing.
        if fs::symlink_metadata(self.draft()).is_ok() {
            let _guard = locked(&self.beside(".lock")).map_err(unwritable)?;
            return self.read_whole();
        }
        read(&self.path)
    }

    /// What is stored, after finishing what a killed process left half done: its pair is newer, and the one before may be dead.
    /// Whoever calls this holds the lock.
    fn read_whole(&self) -> Result<Option<Stored>, StoreError> {
        let stored = read(&self.path)?;
        match read(&self.draft()) {
            Ok(Some(draft)) if draft.generation == next(stored.as_ref()) => {
                self.publish().map_err(unwritable)?;
                Ok(Some(draft))
            }
            // Cut off in the middle, or older than what is stored. The next change replaces it.
            _ => Ok(stored),
        }
    }

    /// Writes the draft; a failure leaves none behind.
    fn replace(&self, stored: &Stored) -> io::Result<()> {
        let record = serde_json::to_vec(&Record::from(stored))?;
        let draft = self.draft();
        let written = private(&draft).and_then(|mut file| file.write_all(&record)).and_then(|()| self.publish());
        if written.is_err() {
            // The failure before is the one to report.
            let _ = fs::remove_file(draft);
        }
        written
    }

    /// Puts the draft in the place of the file, durably.
    fn publish(&self) -> io::Result<()> {
        let draft = self.draft();
        // Windows syncs only what is open for writing.
        OpenOptions::new().write(true).open(&draft)?.sync_all()?;
        fs::rename(draft, &self.path)?;
        sync_folder(&self.path)
    }

    fn swap_now(&self, expected: Option<u64>, tokens: &Tokens) -> Result<Swap, StoreError> {
        let _guard = locked(&self.beside(".lock")).map_err(unwritable)?;
        let stored = self.read_whole()?;
        if stored.as_ref().map(|stored| stored.generation) != expected {
            return Ok(Swap::Conflict(stored));
        }
        let generation = next(stored.as_ref());
        self.replace(&Stored { generation, tokens: tokens.clone() }).map_err(unwritable)?;
        Ok(Swap::Done(generation))
    }
}

/// The generation after that one.
fn next(stored: Option<&Stored>) -> u64 {
    stored.map_or(1, |stored| stored.generation.wrapping_add(1))
}

fn unwritable(error: io::Error) -> StoreError {
    StoreError::with_source("the token file cannot be written", error)
}

fn read(path: &Path) -> Result<Option<Stored>, StoreError> {
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(StoreError::with_source("the token file cannot be read", error)),
    };
    // The cause would quote the file.
    let record: Record =
        serde_json::from_slice(&bytes).map_err(|_| StoreError::new("the token file holds something else"))?;
    Ok(Some(record.into()))
}

impl TokenStore for FileStore {
    fn load(&self) -> StoreFuture<'_, Option<Stored>> {
        let store = self.clone();
        Box::pin(aside(move || store.load_now()))
    }

    fn swap<'s>(&'s self, expected: Option<u64>, tokens: &'s Tokens) -> StoreFuture<'s, Swap> {
        let (store, tokens) = (self.clone(), tokens.clone());
        Box::pin(aside(move || store.swap_now(expected, &tokens)))
    }

    fn lock(&self) -> StoreFuture<'_, StoreGuard> {
        let path = self.beside(".refresh");
        Box::pin(aside(move || match locked(&path) {
            Ok(file) => Ok(Box::new(file) as StoreGuard),
            Err(error) => Err(StoreError::with_source("the token file cannot be locked", error)),
        }))
    }
}

/// Does the work where it holds up no other task.
async fn aside<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, StoreError> + Send + 'static,
) -> Result<T, StoreError> {
    aside::aside(work).await.unwrap_or_else(|| Err(StoreError::new("the token file was given up")))
}

/// Opens a file for writing that only its owner may read, whatever was there before.
fn private(path: &Path) -> io::Result<File> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Opens a file and waits until nobody else has it locked. Closing it unlocks.
fn locked(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(path)?;
    file.lock()?;
    Ok(file)
}

/// Makes a rename durable where the system lets a folder be synced.
fn sync_folder(path: &Path) -> io::Result<()> {
    if cfg!(unix) {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}

/// What the file holds.
#[derive(Serialize, Deserialize)]
struct Record {
    generation: u64,
    access_token: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    refresh_token: Option<String>,
    /// In seconds since the Unix epoch.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    expires_at: Option<u64>,
    /// In seconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    lifetime: Option<u64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    uid: Option<Uid>,
}

impl From<&Stored> for Record {
    fn from(Stored { generation, tokens }: &Stored) -> Self {
        let expires_at = tokens.expires_at.and_then(|moment| moment.duration_since(SystemTime::UNIX_EPOCH).ok());
        Self {
            generation: *generation,
            access_token: tokens.access_token.expose_secret().to_owned(),
            refresh_token: tokens.expose_refresh_token().map(str::to_owned),
            expires_at: expires_at.map(|since| since.as_secs()),
            lifetime: tokens.life.map(|life| life.as_secs()),
            uid: tokens.uid,
        }
    }
}

impl From<Record> for Stored {
    fn from(record: Record) -> Self {
        let Record { generation, access_token, refresh_token, expires_at, lifetime, uid } = record;
        let expires_at = expires_at.and_then(|secs| SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(secs)));
        let refresh_token = refresh_token.map(Into::into);
        let (access_token, life) = (access_token.into(), lifetime.map(Duration::from_secs));
        Self { generation, tokens: Tokens { access_token, refresh_token, expires_at, life, uid } }
    }
}

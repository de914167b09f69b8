//! The files that are locked: taken without a wait in the kernel, so that whoever waits can say for whom, give up, and exit.

use std::{
    fs::{File, OpenOptions, TryLockError},
    io::{self, Read as _, Write as _},
    path::{Path, PathBuf},
    time::Duration,
};

use tokio::time::sleep;

use super::aside::aside;
use crate::{error::StoreError, tokens::store::holder::Holder};

/// The first pause between two looks at a lock that another has; each is twice the one before.
const FIRST_PAUSE: Duration = Duration::from_millis(4);
/// The longest one: four looks a second.
const LONGEST_PAUSE: Duration = Duration::from_millis(250);

/// A locked file. It holds the id of the process that has it.
#[derive(Debug)]
pub(super) struct Lock(File);

impl Drop for Lock {
    fn drop(&mut self) {
        // Closing unlocks. An id that stays behind is taken for the next holder's only until that one has written its own.
        let _ = self.0.set_len(0);
    }
}

/// Waits until nobody else has the file locked.
pub(super) async fn locked(path: PathBuf, holder: &Holder, problem: &'static str) -> Result<Lock, StoreError> {
    let (mut pause, mut has_waited) = (FIRST_PAUSE, false);
    loop {
        let file = path.clone();
        match aside(move || attempt(&file).map_err(|error| StoreError::with_source(problem, error))).await? {
            Ok(lock) => {
                if has_waited {
                    holder.set(None);
                }
                return Ok(lock);
            }
            Err(process) => {
                let process = process.map_or("another process".to_owned(), |id| format!("process {id}"));
                has_waited = true;
                holder.set(Some(format!("{}, which {process} has locked", path.display())));
            }
        }
        sleep(pause).await;
        pause = LONGEST_PAUSE.min(pause * 2);
    }
}

/// Takes the lock, or says which process has it, as far as the file tells.
fn attempt(path: &Path) -> io::Result<Result<Lock, Option<u32>>> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    match file.try_lock() {
        Ok(()) => {
            // The id is for messages: a disk without room for it is no reason to go without the lock.
            let _ = file.set_len(0).and_then(|()| file.write_all(std::process::id().to_string().as_bytes()));
            Ok(Ok(Lock(file)))
        }
        Err(TryLockError::WouldBlock) => {
            let mut id = String::new();
            // Where a locked file cannot be read, nobody knows.
            let _ = file.take(32).read_to_string(&mut id);
            Ok(Err(id.parse().ok()))
        }
        Err(TryLockError::Error(error)) => Err(error),
    }
}

//! A store for several processes: a file that is replaced as a whole, and two files that are locked.

mod aside;
mod disk;
mod link;
mod lock;
mod owner;

use std::{
    path::PathBuf,
    sync::{Arc, Mutex, OnceLock, PoisonError},
};

use self::{
    aside::aside,
    disk::{Disk, Draft, UNWRITABLE, unreadable},
    lock::{Lock, locked},
};
#[cfg(feature = "encryption")]
use super::TokenKeys;
use super::{Form, Holder, StoreFuture, StoreGuard, Stored, Swap, TokenStore};
use crate::{error::StoreError, tokens::pair::Tokens};

/// Keeps tokens in a file that only its owner may read (mode 600 on Unix), and that is written as a whole or not at all.
///
/// Two more files beside it, `<name>.lock` and `<name>.refresh`, hold the locks by which several processes share it, and the id of
/// the process that has the lock. A third, `<name>.new`, is there while it is written; when a process is killed between writing and
/// renaming it, the next one takes it over, as the pair before may be dead. It is taken only if it is a plain file with no other
/// name, of the owner of the token file or of the program's own user, and nobody else may write to it; another one is passed over,
/// and [`ignored_draft`](Self::ignored_draft) says why.
///
/// A symbolic link is followed once, when the store is first used: it stays, its target is written, and the files beside the target
/// are the ones that are locked. On Unix, a link must belong to the program's user or to the owner of the folder it is in. A hard
/// link is not seen for one: the first write makes two files of it.
///
/// **The tokens are not encrypted**, unless the program gives keys (feature `encryption`): who can read the file can use the session.
/// Whoever may replace files in its folder can replace the tokens too.
#[derive(Debug, Clone)]
pub struct FileStore {
    path: PathBuf,
    disk: Arc<OnceLock<Disk>>,
    holder: Holder,
    ignored: Arc<Mutex<Option<String>>>,
    form: Form,
}

/// What a look at the file without a lock shows.
enum Glance {
    /// What is stored, and that nobody was about to change it.
    Whole(Option<Stored>),
    /// A draft, which has to be dealt with first.
    Draft,
}

impl FileStore {
    /// A store in that file, which need not exist; its folder must.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        let (disk, holder, ignored) = (Arc::default(), Holder::default(), Arc::default());
        Self { path: path.into(), disk, holder, ignored, form: Form::default() }
    }

    /// Encrypts what the file holds.
    #[cfg(feature = "encryption")]
    #[must_use]
    pub fn encrypted(mut self, keys: TokenKeys) -> Self {
        (self.form, self.disk) = (Form::encrypted(keys), Arc::default());
        self
    }

    /// Which draft beside the file was not taken when the store was last read, and why; `None` when there was none.
    #[must_use]
    pub fn ignored_draft(&self) -> Option<String> {
        self.ignored.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The file that the path stands for, found once. It reads the disk.
    fn find(&self) -> Result<Disk, StoreError> {
        if let Some(disk) = self.disk.get() {
            return Ok(disk.clone());
        }
        let disk = Disk::new(link::target(&self.path).map_err(unreadable)?, self.form.clone());
        Ok(self.disk.get_or_init(|| disk).clone())
    }

    async fn disk(&self) -> Result<Disk, StoreError> {
        let store = self.clone();
        aside(move || store.find()).await
    }

    async fn locked(&self, ending: &str, problem: &'static str) -> Result<(Disk, Lock), StoreError> {
        let disk = self.disk().await?;
        let lock = locked(disk.beside(ending), &self.holder, problem).await?;
        Ok((disk, lock))
    }

    /// Does work on the file that changes it, while nobody else does.
    async fn alone<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Disk) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let (disk, lock) = self.locked(".lock", UNWRITABLE).await?;
        aside(move || {
            // Whoever waits for the work may give it up; the lock lasts as long as the work does.
            let _lock = lock;
            work(&disk)
        })
        .await
    }

    /// What is there without a lock.
    fn glance(&self) -> Result<Glance, StoreError> {
        let disk = self.find()?;
        let (is_own, why) = match disk.draft() {
            Draft::Absent => (false, None),
            Draft::Own(_) => (true, None),
            Draft::Foreign(why) => (false, Some(why)),
        };
        *self.ignored.lock().unwrap_or_else(PoisonError::into_inner) = why;
        if is_own { Ok(Glance::Draft) } else { disk.read().map(Glance::Whole) }
    }
}

impl TokenStore for FileStore {
    fn load(&self) -> StoreFuture<'_, Option<Stored>> {
        Box::pin(async {
            let store = self.clone();
            match aside(move || store.glance()).await? {
                Glance::Whole(stored) => Ok(stored),
                // There is one while somebody writes, which the lock waits for, or after somebody was killed writing.
                Glance::Draft => self.alone(Disk::read_whole).await,
            }
        })
    }

    fn swap<'s>(&'s self, expected: Option<u64>, tokens: &'s Tokens) -> StoreFuture<'s, Swap> {
        let tokens = tokens.clone();
        Box::pin(self.alone(move |disk| disk.swap(expected, &tokens)))
    }

    fn probe(&self) -> StoreFuture<'_, ()> {
        Box::pin(self.alone(Disk::probe))
    }

    fn waiting_for(&self) -> Option<String> {
        self.holder.get()
    }

    fn lock(&self) -> StoreFuture<'_, StoreGuard> {
        Box::pin(async {
            let (_, lock) = self.locked(".refresh", "the token file cannot be locked").await?;
            Ok(Box::new(lock) as StoreGuard)
        })
    }
}

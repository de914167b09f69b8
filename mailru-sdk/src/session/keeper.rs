//! The store of a session as grants and refreshes use it: every wait for it has an end, and says whom it was for.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use crate::{
    error::{AuthError, Error},
    tokens::{StoreFuture, StoreGuard, Stored, Swap, TokenStore, Tokens},
    wire::deadline::Deadline,
};

/// A store, and how much work is waiting for it.
pub(crate) struct Keeper {
    store: Arc<dyn TokenStore>,
    waits: AtomicUsize,
}

/// A store that can be written, and that nobody else refreshes in meanwhile.
pub(crate) struct Reserved {
    pub(super) keeper: Keeper,
    pub(super) guard: StoreGuard,
    /// The generation of what is stored.
    pub(super) generation: Option<u64>,
}

impl Keeper {
    pub(crate) fn new(store: Arc<dyn TokenStore>) -> Self {
        Self { store, waits: AtomicUsize::new(0) }
    }

    /// Makes ready for a grant's pair. Whatever is wrong with the store shows before the grant is spent.
    pub(crate) async fn reserve(self, deadline: &Deadline) -> Result<Reserved, Error> {
        // A refresh of the session before, still under way somewhere, would otherwise overwrite the new one.
        let guard = self.lock(deadline).await?;
        self.probe(deadline).await?;
        // What is there goes in any case. A store that cannot be written while it is unreadable has said so.
        let stored = self.load(deadline).await.ok().flatten();
        Ok(Reserved { keeper: self, guard, generation: stored.map(|stored| stored.generation) })
    }

    pub(super) async fn lock(&self, deadline: &Deadline) -> Result<StoreGuard, Error> {
        self.wait(deadline, self.store.lock()).await
    }

    pub(super) async fn load(&self, deadline: &Deadline) -> Result<Option<Stored>, Error> {
        self.wait(deadline, self.store.load()).await
    }

    pub(super) async fn probe(&self, deadline: &Deadline) -> Result<(), Error> {
        self.wait(deadline, self.store.probe()).await
    }

    pub(super) async fn swap(
        &self,
        expected: Option<u64>,
        tokens: &Tokens,
        deadline: &Deadline,
    ) -> Result<Swap, Error> {
        self.wait(deadline, self.store.swap(expected, tokens)).await
    }

    /// Writes tokens over whatever is stored; `expected` saves a look when it is right.
    pub(super) async fn put(
        &self,
        mut expected: Option<u64>,
        tokens: &Tokens,
        deadline: &Deadline,
    ) -> Result<u64, Error> {
        loop {
            match self.swap(expected, tokens, deadline).await? {
                Swap::Done(generation) => return Ok(generation),
                Swap::Conflict(stored) => expected = stored.map(|stored| stored.generation),
            }
        }
    }

    /// The error of whoever gives up while the store is waited for; `None` when it is not.
    pub(super) fn late(&self, limit: Duration) -> Option<Error> {
        (self.waits.load(Ordering::Relaxed) > 0).then(|| self.locked(limit))
    }

    fn locked(&self, limit: Duration) -> Error {
        AuthError::Locked { limit, holder: self.store.waiting_for().map(Into::into) }.into()
    }

    async fn wait<T>(&self, deadline: &Deadline, work: StoreFuture<'_, T>) -> Result<T, Error> {
        let _waiting = Waiting::one_more(&self.waits);
        match deadline.cut_off(work).await {
            Some(done) => done.map_err(|error| AuthError::from(error).into()),
            None => Err(self.locked(deadline.limit)),
        }
    }
}

/// Counts a wait for as long as it lasts, however it ends.
struct Waiting<'k>(&'k AtomicUsize);

impl<'k> Waiting<'k> {
    fn one_more(waits: &'k AtomicUsize) -> Self {
        waits.fetch_add(1, Ordering::Relaxed);
        Self(waits)
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

//! Where tokens are kept between runs, and shared between processes.

mod file;
mod holder;
mod memory;
mod record;

use std::{future::Future, pin::Pin};

pub use file::FileStore;
pub(crate) use holder::Holder;
pub use memory::MemoryStore;
pub(crate) use record::Form;
#[cfg(feature = "encryption")]
pub use record::TokenKeys;

use crate::{error::StoreError, tokens::pair::Tokens};

/// What a store's methods return: a boxed future, so that a store can be a trait object.
pub type StoreFuture<'s, T> = Pin<Box<dyn Future<Output = Result<T, StoreError>> + Send + 's>>;

/// What keeps others from refreshing as long as it lives.
pub type StoreGuard = Box<dyn Send>;

/// Tokens and the number of the change that wrote them.
#[derive(Debug, Clone)]
pub struct Stored {
    /// Grows by one with each change.
    pub generation: u64,
    /// The tokens.
    pub tokens: Tokens,
}

/// The outcome of [`TokenStore::swap`].
#[derive(Debug)]
pub enum Swap {
    /// The tokens were written; this is their generation.
    Done(u64),
    /// Somebody else was faster; this is what is stored now.
    Conflict(Option<Stored>),
}

/// A place that keeps the tokens of one session.
///
/// Several sessions, in several processes, may share a place. A refresh holds [`lock`](Self::lock), looks whether somebody else
/// was faster, tries with [`probe`](Self::probe) whether there is room for a pair, asks the platform, and writes the new pair with
/// [`swap`](Self::swap) before anybody uses it. A grant that is given a store does the same. No call waits longer for any of it than
/// it may take; the future is dropped then, or goes on for other callers.
///
/// A store that wraps another one hands on [`probe`](Self::probe) and [`waiting_for`](Self::waiting_for) too.
pub trait TokenStore: Send + Sync + 'static {
    /// Reads what is stored; `None` when nothing is.
    fn load(&self) -> StoreFuture<'_, Option<Stored>>;

    /// Writes tokens, if what is stored still has that generation (`None`: if nothing is stored). It must be durable when it
    /// returns.
    fn swap<'s>(&'s self, expected: Option<u64>, tokens: &'s Tokens) -> StoreFuture<'s, Swap>;

    /// Says whether a pair could be written now, and leaves what is stored as it is. It is asked with the lock held, before a grant or a
    /// refresh token is spent, and an error of it keeps them from being spent.
    ///
    /// Unless a store says otherwise, it could.
    fn probe(&self) -> StoreFuture<'_, ()> {
        Box::pin(async { Ok(()) })
    }

    /// Whom a wait for this store is for, as the error of a call that gives up is to say it: what is locked, and by which process.
    /// It is asked when the time is over, so it answers from memory, at once. By default nobody knows.
    fn waiting_for(&self) -> Option<String> {
        None
    }

    /// Waits until nobody else refreshes, and keeps others from it until the guard is dropped.
    ///
    /// A store that only one process uses needs none, since a session refreshes once at a time by itself. Without it, processes
    /// that refresh at the same moment can lose a token that the platform rotates.
    fn lock(&self) -> StoreFuture<'_, StoreGuard> {
        Box::pin(async { Ok(Box::new(()) as StoreGuard) })
    }
}

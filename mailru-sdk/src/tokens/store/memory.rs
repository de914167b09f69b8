//! A store for one process.

use std::sync::{Arc, Mutex, PoisonError};

use super::{StoreFuture, StoreGuard, Stored, Swap, TokenStore};
use crate::tokens::pair::Tokens;

/// Keeps tokens in memory: for several sessions of one process, and for tests.
#[derive(Debug, Default)]
pub struct MemoryStore {
    stored: Mutex<Option<Stored>>,
    refreshing: Arc<tokio::sync::Mutex<()>>,
}

impl MemoryStore {
    /// An empty store.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}

impl TokenStore for MemoryStore {
    fn load(&self) -> StoreFuture<'_, Option<Stored>> {
        Box::pin(async { Ok(self.stored.lock().unwrap_or_else(PoisonError::into_inner).clone()) })
    }

    fn swap<'s>(&'s self, expected: Option<u64>, tokens: &'s Tokens) -> StoreFuture<'s, Swap> {
        Box::pin(async move {
            let mut stored = self.stored.lock().unwrap_or_else(PoisonError::into_inner);
            let generation = stored.as_ref().map(|stored| stored.generation);
            if generation != expected {
                return Ok(Swap::Conflict(stored.clone()));
            }
            let generation = generation.map_or(1, |generation| generation + 1);
            *stored = Some(Stored { generation, tokens: tokens.clone() });
            Ok(Swap::Done(generation))
        })
    }

    fn lock(&self) -> StoreFuture<'_, StoreGuard> {
        Box::pin(async { Ok(Box::new(self.refreshing.clone().lock_owned().await) as StoreGuard) })
    }
}

//! A session: on whose behalf calls are made, and how they are signed.

mod core;

use std::{fmt, marker::PhantomData, sync::Arc};

pub(crate) use self::core::{Acting, Core, Keys};
use crate::error::Error;

/// On whose behalf calls are made and how they are signed. Clones are cheap and share everything.
///
/// `K` is the kind: [`Client`](crate::Client), [`Server`](crate::Server) or [`Inferred`](crate::Inferred).
pub struct Session<K> {
    core: Arc<Core>,
    kind: PhantomData<fn() -> K>,
}

impl<K> Session<K> {
    pub(crate) fn new(core: Core) -> Self {
        Self { core: Arc::new(core), kind: PhantomData }
    }

    pub(crate) fn core(&self) -> &Core {
        &self.core
    }

    /// Says now what the first call would otherwise say: an empty key or token, a bad URL, no fitting circuit.
    ///
    /// # Errors
    /// [`Error::Config`] with the first mistake.
    pub fn check(&self) -> Result<(), Error> {
        self.core.check().map(drop).map_err(Error::from)
    }
}

impl<K> Clone for Session<K> {
    fn clone(&self) -> Self {
        Self { core: self.core.clone(), kind: PhantomData }
    }
}

impl<K> fmt::Debug for Session<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Session").field(&self.core).finish()
    }
}

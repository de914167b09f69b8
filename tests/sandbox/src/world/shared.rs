//! The lock around the world. One call holds it from its first look to its last, so nobody ever sees half of a change.

use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use super::World;

/// The world of a sandbox, for all calls that are under way.
#[derive(Debug)]
pub(crate) struct Shared(RwLock<World>);

impl Shared {
    pub(crate) fn new(world: World) -> Self {
        Self(RwLock::new(world))
    }

    pub(crate) fn read(&self) -> RwLockReadGuard<'_, World> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn write(&self) -> RwLockWriteGuard<'_, World> {
        self.0.write().unwrap_or_else(PoisonError::into_inner)
    }
}

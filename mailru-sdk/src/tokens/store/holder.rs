//! Who keeps a store locked, while somebody waits for it.

use std::sync::{Arc, Mutex, PoisonError};

/// Who is waited for, as an error is to say it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Holder(Arc<Mutex<Option<String>>>);

impl Holder {
    pub(crate) fn set(&self, holder: Option<String>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = holder;
    }

    pub(crate) fn get(&self) -> Option<String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

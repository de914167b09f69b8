//! Work on files, as a store does it: where it holds up no other task.

use crate::{
    error::StoreError,
    wire::{aside, runtime},
};

pub(super) async fn aside<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, StoreError> + Send + 'static,
) -> Result<T, StoreError> {
    runtime::driver(false).map_err(|error| StoreError::with_source(error.to_string(), error))?;
    aside::aside(work).await.unwrap_or_else(|| Err(StoreError::new("the token file was given up")))
}

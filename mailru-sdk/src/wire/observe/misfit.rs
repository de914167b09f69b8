//! Who is told of what did not fit, and the call-back for it.

use std::{
    fmt,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
};

use super::span;
use crate::error::Misfit;

type CallBack = dyn Fn(&Misfit) + Send + Sync;

/// Who is told.
#[derive(Clone)]
pub(crate) struct OnMisfit(Arc<CallBack>);

impl OnMisfit {
    pub(crate) fn new(call_back: impl Fn(&Misfit) + Send + Sync + 'static) -> Self {
        Self(Arc::new(call_back))
    }
}

/// Tells of what was left out of an answer. A panic in the call-back is its own affair.
pub(crate) fn tell_misfits(on_misfit: Option<&OnMisfit>, misfits: &[Misfit]) {
    for misfit in misfits {
        span::warn(misfit);
        if let Some(OnMisfit(call_back)) = on_misfit {
            let _ = catch_unwind(AssertUnwindSafe(|| call_back(misfit)));
        }
    }
}

impl fmt::Debug for OnMisfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OnMisfit")
    }
}

//! Whoever wants to be told of each request.

use std::fmt;
use std::sync::Arc;

type Observe<T> = dyn Fn(&T) + Send + Sync;

pub(crate) struct Observer<T>(Option<Arc<Observe<T>>>);

impl<T> Observer<T> {
    pub(crate) fn new(observe: impl Fn(&T) + Send + Sync + 'static) -> Self {
        Self(Some(Arc::new(observe)))
    }

    pub(super) fn tell(&self, request: &T) {
        if let Some(observe) = &self.0 {
            observe(request);
        }
    }
}

impl<T> Default for Observer<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T> Clone for Observer<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T> fmt::Debug for Observer<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_some() { "Observer" } else { "None" })
    }
}

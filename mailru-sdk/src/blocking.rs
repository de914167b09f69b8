//! Calls from programs that are not async: the same builders, ended by [`wait`](Wait::wait) instead of `.await`.
//!
//! ```no_run
//! use mailru_sdk::{Api, ClientApp, blocking::Wait as _};
//!
//! # fn main() -> Result<(), mailru_sdk::Error> {
//! let app = ClientApp::new(423004, "private key");
//! let api = Api::new(app.session("access token", 1324730981306483817));
//!
//! let ids = api.friends().get().wait()?;
//! for page in api.friends().get().extended().pages().blocking() {
//!     println!("{} profiles", page?.len());
//! }
//! # Ok(())
//! # }
//! ```
//!
//! Everything that gives a future waits so: requests, dynamic calls, grants (`app.refresh(token).authorize().wait()?`). The work is
//! done on one thread of the SDK's own, which starts with the first call.

// A door; it may use everything below but `incoming`.

use std::{
    future::{Future, IntoFuture},
    sync::OnceLock,
};

use tokio::runtime::{Builder, Handle, Runtime};

use crate::{
    error::{ConfigError, Error},
    request::Pages,
};

/// Waits for what would otherwise be awaited.
pub trait Wait {
    /// What comes out.
    type Answer;

    /// Sends the call and blocks the thread until the answer is there.
    ///
    /// # Errors
    /// Those of the call; and [`Error::Config`] inside an async runtime, which blocking would bring to a halt.
    fn wait(self) -> Result<Self::Answer, Error>;
}

impl<F, T> Wait for F
where
    F: IntoFuture<Output = Result<T, Error>>,
{
    type Answer = T;

    fn wait(self) -> Result<T, Error> {
        block_on(self.into_future())
    }
}

/// Pages as an iterator, made by [`Pages::blocking`].
#[derive(Debug)]
pub struct BlockingPages<'a, P>(Pages<'a, P>);

impl<P> Iterator for BlockingPages<'_, P> {
    type Item = Result<P, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        block_on(self.0.next()).transpose()
    }
}

impl<'a, P> Pages<'a, P> {
    /// The pages as an iterator that blocks the thread for each.
    #[must_use]
    pub fn blocking(self) -> BlockingPages<'a, P> {
        BlockingPages(self)
    }
}

fn block_on<T>(future: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
    if Handle::try_current().is_ok() {
        return Err(ConfigError::BlockingInAsync.into());
    }
    runtime()?.block_on(future)
}

/// The runtime of all blocking calls. Connections outlive a call, so it must too.
fn runtime() -> Result<&'static Runtime, ConfigError> {
    static RUNTIME: OnceLock<Result<Runtime, ConfigError>> = OnceLock::new();
    let runtime = RUNTIME.get_or_init(|| {
        let mut builder = Builder::new_multi_thread();
        let built = builder.worker_threads(1).thread_name("mailru-sdk").enable_all().build();
        built.map_err(|error| ConfigError::Runtime(error.to_string().into()))
    });
    runtime.as_ref().map_err(Clone::clone)
}

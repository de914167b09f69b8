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
//! done on one thread of the SDK's own, which starts with the first call; a process that was forked starts one for itself.

// A door; it may use everything below but `incoming`.

use std::{
    future::{Future, IntoFuture},
    iter::repeat_with,
    pin::pin,
    sync::{Arc, Condvar, Mutex, PoisonError},
    task::{Context, Poll, Wake, Waker},
};

use tokio::{
    runtime::{Builder, Handle, Runtime},
    task::coop::poll_proceed,
};

use crate::{
    error::{ConfigError, Error},
    request::Pages,
    wire::per_process::PerProcess,
};

/// Waits for what would otherwise be awaited.
pub trait Wait {
    /// What comes out.
    type Answer;

    /// Sends the call and blocks the thread until the answer is there.
    ///
    /// # Errors
    /// Those of the call; and [`Error::Config`] in a task of a tokio runtime, which blocking would bring to a halt. Inside
    /// `spawn_blocking` and `block_in_place` it is at its place.
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
    if is_in_a_task() {
        return Err(ConfigError::BlockingInAsync.into());
    }
    // Timers and sockets are those of this runtime, whatever other one is here.
    let _ours = runtime()?.enter();
    wait_for(future)
}

/// Whether this thread is polling a task. tokio allots each poll a budget, and lifts it where blocking is allowed.
fn is_in_a_task() -> bool {
    /// More than a poll is ever allotted.
    const ENDLESS: usize = 256;
    if Handle::try_current().is_err() {
        return false;
    }
    let mut context = Context::from_waker(Waker::noop());
    let Poll::Ready(first) = poll_proceed(&mut context) else { return true };
    let mut units = repeat_with(|| poll_proceed(&mut context)).take(ENDLESS);
    let ends = units.any(|unit| {
        if let Poll::Ready(unit) = &unit {
            unit.made_progress();
        }
        unit.is_pending()
    });
    // What was taken is given back with the first unit.
    drop(first);
    ends
}

/// Polls the future on this thread. tokio's own way to do so panics in some places where waiting is possible.
fn wait_for<T>(future: impl Future<Output = T>) -> T {
    let bell = Arc::new(Bell::default());
    let waker = bell.clone().into();
    let mut context = Context::from_waker(&waker);
    let mut future = pin!(future);
    loop {
        if let Poll::Ready(answer) = future.as_mut().poll(&mut context) {
            return answer;
        }
        bell.wait();
    }
}

/// Rings when it is worth while to poll again.
#[derive(Default)]
struct Bell {
    rung: Mutex<bool>,
    heard: Condvar,
}

impl Bell {
    fn wait(&self) {
        let rung = self.rung.lock().unwrap_or_else(PoisonError::into_inner);
        let mut rung = self.heard.wait_while(rung, |rung| !*rung).unwrap_or_else(PoisonError::into_inner);
        *rung = false;
    }
}

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        *self.rung.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.heard.notify_one();
    }
}

/// The runtime of all blocking calls of a process. Connections outlive a call, so it must too.
fn runtime() -> Result<&'static Runtime, ConfigError> {
    static RUNTIME: PerProcess<Result<Runtime, ConfigError>> = PerProcess::new();
    let runtime = RUNTIME.get_or_init(|| {
        let mut builder = Builder::new_multi_thread();
        let built = builder.worker_threads(1).thread_name("mailru-sdk").enable_all().build();
        built.map_err(|error| ConfigError::Runtime(error.to_string().into()))
    });
    runtime.as_ref().map_err(Clone::clone)
}

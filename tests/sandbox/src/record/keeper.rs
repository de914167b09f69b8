//! What is kept of each exchange, in the order in which answers came.

use std::fmt::{self, Write as _};
use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use super::builder::Listener;
use super::line::line;
use super::summary::{Summary, Tally};
use crate::known::Known;
use crate::recording::Folder;
use crate::recording::heard::Heard;
use crate::recording::scrub::Scrubber;

pub(super) struct Keeper {
    known: Arc<Known>,
    listener: Listener,
    state: Mutex<State>,
}

struct State {
    folder: Folder,
    scrubber: Scrubber,
    tally: Tally,
}

impl fmt::Debug for Keeper {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Keeper").finish_non_exhaustive()
    }
}

impl Keeper {
    pub(super) fn new(to: &Path, listener: Listener) -> io::Result<Self> {
        let folder = Folder::open(to)?;
        let known = Known::of_the_sdk();
        let scrubber = Scrubber::new(Arc::clone(&known), folder.next() << 32);
        Ok(Self { known, listener, state: Mutex::new(State { folder, scrubber, tally: Tally::default() }) })
    }

    pub(super) fn summary(&self) -> Summary {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).tally.summary()
    }

    /// Keeps an exchange with the API; of others it is counted that they passed.
    pub(super) fn keep(&self, heard: &Heard) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let State { folder, scrubber, tally } = &mut *state;
        let Some(mut exchange) = scrubber.scrub(heard) else {
            tally.others += 1;
            return;
        };
        let written = folder.write(&mut exchange);
        let (mut line, deviations) = line(&self.known, &exchange);
        tally.add(&exchange, deviations);
        if let Err(error) = written {
            tally.lost += 1;
            let _ = write!(line, "; NOT KEPT: {error}");
        }
        (self.listener)(&line);
    }

    /// Tells of a request to which no answer came.
    pub(super) fn lost(&self, heard: &Heard, reason: &str) {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).tally.unanswered += 1;
        if heard.kind().is_some() {
            (self.listener)(&format!("no answer: {reason}"));
        }
    }
}

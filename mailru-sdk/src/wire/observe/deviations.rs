//! Who is told of what the spec does not say, each place once, and how often it was seen since.

use std::{
    collections::BTreeMap,
    fmt,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use super::{deviation::Deviation, span};

/// How many places are kept.
const MOST_PLACES: usize = 1000;

type CallBack = dyn Fn(&Deviation) + Send + Sync;

/// What was seen, and who is told. Its copies are one.
///
/// ```
/// use mailru_sdk::{ClientApp, Settings};
///
/// let settings = Settings::new().on_deviation(|deviation| eprintln!("{deviation}"));
/// let seen = settings.deviations();
/// let app = ClientApp::new(423004, "private key").settings(settings);
/// // .. calls ..
/// for (deviation, times) in seen.counts() {
///     println!("{times} times {deviation}");
/// }
/// ```
#[derive(Clone, Default)]
pub struct Deviations(Arc<Kept>);

#[derive(Default)]
struct Kept {
    call_back: Option<Box<CallBack>>,
    seen: Mutex<Seen>,
}

#[derive(Default)]
struct Seen {
    counts: BTreeMap<Deviation, u64>,
    beyond: u64,
}

impl Deviations {
    pub(crate) fn new(call_back: impl Fn(&Deviation) + Send + Sync + 'static) -> Self {
        Self(Arc::new(Kept { call_back: Some(Box::new(call_back)), ..Kept::default() }))
    }

    /// What was seen so far and how often, in the order of methods and paths. Up to a thousand places are kept.
    #[must_use]
    pub fn counts(&self) -> Vec<(Deviation, u64)> {
        self.seen().counts.iter().map(|(deviation, times)| (deviation.clone(), *times)).collect()
    }

    /// How often something was seen at places beyond those that are kept. It was not told.
    #[must_use]
    pub fn beyond(&self) -> u64 {
        self.seen().beyond
    }

    /// Whether anybody wants to know.
    pub(crate) fn are_heard(&self) -> bool {
        self.0.call_back.is_some() || span::hears_deviations()
    }

    /// Counts, and tells what was not seen before. A panic in the call-back is its own affair.
    pub(crate) fn tell(&self, deviation: &Deviation) {
        if !self.are_heard() || !self.seen().is_new(deviation) {
            return;
        }
        span::deviates(deviation);
        if let Some(call_back) = &self.0.call_back {
            let _ = catch_unwind(AssertUnwindSafe(|| call_back(deviation)));
        }
    }

    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.0.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Seen {
    fn is_new(&mut self, deviation: &Deviation) -> bool {
        if let Some(times) = self.counts.get_mut(deviation) {
            *times += 1;
            return false;
        }
        if self.counts.len() == MOST_PLACES {
            self.beyond += 1;
            return false;
        }
        self.counts.insert(deviation.clone(), 1);
        true
    }
}

impl fmt::Debug for Deviations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Deviations").field("places", &self.seen().counts.len()).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;
    use crate::{error::Place, types::read::DeviationKind};

    #[test]
    fn no_more_than_a_thousand_places_are_kept_and_told() {
        let told = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&told);
        let deviations = Deviations::new(move |_| {
            count.fetch_add(1, Ordering::Relaxed);
        });
        let deviation = |number: usize| Deviation {
            place: Place { method: "friends.get".into(), path: format!("[].a{number}").into(), declared: None },
            kind: DeviationKind::Member,
            value: "null",
            word: None,
        };
        for _ in 0..2 {
            (0..MOST_PLACES + 7).for_each(|number| deviations.tell(&deviation(number)));
        }
        assert_eq!((told.load(Ordering::Relaxed), deviations.beyond()), (MOST_PLACES, 14));
        assert!(deviations.counts().iter().all(|(_, times)| *times == 2));
    }
}

//! What one of the services that give tokens was asked, as far as it is remembered.

use std::sync::{Mutex, MutexGuard, PoisonError};

use super::{Bounded, Observer};

/// How many requests are remembered; the oldest give way.
const MOST: usize = 1_000;

/// How much memory they may take, in bytes.
const LARGEST: usize = 16 << 20;

#[derive(Debug)]
pub(crate) struct Journal<T> {
    kept: Mutex<Bounded<T>>,
    observer: Observer<T>,
}

impl<T: Clone> Journal<T> {
    pub(crate) fn new(observer: Observer<T>) -> Self {
        Self { kept: Mutex::new(Bounded::new(MOST, LARGEST)), observer }
    }

    /// `size`: about how much memory the request takes, in bytes.
    pub(crate) fn record(&self, request: T, size: usize) {
        self.observer.tell(&request);
        self.lock().push(request, size);
    }

    /// The requests so far, in the order in which they were decided.
    pub(crate) fn requests(&self) -> Vec<T> {
        self.lock().iter().cloned().collect()
    }

    fn lock(&self) -> MutexGuard<'_, Bounded<T>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::{Journal, LARGEST, MOST, Observer};

    #[test]
    fn requests_are_remembered_up_to_a_number_and_up_to_a_size() {
        let journal = Journal::new(Observer::default());
        for number in 0..=MOST {
            journal.record(number, 256);
        }
        assert_eq!((journal.requests().len(), journal.requests().last()), (MOST, Some(&1_000)));
        for number in 0..10 {
            journal.record(number, LARGEST / 4 + 1);
        }
        assert_eq!(journal.requests(), [7, 8, 9]);
    }
}

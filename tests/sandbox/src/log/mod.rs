//! What the sandbox was asked, for the assertions of a test and for the page. Nothing here influences an answer.
//!
//! The log is bounded, so that a sandbox may run for ever: the oldest requests give way.

mod arrival;
mod bounded;
mod journal;
mod observer;
mod request;

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

pub(crate) use arrival::{Arrival, Kept, shows_what_is_kept};
pub(crate) use bounded::Bounded;
pub(crate) use journal::Journal;
pub(crate) use observer::Observer;
pub use request::RecordedRequest;

/// How many requests are remembered unless the builder says otherwise.
pub(crate) const MOST: usize = 10_000;

/// How much memory they may take, in bytes; files are the greater part, where there are any.
const LARGEST: usize = 128 << 20;

/// How many answers are remembered.
const ANSWERS: usize = 100;

/// The most that is remembered of one answer, in bytes.
const LONGEST_ANSWER: usize = 64 << 10;

/// The requests so far, in the order in which they were answered.
#[derive(Debug)]
pub(crate) struct Log {
    kept: Mutex<Bounded<Entry>>,
    observer: Observer<RecordedRequest>,
}

/// A request, with what only the page shows.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    /// Counted from 1.
    pub(crate) number: u64,
    pub(crate) at: SystemTime,
    /// From the whole request to the answer, without what faults added.
    pub(crate) took: Duration,
    pub(crate) request: RecordedRequest,
    /// What the platform answered; `None` for older requests.
    pub(crate) answer: Option<Answer>,
}

/// The beginning of an answer.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    pub(crate) text: String,
    /// Of the whole answer.
    pub(crate) bytes: usize,
}

impl Answer {
    pub(crate) fn new(text: &str) -> Self {
        Self { text: text[..text.floor_char_boundary(LONGEST_ANSWER)].to_owned(), bytes: text.len() }
    }
}

impl Log {
    pub(crate) fn new(most: usize, observer: Observer<RecordedRequest>) -> Self {
        Self { kept: Mutex::new(Bounded::new(most, LARGEST)), observer }
    }

    /// The number of the new entry.
    pub(crate) fn record(&self, request: RecordedRequest, answer: Option<Answer>, took: Duration) -> u64 {
        self.observer.tell(&request);
        let mut kept = self.lock();
        let (number, size) = (kept.count() + 1, request.size());
        kept.push(Entry { number, at: SystemTime::now(), took, request, answer }, size);
        if let Some(old) = kept.back_mut(ANSWERS) {
            old.answer = None;
        }
        number
    }

    pub(crate) fn requests(&self) -> Vec<RecordedRequest> {
        self.lock().iter().map(|entry| entry.request.clone()).collect()
    }

    pub(crate) fn forgotten(&self) -> u64 {
        self.lock().forgotten()
    }

    pub(crate) fn entry(&self, number: u64) -> Option<Entry> {
        self.lock().numbered(number).cloned()
    }

    /// The newest entries, newest first: those with a greater number, but no more than so many.
    pub(crate) fn newest(&self, after: u64, most: usize) -> Vec<Entry> {
        self.lock().iter().rev().take_while(|entry| entry.number > after).take(most).cloned().collect()
    }

    fn lock(&self) -> MutexGuard<'_, Bounded<Entry>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{ANSWERS, Answer, LARGEST, LONGEST_ANSWER, Log, Observer, RecordedRequest};
    use crate::parameters::{FilePart, Parameters};

    fn request(bytes: usize) -> RecordedRequest {
        let mut parameters = Parameters::default();
        let (name, file_name, bytes) = ("img_file".to_owned(), String::new(), vec![0; bytes]);
        parameters.add_file(FilePart { name, file_name, media_type: None, bytes });
        RecordedRequest {
            verb: "POST".to_owned(),
            path: String::new(),
            parameters,
            status: 200,
            error_code: None,
            faults: Vec::new(),
            signer: None,
            base_string: None,
            explanation: None,
        }
    }

    fn record(log: &Log, bytes: usize) -> u64 {
        log.record(request(bytes), Some(Answer::new("[]")), Duration::ZERO)
    }

    #[test]
    fn the_oldest_requests_give_way_and_are_counted() {
        let log = Log::new(3, Observer::default());
        let numbers: Vec<u64> = (0..5).map(|_| record(&log, 0)).collect();
        assert_eq!(numbers, [1, 2, 3, 4, 5]);
        assert_eq!((log.requests().len(), log.forgotten()), (3, 2));
        assert_eq!(log.newest(3, 10).iter().map(|entry| entry.number).collect::<Vec<_>>(), [5, 4]);
        let found = [0, 2, 3, 5, 6, u64::MAX].map(|number| log.entry(number).map(|entry| entry.number));
        assert_eq!(found, [None, None, Some(3), Some(5), None, None]);
    }

    #[test]
    fn large_files_do_not_pile_up_but_the_newest_is_kept() {
        let log = Log::new(100, Observer::default());
        for _ in 0..20 {
            record(&log, LARGEST / 4);
        }
        assert_eq!((log.requests().len(), log.forgotten()), (3, 17));
        record(&log, LARGEST + 1);
        assert_eq!((log.requests().len(), log.forgotten()), (1, 20));
        record(&log, 0);
        record(&log, 0);
        assert_eq!(log.requests().len(), 2);
    }

    #[test]
    fn only_the_newest_answers_are_kept_and_only_their_beginning() {
        let log = Log::new(1000, Observer::default());
        for _ in 0..2 * ANSWERS {
            record(&log, 0);
        }
        let kept = log.newest(0, 1000).iter().filter(|entry| entry.answer.is_some()).count();
        assert_eq!((kept, log.requests().len()), (ANSWERS, 2 * ANSWERS));
        let answer = Answer::new(&"й".repeat(LONGEST_ANSWER));
        assert_eq!((answer.text.len(), answer.bytes), (LONGEST_ANSWER, 2 * LONGEST_ANSWER));
    }
}

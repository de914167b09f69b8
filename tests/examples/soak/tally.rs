//! What came of the calls, and what must have come of them.

use std::{
    collections::BTreeMap,
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering::Relaxed},
    },
};

use mailru_sdk::{
    Error,
    error::{DecodeKind, TransportKind},
};

use crate::{gauge::Gauge, platform::Report};

/// The memory may differ by so much, in KiB, between the first fifth of the calls and the end: what an allocator does.
const GROWTH: u64 = 4096;

/// How failures begin that no fault explains.
const UNEXPECTED: &str = "unexpected";

#[derive(Default)]
pub struct Tally {
    next: AtomicU64,
    right: AtomicU64,
    wrong: AtomicU64,
    given_up: AtomicU64,
    written: AtomicU64,
    unanswered: AtomicU64,
    expiries: AtomicU64,
    failures: Mutex<BTreeMap<String, u64>>,
    samples: Mutex<Vec<Gauge>>,
}

impl Tally {
    /// The number of the next call, if there is one.
    pub fn next(&self, calls: u64) -> Option<u64> {
        let number = self.next.fetch_add(1, Relaxed);
        (number < calls).then_some(number)
    }

    pub fn answered(&self, is_right: bool) {
        let count = if is_right { &self.right } else { &self.wrong };
        count.fetch_add(1, Relaxed);
    }

    /// Notes a call that changes something; none is repeated, whatever became of it.
    pub fn wrote<T>(&self, answer: &Result<T, Error>) {
        match answer {
            Ok(_) => _ = self.written.fetch_add(1, Relaxed),
            Err(error) => {
                let unanswered = matches!(error, Error::Transport(error) if error.kind() == TransportKind::Interrupted);
                self.unanswered.fetch_add(unanswered.into(), Relaxed);
                self.failed(error);
            }
        }
    }

    pub fn given_up(&self) {
        self.given_up.fetch_add(1, Relaxed);
    }

    pub fn expired(&self) {
        self.expiries.fetch_add(1, Relaxed);
    }

    pub fn failed(&self, error: &Error) {
        *lock(&self.failures).entry(kind(error)).or_default() += 1;
    }

    pub fn sample(&self, gauge: Option<Gauge>) {
        lock(&self.samples).extend(gauge);
    }

    /// Says what came of the calls, and whether all is well.
    pub fn judge(self, report: &Report, points: i64, tasks: usize, files: usize) -> bool {
        let counts = [&self.right, &self.wrong, &self.written, &self.unanswered, &self.given_up, &self.expiries];
        let [right, wrong, written, unanswered, given_up, expiries] = counts.map(|count| count.load(Relaxed));
        let Report { granted, lost, hits, .. } = report;
        let points = u64::try_from(points).unwrap_or(0);
        println!("answers: {right} right, {wrong} wrong; {given_up} calls were given up");
        println!("writes: {written} succeeded, {unanswered} got no answer, {points} were carried out");
        println!("refreshes: {granted} for {expiries} expiries");
        println!("left behind: {tasks} tasks, {files} files");
        let failures = lock(&self.failures);
        println!("faults: {}", listed(hits));
        println!("failures: {}", listed(&failures));
        let grown = growth(&lock(&self.samples));
        let checks = [
            ("an answer was wrong", wrong > 0),
            // Each answer that is lost is the failure of one call: none of them was made again.
            ("a write was made again", unanswered != report.unanswered),
            ("a write was made that nobody asked for, or none was made", !(written..=written + lost).contains(&points)),
            ("the session was refreshed more or less often than it expired", *granted != expiries),
            ("a task or a file was left behind", tasks + files > 0),
            ("a failure comes of no fault", failures.keys().any(|kind| kind.starts_with(UNEXPECTED))),
            ("the memory has grown", grown > GROWTH),
        ];
        let wrong: Vec<_> = checks.iter().filter(|(_, is_so)| *is_so).collect();
        for (what, _) in &wrong {
            println!("WRONG: {what}");
        }
        wrong.is_empty()
    }
}

fn listed(counts: &BTreeMap<String, u64>) -> String {
    counts.iter().map(|(what, count)| format!("{count} {what}")).collect::<Vec<_>>().join(", ")
}

/// How much memory the process has gained since the first fifth of the calls, in KiB.
fn growth(samples: &[Gauge]) -> u64 {
    let (warm, rest) = samples.split_at(samples.len() / 5);
    let (Some(warm), Some(most), Some(last)) = (warm.last(), rest.iter().max(), rest.last()) else { return 0 };
    println!("memory: {} KiB after a fifth of the calls, at most {} KiB, {} KiB in the end", warm.0, most.0, last.0);
    most.0.saturating_sub(warm.0)
}

/// The kind of a failure; one that no fault explains begins with [`UNEXPECTED`].
fn kind(error: &Error) -> String {
    match error {
        Error::Api(error) if [1, 201].contains(&error.code().number()) => format!("code {}", error.code().number()),
        Error::Transport(error) => match error.kind() {
            // 400 is what an error of the platform comes with, when half of it is cut off.
            TransportKind::Status(status @ (400 | 429 | 502 | 503)) => format!("status {status}"),
            TransportKind::Interrupted => "interrupted".to_owned(),
            kind => format!("{UNEXPECTED}: {kind:?}"),
        },
        Error::Decode(error) => match error.kind() {
            // Half a text may end in the middle of a letter.
            kind @ (DecodeKind::NotUtf8 | DecodeKind::Truncated | DecodeKind::Syntax | DecodeKind::Html) => {
                format!("{kind:?}")
            }
            _ => format!("{UNEXPECTED}: {error}"),
        },
        error => format!("{UNEXPECTED}: {error}"),
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

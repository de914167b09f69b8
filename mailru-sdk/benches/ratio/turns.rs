//! Two pieces of work in turns, so that whatever else the machine does slows both.
//!
//! Benchmark libraries measure one thing after the other; on a machine that is not idle the second may meet other conditions
//! than the first. Here a round of the one is followed by a round of the other, a round is a few milliseconds, and the result is
//! the median of the quotients of neighbours. Time is processor time of this thread: what another program takes does not count,
//! and neither does the work of the server, which would make both sides look alike.

use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};

/// How long a round of the faster work takes, about.
const ROUND: Duration = Duration::from_millis(4);

/// How long all pairs of rounds take together, about; work that is long has fewer of them.
const TOTAL: Duration = Duration::from_secs(6);

/// The least and the most pairs of rounds.
const PAIRS: (usize, usize) = (31, 401);

/// Measures `ours` and `theirs` in turns and prints the line. Each is told how often to do its work.
pub fn ratio(name: &str, mut ours: impl FnMut(u32), mut theirs: impl FnMut(u32)) {
    let times = repetitions(&mut theirs);
    // It does not count: caches and connections settle.
    let (one, other) = pair_of(0, times, &mut ours, &mut theirs);
    let fitting = TOTAL.as_nanos() / (one + other).as_nanos().max(1);
    let pairs = usize::try_from(fitting).unwrap_or(usize::MAX).clamp(PAIRS.0, PAIRS.1);
    let pairs: Vec<_> = (0..pairs).map(|pair| pair_of(pair, times, &mut ours, &mut theirs)).collect();
    let micros = |round: Duration| round.as_secs_f64() * 1e6 / f64::from(times);
    let [_, one, _] = quarters(pairs.iter().map(|pair| micros(pair.0)));
    let [_, other, _] = quarters(pairs.iter().map(|pair| micros(pair.1)));
    let [lower, median, upper] = quarters(pairs.iter().map(|(ours, theirs)| ours.div_duration_f64(*theirs)));
    let count = pairs.len();
    println!("{name}: {one:.3} µs over {other:.3} µs, half of {count} quotients between {lower:.3} and {upper:.3}");
    println!("RATIO {name} {median:.3}");
}

/// The median between the two other quartiles.
fn quarters(values: impl Iterator<Item = f64>) -> [f64; 3] {
    let mut values: Vec<_> = values.collect();
    values.sort_by(f64::total_cmp);
    [1, 2, 3].map(|quarter| values[values.len() * quarter / 4])
}

/// Measures a round of each; who begins changes from pair to pair.
fn pair_of(pair: usize, times: u32, ours: &mut impl FnMut(u32), theirs: &mut impl FnMut(u32)) -> (Duration, Duration) {
    if pair.is_multiple_of(2) {
        let first = time(times, ours);
        (first, time(times, theirs))
    } else {
        let first = time(times, theirs);
        (time(times, ours), first)
    }
}

fn time(times: u32, work: &mut impl FnMut(u32)) -> Duration {
    let begin = thread_time();
    work(times);
    thread_time().saturating_sub(begin)
}

/// How long this thread has been running on a processor.
fn thread_time() -> Duration {
    Duration::try_from(clock_gettime(ClockId::ThreadCPUTime)).unwrap_or_default()
}

/// How often the work fits into a round.
fn repetitions(work: &mut impl FnMut(u32)) -> u32 {
    let mut times = 1;
    while time(times, work) < ROUND {
        times *= 2;
    }
    times
}

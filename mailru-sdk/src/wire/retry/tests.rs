//! The decision, row by row.

use super::*;
use crate::codes::Code;

const PAUSE: Duration = Duration::from_millis(200);
const LIMIT: Duration = Duration::from_secs(30);

/// The first attempt of a call that has all the time and tokens that it may need.
fn failed(trouble: Trouble, effect: Effect) -> Failed {
    Failed {
        trouble,
        effect,
        attempts: 1,
        elapsed: Duration::from_secs(1),
        limit: LIMIT,
        pause: PAUSE,
        retry_after: None,
        affordable: true,
    }
}

fn decided(failed: Failed) -> Decision {
    decide(&RetryPolicy::new().attempts(3), &failed)
}

/// Every trouble, and whether it is repeated for a call that reads and for one that writes.
fn troubles() -> Vec<(Trouble, bool, bool)> {
    let code = |number| Trouble::Code(Code::from_number(number));
    let status = Trouble::Status;
    let mut rows = vec![
        (Trouble::Connect, true, true),
        (Trouble::Timeout, true, false),
        (Trouble::Interrupted, true, false),
        (Trouble::Lasting, false, false),
        (Trouble::Declined(None), true, true),
    ];
    rows.extend([500, 502, 503, 504, 599, 429].map(|number| (status(number), true, false)));
    rows.extend([100, 302, 400, 401, 403, 404, 408, 428, 430, 499, 600].map(|number| (status(number), false, false)));
    rows.extend([1, 3, 201].map(|number| (code(number), true, false)));
    let others = [-1, 0, 2, 4, 5, 100, 102, 103, 104, 105, 200, 202, 301, 401, 501, 700, 9999];
    rows.extend(others.map(|number| (code(number), false, false)));
    rows
}

#[test]
fn what_is_repeated_depends_on_the_trouble_and_the_effect() {
    for (trouble, read, write) in troubles() {
        for (effect, again) in [(Effect::Read, read), (Effect::Write, write)] {
            let expected = if again { Decision::Again(PAUSE) } else { Decision::GiveUp };
            assert_eq!(decided(failed(trouble, effect)), expected, "{trouble:?}, {effect:?}");
        }
    }
}

#[test]
fn a_write_is_never_sent_twice_once_a_byte_of_it_may_have_arrived() {
    let undone = [Trouble::Connect, Trouble::Declined(None)];
    for (trouble, ..) in troubles().into_iter().filter(|(trouble, ..)| !undone.contains(trouble)) {
        for retry_after in [None, Some(Seconds(0)), Some(Seconds(2))] {
            let failed = Failed { retry_after, ..failed(trouble, Effect::Write) };
            assert_eq!(decide(&RetryPolicy::new().attempts(u32::MAX), &failed), Decision::GiveUp, "{trouble:?}");
        }
    }
}

#[test]
fn there_are_no_more_attempts_than_the_policy_has() {
    let table = [(0, 1, false), (1, 1, false), (2, 1, true), (2, 2, false), (3, 2, true), (3, 3, false), (3, 9, false)];
    for (allowed, attempts, again) in table {
        for effect in [Effect::Read, Effect::Write] {
            let failed = Failed { attempts, ..failed(Trouble::Connect, effect) };
            let decision = decide(&RetryPolicy::new().attempts(allowed), &failed);
            assert_eq!(decision != Decision::GiveUp, again, "{attempts} of {allowed}");
        }
    }
    assert_eq!(decide(&RetryPolicy::off(), &failed(Trouble::Connect, Effect::Read)), Decision::GiveUp);
}

#[test]
fn there_is_no_repetition_without_a_token() {
    for (trouble, ..) in troubles() {
        for effect in [Effect::Read, Effect::Write] {
            assert_eq!(decided(Failed { affordable: false, ..failed(trouble, effect) }), Decision::GiveUp);
        }
    }
}

#[test]
fn the_longer_of_both_pauses_is_made() {
    let milliseconds = Duration::from_millis;
    for (own, asked, longer) in
        [(200, None, 200), (200, Some(0), 200), (200, Some(5), 5000), (999, Some(1), 1000), (1001, Some(1), 1001)]
    {
        for trouble in [Trouble::Status(429), Trouble::Status(503), Trouble::Code(Code::from_number(201))] {
            let (pause, retry_after) = (milliseconds(own), asked.map(Seconds));
            let decision = decided(Failed { pause, retry_after, ..failed(trouble, Effect::Read) });
            assert_eq!(decision, Decision::Again(milliseconds(longer)), "{own} and {asked:?}");
        }
    }
}

#[test]
fn a_pause_that_outlasts_the_call_is_not_made() {
    let seconds = Duration::from_secs;
    for (elapsed, pause, retry_after, again) in [
        (seconds(29), Duration::from_millis(999), None, true),
        (seconds(29), seconds(1), None, false),
        (seconds(30), Duration::ZERO, None, false),
        (seconds(31), Duration::ZERO, None, false),
        (seconds(1), PAUSE, Some(Seconds(28)), true),
        (seconds(1), PAUSE, Some(Seconds(29)), false),
        (seconds(1), PAUSE, Some(Seconds(86_400)), false),
        (Duration::MAX, Duration::MAX, Some(Seconds(u32::MAX)), false),
    ] {
        let decision = decided(Failed { elapsed, pause, retry_after, ..failed(Trouble::Status(503), Effect::Read) });
        assert_eq!(decision != Decision::GiveUp, again, "{elapsed:?}, {pause:?}, {retry_after:?}");
    }
}

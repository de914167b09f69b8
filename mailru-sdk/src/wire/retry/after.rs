//! The header `Retry-After`: how long the platform asks to be left alone.

use std::time::SystemTime;

use crate::error::Seconds;

/// The longest pause that is believed, in seconds: a day.
const LONGEST: u32 = 24 * 60 * 60;

/// The pause in whole seconds, from seconds or from a date. A date is compared with the answer's own `Date` where there is one, since
/// the two clocks may differ; one in the past is no pause. Something else is no header.
pub(crate) fn retry_after(header: &str, date: Option<&str>, now: SystemTime) -> Option<Seconds> {
    let header = header.trim_ascii();
    if !header.is_empty() && header.bytes().all(|digit| digit.is_ascii_digit()) {
        // Digits that make no number make one that is too large.
        return Some(Seconds(header.parse().unwrap_or(LONGEST).min(LONGEST)));
    }
    let then = httpdate::parse_http_date(header).ok()?;
    let now = date.and_then(|date| httpdate::parse_http_date(date.trim_ascii()).ok()).unwrap_or(now);
    let pause = then.duration_since(now).unwrap_or_default();
    let seconds = pause.as_secs() + u64::from(pause.subsec_nanos() > 0);
    Some(Seconds(u32::try_from(seconds).unwrap_or(LONGEST).min(LONGEST)))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn the_pause_is_read_in_both_forms_and_never_longer_than_a_day() {
        let date = "Sat, 01 Jan 2000 00:00:00 GMT";
        let (now, same) = (httpdate::parse_http_date(date).unwrap(), Some(date));
        for (header, date, seconds) in [
            ("0", None, Some(0)),
            (" 120 ", None, Some(120)),
            ("86400", None, Some(86_400)),
            ("86401", None, Some(86_400)),
            ("99999999999999999999999", None, Some(86_400)),
            ("Sat, 01 Jan 2000 00:00:30 GMT", same, Some(30)),
            ("Sat, 01 Jan 2000 00:00:30 GMT", None, Some(30)),
            ("Saturday, 01-Jan-00 00:00:30 GMT", same, Some(30)),
            ("Sat Jan  1 00:00:30 2000", same, Some(30)),
            ("Sat, 01 Jan 2000 00:00:30 GMT", Some("Sat, 01 Jan 2000 00:00:10 GMT"), Some(20)),
            ("Sat, 01 Jan 2000 00:00:30 GMT", Some("yesterday"), Some(30)),
            ("Fri, 31 Dec 1999 23:59:59 GMT", same, Some(0)),
            ("Sun, 01 Jan 2034 00:00:00 GMT", same, Some(86_400)),
            ("", None, None),
            ("-1", None, None),
            ("+5", None, None),
            ("1.5", None, None),
            ("5 s", None, None),
            ("soon", None, None),
        ] {
            let pause = retry_after(header, date, now);
            assert_eq!(pause, seconds.map(Seconds), "{header:?} at {date:?}");
        }
        let between = now + Duration::from_millis(29_001);
        assert_eq!(retry_after("Sat, 01 Jan 2000 00:00:30 GMT", None, between), Some(Seconds(1)));
    }
}

//! Bounds of numbers and lengths of texts, with limits that no method of the platform has.

use crate::sent;

/// What is sent, or why it is not.
fn row(result: &Result<String, String>) -> Result<&str, &str> {
    result.as_deref().map_err(String::as_str)
}

#[tokio::test]
async fn numbers_reach_their_bounds_and_not_beyond() {
    for (level, expected) in [(0, Err("is less than 1")), (1, Ok("1")), (10, Ok("10")), (11, Err("is greater than 10"))]
    {
        assert_eq!(row(&sent(|call| call.level(level), "level").await), expected);
    }
    for (shift, expected) in
        [(-6, Err("is less than -5")), (-5, Ok("-5")), (0, Ok("0")), (5, Ok("5")), (6, Err("is greater than 5"))]
    {
        assert_eq!(row(&sent(|call| call.shift(shift), "shift").await), expected);
    }
    for (total, expected) in [
        (0, Ok("0")),
        (9_000_000_000_000_000_000, Ok("9000000000000000000")),
        (u64::MAX, Err("is greater than 9000000000000000000")),
    ] {
        assert_eq!(row(&sent(|call| call.total(total), "total").await), expected);
    }
    for (rank, expected) in [(-1, Err("is less than 0")), (i64::MAX, Ok("9223372036854775807"))] {
        assert_eq!(row(&sent(|call| call.rank(rank), "rank").await), expected);
    }
}

#[tokio::test]
async fn fractions_have_bounds_too() {
    for (ratio, expected) in [
        (-0.001, Err("is less than 0")),
        (0.0, Ok("0")),
        (0.25, Ok("0.25")),
        (1.0, Ok("1")),
        (1.001, Err("is greater than 1")),
    ] {
        assert_eq!(row(&sent(|call| call.ratio(ratio), "ratio").await), expected);
    }
}

#[tokio::test]
async fn what_is_no_number_is_not_sent_as_one() {
    for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        assert_eq!(sent(|call| call.loose(number), "loose").await.unwrap_err(), "is not a finite number");
    }
    assert_eq!(sent(|call| call.loose(-1.5), "loose").await.unwrap(), "-1.5");
}

#[tokio::test]
async fn texts_are_measured_in_characters() {
    for (note, expected) in [
        ("", Ok("")),
        ("12345", Ok("12345")),
        ("Привет", Err("is longer than 5 characters")),
        ("Ёжики", Ok("Ёжики")),
        ("🦀🦀🦀🦀🦀", Ok("🦀🦀🦀🦀🦀")),
        ("123456", Err("is longer than 5 characters")),
    ] {
        assert_eq!(row(&sent(|call| call.note(note), "note").await), expected);
        assert_eq!(row(&sent(|call| call.page(note), "page").await), expected);
    }
}

//! Whether the text of a parameter is of the type that the spec gives it, and within its limits.

use std::str::FromStr;

use mailru_sdk::spec::ParamSpec;

use super::Failure;

/// The text is not empty: that would mean that nothing was set.
pub(super) fn check(param: &ParamSpec, text: &str) -> Result<(), Failure> {
    let Some(item_type) = param.ty.strip_prefix('[').and_then(|ty| ty.strip_suffix(']')) else {
        return check_one(param, param.ty, text);
    };
    if param.limits.max_items.is_some_and(|most| text.split(',').count() > most) {
        return Err(Failure::invalid(param.name, "has too many items"));
    }
    text.split(',').try_for_each(|item| check_one(param, item_type, item))
}

fn check_one(param: &ParamSpec, ty: &str, text: &str) -> Result<(), Failure> {
    let limits = &param.limits;
    let problem = if !is_of_type(ty, text) {
        format!("is not of type {ty}")
    } else if limits.max_len.is_some_and(|most| text.chars().count() > most) {
        "is too long".to_owned()
    } else if limits.min.is_some_and(|least| number(text).is_some_and(|number| number < i128::from(least))) {
        "is too small".to_owned()
    } else if limits.max.is_some_and(|most| number(text).is_some_and(|number| number > i128::from(most))) {
        "is too large".to_owned()
    } else {
        return Ok(());
    };
    Err(Failure::invalid(param.name, &problem))
}

/// Types that are not listed, such as texts and names of enums, take any text.
fn is_of_type(ty: &str, text: &str) -> bool {
    match ty {
        "u32" => parses::<u32>(text),
        "u64" | "uid" => parses::<u64>(text),
        "i64" | "int" | "timestamp" => parses::<i64>(text),
        "f64" => text.parse().is_ok_and(f64::is_finite),
        "flag" => matches!(text, "0" | "1"),
        "bool" => matches!(text, "true" | "false"),
        "date" => is_date(text),
        _ => true,
    }
}

/// Rust reads `+1` as a number; the platform's clients never write it.
fn parses<T: FromStr>(text: &str) -> bool {
    !text.starts_with('+') && text.parse::<T>().is_ok()
}

fn number(text: &str) -> Option<i128> {
    text.parse().ok()
}

/// `DD.MM.YYYY` or `DD.MM`.
fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('.').collect();
    let within = |part: &str, digits, range: std::ops::RangeInclusive<u32>| {
        part.len() == digits && parses::<u32>(part) && part.parse().is_ok_and(|number| range.contains(&number))
    };
    match parts[..] {
        [day, month] => within(day, 2, 1..=31) && within(month, 2, 1..=12),
        [day, month, year] => within(day, 2, 1..=31) && within(month, 2, 1..=12) && within(year, 4, 0..=9999),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use mailru_sdk::spec::{Evidence, Limits, ParamSpec};

    use super::{check, is_of_type};

    fn param(ty: &'static str, limits: Limits) -> ParamSpec {
        let (switch, either_of, default) = (None, None, None);
        let evidence = Evidence::Inferred;
        ParamSpec { name: "p", doc: "", ty, required: false, switch, either_of, default, limits, evidence }
    }

    #[test]
    fn well_formed_values_of_each_type_pass() {
        for (ty, text) in [
            ("u32", "4294967295"),
            ("u64", "18446744073709551615"),
            ("uid", "15410773191172635989"),
            ("i64", "-5"),
            ("int", "0"),
            ("timestamp", "1359000000"),
            ("f64", "1.5"),
            ("flag", "1"),
            ("bool", "false"),
            ("date", "01.02"),
            ("date", "01.02.1985"),
            ("string", ""),
            ("AlbumOrder", "by-date"),
        ] {
            assert!(is_of_type(ty, text), "{ty} {text}");
        }
    }

    #[test]
    fn malformed_values_of_each_type_are_refused() {
        for (ty, text) in [
            ("u32", "4294967296"),
            ("u32", "-1"),
            ("u32", "+1"),
            ("u32", ""),
            ("uid", "18446744073709551616"),
            ("uid", "ivanov"),
            ("int", "1.5"),
            ("timestamp", "now"),
            ("f64", "NaN"),
            ("flag", "true"),
            ("flag", "2"),
            ("bool", "1"),
            ("date", "1.2"),
            ("date", "32.01"),
            ("date", "01.02.85"),
            ("date", "01.02.1985.1"),
        ] {
            assert!(!is_of_type(ty, text), "{ty} {text}");
        }
    }

    #[test]
    fn limits_hold_at_their_edges() {
        let bounded = param("i64", Limits { min: Some(1), max: Some(3), ..Limits::NONE });
        assert!(check(&bounded, "1").is_ok() && check(&bounded, "3").is_ok());
        assert!(check(&bounded, "0").is_err() && check(&bounded, "4").is_err());
        let short = param("string", Limits { max_len: Some(2), ..Limits::NONE });
        assert!(check(&short, "яя").is_ok() && check(&short, "яяя").is_err());
        let few = param("[uid]", Limits { max_items: Some(2), ..Limits::NONE });
        assert!(check(&few, "1,2").is_ok());
        assert!(check(&few, "1,2,3").is_err() && check(&few, "1,").is_err());
    }
}

//! The signed text has no separators. It is divided here into names and values in every other way that gives the same
//! signature, and every one is refused.

use mailru_sdk::incoming::{IncomingError, LaunchVerifier, Params};

use crate::vectors::{APP_ID, SECRET_KEY, SESSION_KEY, VECTORS, Verify, at, launch};

/// How many divisions of one request are tried; where there are more, every n-th is.
const TRIED: usize = 10_000;

/// The vector with more parameters than that has millions of divisions; what is special in it is the referrer, below.
const PARAMETERS: usize = 9;

#[test]
fn every_other_division_of_a_vector_is_refused() {
    for vector in VECTORS.iter().filter(|vector| vector.params.len() <= PARAMETERS) {
        refuse_other_divisions(vector.params, vector.signature, vector.verify);
    }
}

/// The names between which a word such as `request` stands let it become the beginning of the next name.
#[test]
fn every_other_division_of_a_launch_with_a_referrer_is_refused() {
    for referrer in ["request", "search", "stream.install"] {
        let params = [
            ("app_id", "423004"),
            ("is_app_user", "1"),
            ("oid", "7"),
            ("referer_type", referrer),
            ("session_expire", "2000000000"),
            ("session_key", SESSION_KEY),
            ("vid", "7"),
        ];
        let query = LaunchVerifier::new(APP_ID, SECRET_KEY).test_query(params).unwrap();
        let signature = query.rsplit_once('=').unwrap().1;
        refuse_other_divisions(&params, ("sig", signature), launch);
    }
}

fn refuse_other_divisions(params: &[(&str, &str)], signature: (&str, &str), verify: Verify) {
    let mut pairs = params.to_vec();
    pairs.sort_unstable();
    let text: String = pairs.iter().flat_map(|(name, value)| [name, "=", value]).collect();
    let count = divide(&text, &mut Vec::new(), &mut |_| {});
    let stride = count.div_ceil(TRIED);
    let mut index = 0;
    let mut accepted = 0;
    divide(&text, &mut Vec::new(), &mut |names| {
        index += 1;
        let divided = pairs_of(&text, names);
        if index % stride != 0 && divided != pairs {
            return;
        }
        let query = Params::from_pairs(divided.iter().chain([&signature]).copied()).unwrap().to_query();
        match verify(&query) {
            Ok(result) => {
                assert_eq!(divided, pairs, "accepted as {result}");
                accepted += 1;
            }
            // The signature fits, or this would prove nothing.
            Err(IncomingError::WrongSignature { .. }) => panic!("{divided:?} has another signature than {pairs:?}"),
            Err(_) => {}
        }
    });
    assert_eq!(accepted, 1, "the request itself is among its {count} divisions");
}

/// Visits every division in which the names increase, and counts them. A name is its first byte and its `=`.
fn divide(text: &str, names: &mut Vec<(usize, usize)>, visit: &mut impl FnMut(&[(usize, usize)])) -> usize {
    let Some(&(last_start, last_end)) = names.last() else {
        return text.match_indices('=').take(1).map(|(end, _)| with(text, names, (0, end), visit)).sum();
    };
    visit(names);
    let mut count = 1;
    let mut from = last_end + 1;
    while let Some(length) = text[from..].find('=') {
        let end = from + length;
        for start in from..end {
            if text[start..end] > text[last_start..last_end] {
                count += with(text, names, (start, end), visit);
            }
        }
        from = end + 1;
    }
    count
}

fn with(
    text: &str,
    names: &mut Vec<(usize, usize)>,
    name: (usize, usize),
    visit: &mut impl FnMut(&[(usize, usize)]),
) -> usize {
    names.push(name);
    let count = divide(text, names, visit);
    names.pop();
    count
}

fn pairs_of<'t>(text: &'t str, names: &[(usize, usize)]) -> Vec<(&'t str, &'t str)> {
    let ends = names.iter().skip(1).map(|(start, _)| *start).chain([text.len()]);
    names.iter().zip(ends).map(|(&(start, equals), end)| (&text[start..equals], &text[equals + 1..end])).collect()
}

/// A launch whose referrer is `request` can be divided so that the time of expiry is in an unknown parameter.
#[test]
fn an_expiry_cannot_be_hidden() {
    let rest = [("app_id", "423004"), ("is_app_user", "1"), ("oid", "7"), ("vid", "7")];
    let session = ("session_key", "be6ef89965d58e56dec21acb9b62bdaa");
    let signed = |own: &[(&str, &str)]| {
        let pairs: Vec<_> = rest.iter().chain(own).chain([&session]).copied().collect();
        LaunchVerifier::new(APP_ID, SECRET_KEY).test_query(pairs).unwrap()
    };
    let query = signed(&[("referer_type", "request"), ("session_expire", "2000000000")]);
    let signature = query.rsplit_once('=').unwrap().1;
    for own in [
        [("referer_type", ""), ("requestsession_expire", "2000000000")],
        [("referer_type", "requestsession_expire=2000000000"), ("session_expire2", "")],
    ] {
        let other = signed(&own);
        if own[0].1.is_empty() {
            assert!(other.ends_with(signature), "the division has the same signature");
        }
        assert_eq!(launch(&other), Err(IncomingError::Ambiguous("session_expire")));
    }
    let verifier = LaunchVerifier::new(APP_ID, SECRET_KEY);
    assert!(verifier.verify_at(&query, at(1_999_999_999)).is_ok());
}

/// What remains, because nothing is known of the form of such values: `state=a` and `t=1`, or `state=at=1`.
#[test]
fn free_text_with_an_equals_sign_can_be_divided_into_unknown_parameters() {
    let own = |pairs: &[(&'static str, &'static str)]| {
        let known = [
            ("oid", "7"),
            ("vid", "7"),
            ("is_app_user", "1"),
            ("session_expire", "2000000000"),
            ("session_key", "be6ef89965d58e56dec21acb9b62bdaa"),
        ];
        let pairs: Vec<_> = known.iter().chain(pairs).copied().collect();
        LaunchVerifier::new(APP_ID, SECRET_KEY).test_query(pairs).unwrap()
    };
    let (one, two) = (own(&[("state", "at=1")]), own(&[("state", "a"), ("t", "1")]));
    assert_eq!(one.rsplit_once('=').unwrap().1, two.rsplit_once('=').unwrap().1);
    assert!(launch(&one).is_ok() && launch(&two).is_ok());
}

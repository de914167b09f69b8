//! Ten thousand random changes of each vector, of which every one is refused.

use std::collections::BTreeSet;

use mailru_sdk::incoming::Params;
use mailru_tests::random::Random;

use crate::vectors::{VECTORS, Vector};

const MUTATIONS: usize = 10_000;
const NAMES: &[&str] = &[
    "a",
    "zz",
    "6",
    "debug",
    "exp",
    "ext_perm",
    "mailiki_price",
    "method",
    "other_price",
    "profit",
    "referer_type",
    "secure",
    "session_expire",
    "sig",
    "sign",
    "sms_price",
    "state",
    "type",
    "uid",
    "vid",
    "view",
    "window_id",
    "ПК",
];
const VALUES: &[&str] =
    &["", "0", "1", "7", "a=1", "vid=7", "&", "%", "2000000000", "d41d8cd98f00b204e9800998ecf8427e"];
const LETTERS: &[char] = &['0', '1', '9', 'a', 'f', 'z', 'A', '_', '=', '&', ',', ' ', '+', '%', '{', 'я', '\0'];

#[test]
fn ten_thousand_mutations_of_each_vector_are_refused() {
    for (seed, vector) in (0..).zip(VECTORS) {
        let mut random = Random::seeded(seed);
        let original = meaning(vector, &vector.query()).unwrap();
        let mut refused = 0;
        while refused < MUTATIONS {
            let query = mutate(vector, &mut random);
            // A change of the spelling is none of the request: %2c for %2C, another order, the case of the signature.
            if meaning(vector, &query).is_some_and(|meaning| meaning == original) {
                continue;
            }
            if is_appended_window(vector, &query) {
                assert_eq!((vector.verify)(&query), (vector.verify)(&vector.query()), "{}", vector.name);
                continue;
            }
            if let Ok(result) = (vector.verify)(&query) {
                panic!("{}: accepted {query} as {result}", vector.name);
            }
            refused += 1;
        }
    }
}

/// The decoded pairs, or nothing when there are none or one is repeated.
fn meaning(vector: &Vector, query: &str) -> Option<BTreeSet<(String, String)>> {
    let params = Params::from_query(query).ok()?;
    let own_case = |name: &str, value: &str| {
        if name == vector.signature.0 { value.to_ascii_lowercase() } else { value.to_owned() }
    };
    Some(params.iter().map(|(name, value)| (name.to_owned(), own_case(name, value))).collect())
}

/// The one addition that is no mutation: the library appends the window to a cookie that was signed without it. It
/// is not in the result, so the result has to be that of the original.
fn is_appended_window(vector: &Vector, query: &str) -> bool {
    let Ok(params) = Params::from_query(query) else { return false };
    let mut rest: Vec<_> = params.iter().collect();
    let after_signature = rest.pop().is_some_and(|(name, _)| name == "window_id");
    let rest = Params::from_pairs(rest).unwrap().to_query();
    vector.name.contains("mrc") && after_signature && meaning(vector, &rest) == meaning(vector, &vector.query())
}

fn mutate(vector: &Vector, random: &mut Random) -> String {
    if random.below(4) == 0 {
        return change_text(&vector.query(), random);
    }
    let mut pairs = vector.signed();
    let at = random.below(pairs.len());
    let other = random.below(pairs.len());
    match random.below(12) {
        0 | 1 => pairs[at].1 = change_text(&pairs[at].1, random),
        2 => pairs[at].0 = change_text(&pairs[at].0, random),
        3 => pairs.last_mut().unwrap().1 = change_text(vector.signature.1, random),
        4 => pairs.insert(at, (random.one_of(NAMES).into(), random.one_of(VALUES).into())),
        5 => {
            let value = [pairs[other].1.as_str(), random.one_of(VALUES)][random.below(2)].to_owned();
            pairs.insert(at, (pairs[other].0.clone(), value));
        }
        6 => drop(pairs.remove(at)),
        7 => pairs[at].1 = random.one_of(VALUES).into(),
        8 => {
            let value = pairs[other].1.clone();
            pairs[other].1 = std::mem::replace(&mut pairs[at].1, value);
        }
        9 => pairs[at].0 = random.one_of(NAMES).into(),
        way => {
            let signature = pairs.pop().unwrap();
            pairs.sort();
            if way == 10 {
                swallow(&mut pairs, random);
            } else {
                shift(&mut pairs, random);
            }
            pairs.push(signature);
        }
    }
    form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}

/// Changes, adds, removes or swaps a character.
fn change_text(text: &str, random: &mut Random) -> String {
    let mut chars: Vec<_> = text.chars().collect();
    let at = random.below(chars.len() + 1);
    match (random.below(4), at < chars.len()) {
        (0, true) => drop(chars.remove(at)),
        (1, true) => chars[at] = random.one_of(LETTERS),
        (2, true) => {
            let other = random.below(chars.len());
            chars.swap(at, other);
        }
        _ => chars.insert(at, random.one_of(LETTERS)),
    }
    chars.into_iter().collect()
}

/// Writes a parameter into the value of the one before it in the signed text, which stays as it is.
fn swallow(pairs: &mut Vec<(String, String)>, random: &mut Random) {
    let at = 1 + random.below(pairs.len() - 1);
    let (name, value) = pairs.remove(at);
    pairs[at - 1].1.extend([name.as_str(), "=", value.as_str()]);
}

/// Moves the end of a value to the beginning of the next name, or back.
fn shift(pairs: &mut [(String, String)], random: &mut Random) {
    let at = random.below(pairs.len() - 1);
    let length = pairs[at].1.chars().count();
    if length > 0 && random.below(2) == 0 {
        let cut = pairs[at].1.char_indices().nth(random.below(length)).unwrap().0;
        let moved = pairs[at].1.split_off(cut);
        pairs[at + 1].0.insert_str(0, &moved);
    } else {
        let rest = pairs[at + 1].0.split_off(1);
        let moved = std::mem::replace(&mut pairs[at + 1].0, rest);
        pairs[at].1 += &moved;
    }
}

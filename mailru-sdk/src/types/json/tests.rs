//! What a JSON value promises to those who look into it.

use std::collections::{BTreeMap, HashMap};

use proptest::prelude::*;
use serde::Deserialize;

use super::*;
use crate::types::{Flag, Timestamp, Uid};

fn json(text: &str) -> Json {
    Json::parse(text).unwrap()
}

#[test]
fn members_keep_their_order() {
    let text = r#"{"b":1,"a":{"d":null,"c":[true,"x",1.5]}}"#;
    assert_eq!(json(text).to_string(), text);
    assert_eq!(json(text).members().map(|(name, _)| name).collect::<Vec<_>>(), ["b", "a"]);
    assert_eq!(format!("{:#}", json(r#"{"a":[1]}"#)), "{\n  \"a\": [\n    1\n  ]\n}");
}

#[test]
fn numbers_lose_nothing() {
    for text in ["18446744073709551615", "-9223372036854775808", "0", "1.0", "0.1", "-0.0", "1e+300"] {
        assert_eq!(json(text).to_string(), text);
    }
}

#[test]
fn a_value_is_found_by_name_place_and_pointer() {
    let value = json(r#"{"a":[{"b":1},{"b":2}],"x/y":{"~":3},"":4,"0":5,"twice":1,"twice":2}"#);
    assert_eq!(value.get("a").and_then(|a| a.at(1)).and_then(|a| a.get("b")).and_then(Json::as_u64), Some(2));
    assert_eq!(value.get("twice").and_then(Json::as_u64), Some(2));
    let table = [
        ("/a/0/b", Some(1)),
        ("/x~1y/~0", Some(3)),
        ("/", Some(4)),
        ("/0", Some(5)),
        ("/a/2/b", None),
        ("/a/01/b", None),
        ("/a/+1/b", None),
        ("/a/-/b", None),
        ("/a/0/b/c", None),
        ("a/0/b", None),
    ];
    for (pointer, expected) in table {
        assert_eq!(value.pointer(pointer).and_then(Json::as_i64), expected, "{pointer}");
    }
    assert_eq!(value.pointer(""), Some(&value));
    assert_eq!(value.at(0), None);
}

#[test]
fn each_accessor_answers_for_its_own_kind_only() {
    assert_eq!(json(r#""a""#).as_str(), Some("a"));
    assert_eq!(json("5").as_str(), None);
    assert_eq!((json("-5").as_u64(), json("-5").as_i64(), json("-5").as_f64()), (None, Some(-5), Some(-5.0)));
    assert_eq!((json("5.0").as_u64(), json("5.0").as_i64(), json("5.0").as_f64()), (None, None, Some(5.0)));
    assert_eq!((json("true").as_bool(), json("1").as_bool()), (Some(true), None));
    assert!(json("null").is_null() && Json::default().is_null() && !json("0").is_null());
    assert_eq!((json("[1,2]").items().len(), json("{}").items().len(), json("[1]").members().len()), (2, 0, 0));
}

#[test]
fn equality_does_not_depend_on_the_order_of_members() {
    assert_eq!(json(r#"{"a":1,"b":[2]}"#), json(r#"{"b":[2],"a":1}"#));
    for (one, other) in
        [(r#"{"a":1}"#, r#"{"a":2}"#), (r#"{"a":1}"#, r#"{"a":1,"b":1}"#), ("[1,2]", "[2,1]"), ("1", "1.0")]
    {
        assert_ne!(json(one), json(other));
    }
}

#[test]
fn text_that_is_not_json_is_refused_without_its_content() {
    for text in ["", "{", "secret", r#"["secret"#, r#"{"a":1} secret"#, "[1,]", "1e999", "NaN"] {
        let error = Json::parse(text).unwrap_err();
        assert!(error.to_string().starts_with("not JSON: "), "{error}");
        assert!(!format!("{error} {error:?}").contains("secret"), "{error:?}");
    }
}

#[test]
fn deep_nesting_is_refused_before_it_hurts() {
    let nested = |depth| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    let deepest = json(&nested(127));
    assert_eq!(deepest.clone(), deepest);
    assert_eq!(deepest.to_string(), nested(127));
    assert_eq!(deepest.to::<Json>().unwrap(), deepest);
    for depth in [128, 100_000] {
        assert!(Json::parse(&nested(depth)).is_err());
        assert!(Json::parse(&format!("{}1", r#"{"a":"#.repeat(depth))).is_err());
    }
}

#[derive(Debug, PartialEq, Deserialize)]
enum Kind {
    Plain,
    Named(Uid),
    Pair(u8, u8),
    Fields { a: i8 },
}

#[derive(Debug, PartialEq, Deserialize)]
struct Mixed {
    uid: Uid,
    flag: Flag,
    time: Option<Timestamp>,
    kinds: Vec<Kind>,
    by_id: HashMap<u64, (bool, char)>,
    rest: Json,
    unit: (),
}

#[test]
fn a_typed_value_is_read_as_from_text() {
    let text = r#"{"uid":7,"flag":"1","time":null,"kinds":["Plain",{"Named":"8"},{"Pair":[1,2]},{"Fields":{"a":-1}}],
        "by_id":{"5":[true,"x"]},"rest":[{}],"unit":null,"ignored":[[1]]}"#;
    let mixed: Mixed = json(text).to().unwrap();
    assert_eq!(mixed, serde_json::from_str(text).unwrap());
    assert_eq!(mixed.kinds[1], Kind::Named(Uid::from(8)));
}

#[test]
fn a_value_that_does_not_fit_is_described_without_its_content() {
    let value = json(r#"{"a":["secret",{"b":"secret"}],"c":"secret","n":5}"#);
    let table = [
        (value.to::<BTreeMap<String, u8>>().err(), "a: expected u8, found a list"),
        (value.get("a").unwrap().to::<Vec<u8>>().err(), "[0]: expected u8, found a string"),
        (
            value.get("a").unwrap().to::<(String, BTreeMap<String, Timestamp>)>().err(),
            "[1].b: expected a Unix time in whole seconds, found a string",
        ),
        (value.get("n").unwrap().to::<String>().err(), "expected a string, found a number"),
        (
            value.get("c").unwrap().to::<Kind>().err(),
            "expected one of Plain, Named, Pair, Fields, found another variant",
        ),
        (value.to::<Mixed>().err(), "missing field `uid`"),
        (json("[1,2,3]").to::<(u8, u8)>().err(), "expected a list of 2, found one of 3"),
        (json("300").to::<u8>().err(), "expected u8, found a number"),
    ];
    for (error, expected) in table {
        assert_eq!(error.unwrap().to_string(), expected);
    }
}

#[test]
fn names_in_a_path_give_away_no_keys() {
    let key = "0123456789abcdef".repeat(2);
    let value = json(&format!(r#"{{"{key}":{{"{}":"x"}}}}"#, "n".repeat(60)));
    let error = value.to::<BTreeMap<String, BTreeMap<String, Uid>>>().unwrap_err().to_string();
    assert!(error.starts_with(&format!("….{}…: expected a user id", "n".repeat(40))), "{error}");
}

#[test]
fn a_serializable_value_becomes_json() {
    let value = Json::from_serialize(&BTreeMap::from([("uid", Uid::from(7))])).unwrap();
    assert_eq!(value.to_string(), r#"{"uid":"7"}"#);
    assert_eq!(Json::from_serialize("text").unwrap(), Json::from("text"));
    assert!(Json::from_serialize(&BTreeMap::from([(vec![1], 1)])).is_err());
}

fn any_json() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::from),
        any::<u64>().prop_map(Json::from),
        any::<i64>().prop_map(Json::from),
        any::<i32>().prop_map(|eighths| Json::from(f64::from(eighths) / 8.0)),
        any::<String>().prop_map(Json::from),
    ];
    leaf.prop_recursive(4, 32, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Json::from),
            prop::collection::vec((any::<String>(), inner), 0..4).prop_map(Json::from_iter),
        ]
    })
}

/// A JSON text with a few characters put in, left out or replaced.
fn damaged_json() -> impl Strategy<Value = String> {
    let letters = prop::sample::select(br#"{}[],:"\/ubnt019.+-eEdD8cfalsr "#.to_vec());
    let change = (any::<prop::sample::Index>(), letters, 0..3_u8);
    (any_json(), prop::collection::vec(change, 0..4)).prop_map(|(value, changes)| {
        let mut letters: Vec<char> = value.to_string().chars().collect();
        for (place, letter, what) in changes {
            let at = place.index(letters.len() + 1);
            match what {
                0 => letters.insert(at, letter.into()),
                1 if at < letters.len() => drop(letters.remove(at)),
                _ => letters.splice(at..letters.len().min(at + 1), [char::from(letter)]).for_each(drop),
            }
        }
        letters.into_iter().collect()
    })
}

proptest! {
    /// `serde_json` is another reading of the same grammar.
    #[test]
    fn what_is_json_is_what_others_take_for_json(text in damaged_json()) {
        let (ours, theirs) = (Json::parse(&text), serde_json::from_str::<serde_json::Value>(&text));
        prop_assert_eq!(ours.is_ok(), theirs.is_ok(), "{:?}: {:?}, {:?}", &text, &ours, &theirs);
        if let (Ok(ours), Ok(theirs)) = (ours, theirs) {
            // Of a name that stands twice, it has the last value only.
            prop_assert_eq!(serde_json::from_str::<serde_json::Value>(&ours.to_string()).unwrap(), theirs, "{}", text);
        } else if let (Err(ours), Err(theirs)) = (Json::parse(&text), serde_json::from_str::<serde_json::Value>(&text)) {
            let message = ours.to_string();
            // Half a pair of escapes and numbers without bounds are told in words of their own.
            prop_assert!(message.starts_with("not JSON: "), "{}: {} is not {}", text, message, theirs);
        }
    }

    #[test]
    fn every_value_survives_its_text(value in any_json()) {
        prop_assert_eq!(&Json::parse(&value.to_string()).unwrap(), &value);
        prop_assert_eq!(&Json::parse(&format!("{value:#}")).unwrap(), &value);
        prop_assert_eq!(&value.to::<Json>().unwrap(), &value);
    }
}

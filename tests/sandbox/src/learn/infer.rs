//! From what was seen to types: of all values together, never of one alone.

use super::seen::{Scalars, Seen};
use crate::known::Scalar;
use crate::recording::scrub::names::is_id;

/// What a place seems to hold.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Shape {
    /// Nothing was seen, or things that have nothing in common.
    Any,
    Scalar(Scalar),
    /// A list, and whether one value may stand in its place.
    List(Box<Shape>, bool),
    Map(Box<Shape>),
    Object(Vec<Member>),
}

/// A member of an object.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Member {
    pub(crate) name: String,
    pub(crate) shape: Shape,
    /// In how many of how many objects it was.
    pub(crate) times: (u64, u64),
    pub(crate) always: bool,
}

/// So many objects must have a member before it is said to be always there.
const ENOUGH: u64 = 3;

pub(crate) fn shape(seen: &Seen, name: &str) -> Shape {
    let scalars = seen.scalars.total();
    let objects = seen.objects + seen.maps;
    match (seen.lists, objects, scalars) {
        // An empty list stands for an object that is not there.
        (0, 0, 0) if seen.empty_lists > 0 => Shape::List(Box::new(Shape::Any), false),
        (0, 0, 0) if seen.empty_texts > 0 => Shape::Scalar(Scalar::String),
        (0, 0, 0) => Shape::Any,
        (0, 0, _) => Shape::Scalar(scalar(&seen.scalars, name)),
        (0, _, 0) => object(seen, name),
        (_, 0, 0) => Shape::List(Box::new(items(seen, name)), false),
        // One in the place of a list.
        (_, _, 0) | (_, 0, _) => {
            let mut all = seen.items.as_deref().cloned().unwrap_or_default();
            let single = Seen { lists: 0, empty_lists: 0, items: None, ..seen.clone() };
            all.merge(&single);
            match shape(&all, name) {
                Shape::Any => Shape::Any,
                item => Shape::List(Box::new(item), true),
            }
        }
        _ => Shape::Any,
    }
}

fn items(seen: &Seen, name: &str) -> Shape {
    // `uids` are many of what `uid` is one of.
    let one = name.strip_suffix('s').unwrap_or(name);
    seen.items.as_deref().map_or(Shape::Any, |items| shape(items, one))
}

fn object(seen: &Seen, name: &str) -> Shape {
    match (&seen.values, seen.objects) {
        (Some(values), 0) => Shape::Map(Box::new(shape(values, name))),
        (None, _) if !seen.members.is_empty() => {
            Shape::Object(seen.members.iter().map(|(name, member)| self::member(name, member, seen.objects)).collect())
        }
        _ => Shape::Any,
    }
}

fn member(name: &str, seen: &Seen, objects: u64) -> Member {
    let there = seen.times() - seen.absent;
    let shape = shape(seen, name);
    // An empty list may stand for nothing.
    let always = objects >= ENOUGH && there == objects && shape != Shape::Any;
    Member { name: name.to_owned(), shape, times: (there, objects), always }
}

/// The type of what is neither a list nor an object.
pub(crate) fn scalar(seen: &Scalars, name: &str) -> Scalar {
    let total = seen.total();
    match () {
        () if seen.bools > 0 && seen.bools + seen.words_of_truth == total => Scalar::Bool,
        () if seen.bools + seen.flags == total && !is_count(name) && !is_id(name) => Scalar::Flag,
        () if seen.whole == total => whole(seen, name),
        () if seen.whole + seen.decimals == total => Scalar::F64,
        () if seen.dates == total => Scalar::Date,
        () if seen.urls == total => Scalar::Url,
        () if seen.html > 0 && seen.texts == total => Scalar::Html,
        () => Scalar::String,
    }
}

fn whole(seen: &Scalars, name: &str) -> Scalar {
    let fits = seen.ids == 0 && seen.negative == 0;
    match () {
        () if fits && (is_user(name) || (seen.long == seen.whole && seen.texts == seen.whole)) => Scalar::Uid,
        () if seen.ids > 0 || is_id(name) => Scalar::String,
        () if seen.times == seen.whole => Scalar::Timestamp,
        () if seen.large > 0 => {
            if seen.negative > 0 {
                Scalar::F64
            } else {
                Scalar::U64
            }
        }
        () => Scalar::Int,
    }
}

/// The names that the platform has for ids of users.
fn is_user(name: &str) -> bool {
    matches!(name, "uid" | "uid2" | "owner" | "vid" | "oid" | "user_id" | "owner_id" | "author_id")
        || name.ends_with("_uid")
}

/// What is 0 or 1 by chance.
fn is_count(name: &str) -> bool {
    const COUNTS: [&str; 13] = [
        "count", "cnt", "num", "total", "size", "score", "balance", "unread", "offset", "limit", "width", "height",
        "age",
    ];
    COUNTS.iter().any(|count| name.contains(count))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Shape, shape};
    use crate::learn::seen::Seen;

    fn written(shape: &Shape) -> String {
        match shape {
            Shape::Any => "any".to_owned(),
            Shape::Scalar(scalar) => scalar.word().to_owned(),
            Shape::List(item, single) => format!("[{}]{}", written(item), if *single { " or one" } else { "" }),
            Shape::Map(value) => format!("{{{}}}", written(value)),
            Shape::Object(members) => {
                let member = |member: &super::Member| {
                    format!("{}{}: {}", member.name, if member.always { "!" } else { "" }, written(&member.shape))
                };
                format!("({})", members.iter().map(member).collect::<Vec<_>>().join(", "))
            }
        }
    }

    fn of(name: &str, values: &[Value]) -> String {
        let mut seen = Seen::default();
        for value in values {
            seen.add(value);
        }
        written(&shape(&seen, name))
    }

    #[test]
    fn types_come_from_all_values_together() {
        let rows: [(&str, &[Value], &str); 24] = [
            ("is_new", &[json!(0), json!("1")], "flag"),
            ("likes_count", &[json!(0), json!(1)], "int"),
            ("level", &[json!(0), json!(1), json!(2)], "int"),
            ("level", &[json!("12"), json!(7)], "int"),
            ("level", &[json!("12"), json!("high")], "string"),
            ("level", &[json!(1.5), json!(2)], "f64"),
            ("can", &[json!(true), json!(false)], "bool"),
            ("from", &[json!("15410773191172635989")], "uid"),
            ("uid", &[json!("7")], "uid"),
            ("sum", &[json!(15_410_773_191_172_635_989_u64)], "u64"),
            ("gift_id", &[json!(12), json!("13")], "string"),
            ("code", &[json!("0012")], "string"),
            ("born", &[json!("01.02.1985"), json!("08.03"), json!("")], "date"),
            ("time", &[json!(1_409_529_600), json!("1409529601")], "timestamp"),
            ("time", &[json!(1_409_529_600), json!(5)], "int"),
            ("link", &[json!("http://a.ru/b"), Value::Null], "url"),
            ("text", &[json!("a <b>c</b>"), json!("d")], "html"),
            ("uids", &[json!([]), json!(["15410773191172635989"])], "[uid]"),
            ("parts", &[json!([{"a": 1.5}]), json!({"a": 2.5})], "[(a: f64)] or one"),
            ("by_user", &[json!({"15410773191172635989": 5, "15410773191172635988": 7})], "{int}"),
            ("place", &[json!({"x": 5}), json!([])], "(x: int)"),
            ("mixed", &[json!({"x": 5}), json!("a")], "any"),
            ("empty", &[json!([])], "[any]"),
            ("", &[json!({"a": "x", "b": 5}), json!({"a": "y"}), json!({"a": "z", "b": null})], "(a!: string, b: int)"),
        ];
        for (name, values, expected) in rows {
            assert_eq!(of(name, values), expected, "{name}: {values:?}");
        }
    }
}

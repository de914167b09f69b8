//! Comma lists: made of whatever a program has, and never ambiguous.

use std::collections::{BTreeMap, BTreeSet};

use mailru_sdk::{Date, Text, Uid};

use crate::{
    kinds::{Colour, Set},
    sent,
};

/// Sets a list.
type Change = Box<dyn FnOnce(Set<'_>) -> Set<'_>>;

#[tokio::test]
async fn ids_come_from_anything_that_can_be_walked_through() {
    let ids = vec![Uid::new(3), Uid::new(1), Uid::new(u64::MAX)];
    let map: BTreeMap<u64, &str> = [(3, "a"), (4, "b")].into();
    let rows: [(Change, &str); 8] = [
        (Box::new(|call| call.users([3_u64, 1])), "3,1"),
        (Box::new(|call| call.users(vec![3_u64, 1])), "3,1"),
        (Box::new(|call| call.users(5..=7_u64)), "5,6,7"),
        (Box::new(|call| call.users([Uid::new(3)])), "3"),
        (Box::new(|call| call.users(BTreeSet::from([Uid::new(9), Uid::new(8)]))), "8,9"),
        (Box::new(move |call| call.users(map.into_keys().filter(|id| *id > 3))), "4"),
        (Box::new(|call| call.users(Some(Uid::new(3)))), "3"),
        (Box::new(|call| call.users(Vec::<Uid>::new())), ""),
    ];
    for (call, expected) in rows {
        assert_eq!(sent(call, "users").await.unwrap(), expected);
    }
    let borrowed: &[Uid] = &ids;
    assert_eq!(sent(|call| call.users(borrowed), "users").await.unwrap(), "3,1,18446744073709551615");
    assert_eq!(sent(|call| call.users(&ids), "users").await.unwrap(), "3,1,18446744073709551615");
    assert_eq!(
        sent(|call| call.users(ids.iter().copied().rev().take(2)), "users").await.unwrap(),
        "18446744073709551615,1"
    );
}

#[tokio::test]
async fn texts_may_be_borrowed_or_owned() {
    assert_eq!(sent(|call| call.words(["а", "б c"]), "words").await.unwrap(), "а,б c");
    assert_eq!(sent(|call| call.words(vec!["a".to_owned()]), "words").await.unwrap(), "a");
    assert_eq!(sent(|call| call.words(&["a".to_owned(), "b".to_owned()]), "words").await.unwrap(), "a,b");
    assert_eq!(sent(|call| call.words("a b".split(' ')), "words").await.unwrap(), "a,b");
    assert_eq!(sent(|call| call.words([Text::from("a")]), "words").await.unwrap(), "a");
}

#[tokio::test]
async fn items_are_written_as_their_type_is_written_alone() {
    assert_eq!(sent(|call| call.steps([-1, 2]), "steps").await.unwrap(), "-1,2");
    assert_eq!(sent(|call| call.lights([true, false]), "lights").await.unwrap(), "1,0");
    let days = [Date::new(1, 2, None).unwrap(), Date::new(3, 4, Some(1985)).unwrap()];
    assert_eq!(sent(|call| call.days(days), "days").await.unwrap(), "01.02,03.04.1985");
    assert_eq!(sent(|call| call.colours([Colour::Red, Colour::Green]), "colours").await.unwrap(), "red,green");
    assert_eq!(sent(|call| call.colours(["red", "blue"]), "colours").await.unwrap(), "red,blue");
}

#[tokio::test]
async fn an_item_with_a_comma_is_refused() {
    let problem = "has an item with a comma, which would be read as two items";
    for words in [&["a", "b,c"][..], &["a,b"], &[","]] {
        assert_eq!(sent(|call| call.words(words), "words").await.unwrap_err(), problem, "{words:?}");
    }
    assert_eq!(sent(|call| call.colours([Colour::Unknown("a,b".into())]), "colours").await.unwrap_err(), problem);
}

#[tokio::test]
async fn a_list_has_as_many_items_as_it_may_and_not_more() {
    assert_eq!(sent(|call| call.words(["1", "2", "3"]), "words").await.unwrap(), "1,2,3");
    let problem = "has 4 items, and at most 3 are allowed";
    assert_eq!(sent(|call| call.words(["1", "2", "3", "4"]), "words").await.unwrap_err(), problem);
    let problem = "has 3 items, and at most 2 are allowed";
    assert_eq!(sent(|call| call.steps([1, 2, 3]), "steps").await.unwrap_err(), problem);
}

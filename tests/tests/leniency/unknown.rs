//! What the platform may add: members, words, numbers and kinds that the spec does not know.

use serde_json::{Value, json};

use crate::{
    examples::Answers,
    spec::{Shape, Step},
};

/// Members that no object of the spec has.
fn add_members(value: &mut Value) {
    let members = value.as_object_mut().expect("an object");
    for (name, value) in [
        ("новый член", json!(null)),
        ("", json!([1, {"a": null}])),
        ("x", json!({"uid": "not an id", "time": []})),
        ("Uid", json!(true)),
    ] {
        members.insert(name.to_owned(), value);
    }
}

#[tokio::test]
async fn every_object_may_have_members_that_nobody_knows() {
    let answers = Answers::rewritten(|answer, places| {
        for path in &places.objects {
            add_members(path.iter().fold(&mut *answer, |value, step| match step {
                Step::Item(index) => &mut value[*index],
                Step::Member(name) => &mut value[name],
            }));
        }
        places.objects.len()
    });
    answers.assert_understood(80).await;
}

#[tokio::test]
async fn every_enum_takes_values_that_nobody_knows() {
    let answers = Answers::changed(|_, shape| match shape {
        Shape::Words => vec![Some(json!("no such word")), Some(json!(77)), Some(json!(""))],
        Shape::Numbers => vec![Some(json!(77)), Some(json!("77")), Some(json!(-1))],
        _ => vec![],
    });
    answers.assert_understood(20).await;
}

#[tokio::test]
async fn every_union_takes_kinds_that_nobody_knows() {
    let answers = Answers::changed(|_, shape| match shape {
        Shape::Union { tag, .. } => {
            let kinds = [json!("no such kind"), json!(77), json!(null), json!([]), json!("")];
            let objects = kinds.map(|kind| Some(json!({*tag: kind, "id": [], "authors": 5})));
            objects.into_iter().chain([Some(json!({}))]).collect()
        }
        _ => vec![],
    });
    answers.assert_understood(20).await;
}

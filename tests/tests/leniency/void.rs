//! Values that are not there: members left out, `null`, and the empty forms that some servers write instead.

use serde_json::json;

use crate::{
    examples::Answers,
    spec::{Place, Shape},
};

fn optional(place: &Place) -> bool {
    !place.always
}

#[tokio::test]
async fn every_optional_member_may_be_null() {
    let answers = Answers::changed(|place, _| if optional(place) { vec![Some(json!(null))] } else { vec![] });
    answers.assert_understood(400).await;
}

#[tokio::test]
async fn every_optional_member_may_be_left_out() {
    let answers = Answers::changed(|place, _| if optional(place) { vec![None] } else { vec![] });
    answers.assert_understood(400).await;
}

#[tokio::test]
async fn an_empty_string_may_stand_for_any_value_that_is_optional() {
    let answers = Answers::changed(|place, _| if optional(place) { vec![Some(json!(""))] } else { vec![] });
    answers.assert_understood(400).await;
}

#[tokio::test]
async fn an_empty_list_may_stand_for_an_object() {
    let answers = Answers::changed(|place, shape| match shape {
        Shape::Object(_) if optional(place) => vec![Some(json!([]))],
        Shape::List(_) => vec![Some(json!([]))],
        Shape::Map(_) => vec![Some(json!({})), Some(json!([]))],
        _ => vec![],
    });
    answers.assert_understood(20).await;
}

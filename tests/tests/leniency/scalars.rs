//! Numbers as strings, strings as numbers, and the many spellings of a flag.

use serde_json::{Value, json};

use crate::{
    examples::Answers,
    spec::{Place, Shape},
};

fn values<const N: usize>(values: [Value; N]) -> Vec<Option<Value>> {
    values.map(Some).into()
}

/// The values for places of these types.
fn of(types: &'static [&str], new: Vec<Option<Value>>) -> impl Fn(&Place, &Shape<'_>) -> Vec<Option<Value>> {
    move |_, shape| match shape {
        Shape::Scalar(ty) if types.contains(ty) => new.clone(),
        _ => vec![],
    }
}

#[tokio::test]
async fn a_number_may_be_a_string() {
    let numbers = &["u32", "u64", "i64", "int", "f64", "uid", "timestamp"];
    let spellings = values([json!(7), json!("7"), json!(0), json!("0"), json!(2_147_483_648_u32), json!("2147483648")]);
    Answers::changed(of(numbers, spellings)).assert_understood(200).await;
    let largest = values([json!(u64::MAX), json!(u64::MAX.to_string())]);
    Answers::changed(of(&["uid", "u64"], largest)).assert_understood(10).await;
    let negative = values([json!(-7), json!("-7")]);
    Answers::changed(of(&["int", "i64", "timestamp", "f64"], negative)).assert_understood(40).await;
}

#[tokio::test]
async fn a_string_may_be_a_number() {
    let spellings = values([json!("12"), json!(12), json!(1.5), json!(u64::MAX), json!("")]);
    Answers::changed(of(&["string", "url", "html"], spellings)).assert_understood(400).await;
}

#[tokio::test]
async fn a_flag_has_many_forms() {
    let spellings =
        values([json!(0), json!(1), json!("0"), json!("1"), json!(false), json!(true), json!("false"), json!("true")]);
    Answers::changed(of(&["flag", "bool"], spellings)).assert_understood(200).await;
    let words = values([json!("yes"), json!("no"), json!("True"), json!("False"), json!(2), json!("-1")]);
    Answers::changed(of(&["flag", "bool"], words)).assert_understood(150).await;
}

#[tokio::test]
async fn a_date_may_lack_its_year_or_be_nonsense() {
    let spellings = values([json!("05.11"), json!("05.11.1980"), json!("5 ноября"), json!(0)]);
    Answers::changed(of(&["date"], spellings)).assert_understood(8).await;
}

#[tokio::test]
async fn what_is_typed_as_anything_may_be_anything() {
    let spellings = values([json!(1), json!("text"), json!(true), json!([1, null]), json!({"a": [{}]})]);
    Answers::changed(of(&["any"], spellings)).assert_understood(15).await;
}

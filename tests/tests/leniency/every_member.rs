//! Every member of every object of the spec, replaced by each kind of JSON there is: no answer is lost but for what has to
//! be there, and whatever does not fit is told by its path, either way.

use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex},
};

use mailru_sdk::{Api, ClientApp, Error, api::GROUPS};
use mailru_tests::sequence::Sequence;
use serde_json::{Value, json};

use crate::{
    examples::each,
    probes::PROBES,
    spec::{Place, Shape, Step, Types, every_object},
};

/// One of each kind: nothing, PHP's forms of nothing, a number, a text, a deep object.
fn kinds() -> [Value; 8] {
    [json!(null), json!(false), json!(""), json!([]), json!({}), json!(7), json!("text"), json!({"a": {"b": [1]}})]
}

/// Whether the place takes the value without a word; `single` is a list in whose place its only element may stand.
fn fits(types: &Types, place: &Place, single: bool, value: &Value) -> bool {
    let (empty, is_false) = (*value == json!(""), *value == json!(false));
    let (object, nothing) = (value.is_object(), value.is_null() && !place.always);
    let absent = nothing || (empty && !place.always);
    match types.shape(&place.ty) {
        Shape::Scalar("any") => true,
        Shape::Scalar("string" | "url" | "html" | "date") | Shape::Words => {
            nothing || value.is_string() || value.is_number()
        }
        Shape::Scalar("flag" | "bool") => absent || is_false,
        Shape::Scalar(_) | Shape::Numbers => absent || value.is_number(),
        Shape::List(item) if single && object && value.get("a").is_some() => {
            matches!(types.shape(item), Shape::Union { .. })
        }
        Shape::List(_) | Shape::Map(_) => nothing || empty || is_false || *value == json!([]) || *value == json!({}),
        Shape::Object(fields) => {
            let whole = fields.values().all(|field| field.get("always") != Some(&json!(true)));
            absent || (!place.always && (is_false || *value == json!([]) || *value == json!({}))) || (object && whole)
        }
        Shape::Union { .. } => absent || object || (!place.always && (is_false || *value == json!([]))),
    }
}

/// The path of what does not fit: inside a map it is the value.
fn path(types: &Types, place: &Place, value: &Value) -> String {
    match types.shape(&place.ty) {
        Shape::Map(_) if value.is_object() => format!("{}.a", place.name()),
        _ => place.name(),
    }
}

fn is_single(types: &Types, place: &Place) -> bool {
    matches!(place.path.last(), Some(Step::Member(name)) if name == "text_media")
        && matches!(types.shape(&place.ty), Shape::List(_))
}

#[tokio::test]
async fn any_value_in_any_place_costs_no_more_than_the_member() {
    let (mut cases, mut tried) = (Vec::new(), BTreeSet::new());
    each(|name, types, example, places| {
        let Some((_, probe)) = PROBES.iter().find(|(probed, _)| *probed == name) else { return };
        tried.extend(places.names.iter().map(|name| (*name).to_owned()));
        for place in &places.all {
            for value in kinds() {
                let single = is_single(types, place);
                let misfit = (!fits(types, place, single, &value)).then(|| path(types, place, &value));
                cases.push((*probe, place.with(example, Some(value)).to_string(), place.always, misfit));
            }
        }
    });
    let left: Vec<_> = every_object(GROUPS).difference(&tried).cloned().collect();
    assert!(left.is_empty(), "no example of a method among the probes has {left:?}");
    assert!(cases.len() > 2500, "only {} cases", cases.len());
    let server = Sequence::of(cases.iter().map(|(_, body, ..)| body.clone())).await.unwrap();
    let told = Arc::new(Mutex::new(Vec::new()));
    let note = Arc::clone(&told);
    let settings = server.settings().on_misfit(move |misfit| note.lock().unwrap().push(misfit.path().to_owned()));
    let api = Api::new(ClientApp::new(1, "private key").settings(settings).session("access token", 1));
    let mut left_out = 0;
    for (probe, body, always, misfit) in cases {
        let answer = probe(&api).await;
        let mut paths = std::mem::take(&mut *told.lock().unwrap());
        match answer {
            Ok(()) => {}
            Err(Error::Decode(error)) if always => paths.push(error.path().to_owned()),
            Err(error) => panic!("{error}\n{body}"),
        }
        left_out += paths.len();
        assert_eq!(paths, Vec::from_iter(misfit), "{body}");
    }
    assert!(left_out > 1000, "only {left_out} misfits");
}

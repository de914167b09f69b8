//! The examples of the spec, changed in one place at a time, as answers to a typed call of every method.

use std::{
    collections::BTreeMap,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use mailru_sdk::{
    Error, Uid,
    api::{self, GROUPS},
    spec::{MethodSpec, VariantSpec},
};
use mailru_tests::sequence::{Asked, Sequence};
use serde_json::Value;

use crate::spec::{Place, Places, Shape, Step, Types};

/// Calls that the macro wrote from the same spec files as the SDK.
mod calls {
    mailru_sdk::__with_spec_files!(mailru_macros::calls);
}

/// A method and one of its variants.
pub type Name = (&'static str, &'static str);

/// Every example of the spec with its places.
pub fn each(mut look: impl FnMut(Name, &Types, &Value, &Places<'_>)) {
    for group in GROUPS {
        let types = Types::of(group);
        for (method, variant) in
            group.methods.iter().flat_map(|method| method.variants.iter().map(move |variant| (method, variant)))
        {
            let example = serde_json::from_str(variant.example.unwrap()).unwrap();
            let places = Places::of(&types, &example, variant.returns);
            look((method.name, variant.name), &types, &example, &places);
        }
    }
}

/// Answers that every method shall understand, by method and variant.
#[derive(Default)]
pub struct Answers {
    bodies: BTreeMap<Name, Vec<Value>>,
    changes: usize,
}

impl Answers {
    /// The examples with each place changed to each of the values that `values` names for it; `None` stands for a member that
    /// is not there.
    ///
    /// Many changes go into one answer: of a list, its changed elements one after the other; of an object, all changes that do
    /// not touch each other.
    pub fn changed(values: impl Fn(&Place, &Shape<'_>) -> Vec<Option<Value>>) -> Self {
        let mut answers = Self::default();
        each(|name, types, example, places| {
            let (mut elements, mut objects) = (Vec::new(), BTreeMap::new());
            for place in &places.all {
                for (number, value) in values(place, &types.shape(&place.ty)).into_iter().enumerate() {
                    answers.changes += 1;
                    if let (Value::Array(_), Step::Item(index)) = (example, &place.path[0]) {
                        elements.push(place.with(example, value)[*index].take());
                    } else {
                        let object = objects.entry((number, place.path.len())).or_insert_with(|| example.clone());
                        *object = place.with(object, value);
                    }
                }
            }
            let list = (!elements.is_empty()).then_some(Value::Array(elements));
            answers.bodies.insert(name, list.into_iter().chain(objects.into_values()).collect());
        });
        answers
    }

    /// The examples as `change` leaves them; it tells how much it has changed.
    pub fn rewritten(change: impl Fn(&mut Value, &Places<'_>) -> usize) -> Self {
        let mut answers = Self::default();
        each(|name, _, example, places| {
            let mut answer = example.clone();
            answers.changes += change(&mut answer, places);
            answers.bodies.insert(name, vec![answer]);
        });
        answers
    }

    /// Gives the answers to typed calls of all methods in both circuits, until every one was given.
    pub async fn assert_understood(self, least: usize) {
        assert!(self.changes >= least, "only {} changes", self.changes);
        let rounds = self.bodies.values().map(Vec::len).max().unwrap_or(0);
        let round = Arc::new(AtomicUsize::new(0));
        let (current, bodies) = (Arc::clone(&round), self.bodies);
        let server = Sequence::by(move |asked| {
            let (method, variant) = called(asked);
            let bodies = bodies.get(&(method.name, variant.name)).map(Vec::as_slice).unwrap_or_default();
            let body = bodies.get(current.load(Ordering::SeqCst)).map(Value::to_string);
            (200, body.unwrap_or_else(|| variant.example.unwrap().to_owned()))
        });
        let server = server.await.unwrap();
        let (client, secret) = (server.client(), server.server());
        let text = |_, _| "text".to_owned();
        for at in 0..rounds {
            round.store(at, Ordering::SeqCst);
            assert_succeeded(calls::client(&client, Uid::new(1), &text).await);
            assert_succeeded(calls::server(&secret, Uid::new(1), &text).await);
        }
    }
}

fn assert_succeeded(answers: Vec<(&str, Result<(), Error>)>) {
    for (method, answer) in answers {
        assert!(answer.is_ok(), "{method}: {}", answer.unwrap_err());
    }
}

/// The method and the variant that a request asks for.
fn called(asked: &Asked) -> (&'static MethodSpec, &'static VariantSpec) {
    let method = api::method(asked.get("method").unwrap()).unwrap();
    let switched = method.params.iter().find(|param| param.switch.is_some() && asked.get(param.name) == Some("1"));
    let variant = switched.and_then(|param| param.switch).unwrap_or("default");
    (method, method.variant(variant).unwrap())
}

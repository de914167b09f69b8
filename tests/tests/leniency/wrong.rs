//! Members of a wrong kind, where nothing is left out: the error says where they are, however deep, and inside unions too.

use std::sync::{Arc, Mutex};

use mailru_sdk::{
    Api, ClientApp, Error, Misfits,
    error::{DecodeError, DecodeKind},
};
use mailru_tests::sequence::Sequence;
use serde_json::{Value, json};

use crate::{
    examples::{Name, each},
    probes::{PROBES, Probe},
    spec::{Place, Shape},
};

/// An answer that is not understood, and why not.
struct Misfit {
    answer: Value,
    path: String,
    expected: &'static str,
}

/// A value of a kind that the place never has, and how the place calls what it takes.
fn wrong_kind(shape: &Shape<'_>) -> Option<(Value, &'static str)> {
    Some(match shape {
        Shape::Scalar("any") => return None,
        Shape::Scalar("string" | "url" | "html") | Shape::Words => {
            (json!({"a": 1}), "expected a text, found an object")
        }
        Shape::Scalar("date") => (json!([1]), "expected a date (DD.MM.YYYY or DD.MM), found a list"),
        Shape::Scalar("flag") => (json!(2), "expected a flag (0, 1, true or false), found 2"),
        Shape::Scalar("uid") => (json!("ivanov"), "expected a user id "),
        Shape::Scalar(_) | Shape::Numbers => (json!("many"), "expected a"),
        Shape::List(_) => (json!(true), "expected "),
        Shape::Map(_) | Shape::Object(_) | Shape::Union { .. } => (json!(5), "expected an object, found 5"),
    })
}

/// Every example with each of its places made wrong by `change`.
fn misfits(
    change: impl Fn(&Place, &Shape<'_>) -> Option<(Option<Value>, &'static str)>,
) -> Vec<(Name, Probe, Vec<Misfit>)> {
    let mut probes = Vec::new();
    each(|name, types, example, places| {
        let Some((_, probe)) = PROBES.iter().find(|(probed, _)| *probed == name) else { return };
        let misfits = places.all.iter().filter_map(|place| {
            let (value, expected) = change(place, &types.shape(&place.ty))?;
            Some(Misfit { answer: place.with(example, value), path: place.name(), expected })
        });
        probes.push((name, *probe, misfits.collect()));
    });
    assert_eq!(probes.len(), PROBES.len(), "each probe is of a method that there is");
    probes
}

/// Makes the call with each of the answers.
async fn errors(probe: Probe, misfits: &[Misfit]) -> Vec<DecodeError> {
    let bodies: Vec<_> = misfits.iter().map(|misfit| misfit.answer.to_string()).collect();
    let server = Sequence::of(bodies).await.unwrap();
    let settings = server.settings().misfits(Misfits::Refused);
    let api = Api::new(ClientApp::new(1, "private key").settings(settings).session("access token", 1));
    let mut errors = Vec::new();
    for misfit in misfits {
        match probe(&api).await {
            Err(Error::Decode(error)) => errors.push(error),
            other => panic!("{}: {other:?}", misfit.path),
        }
    }
    errors
}

async fn assert_located(probes: Vec<(Name, Probe, Vec<Misfit>)>, least: usize) -> Vec<String> {
    let mut paths = Vec::new();
    for ((method, _), probe, misfits) in probes {
        for (error, misfit) in errors(probe, &misfits).await.iter().zip(&misfits) {
            assert_eq!((error.kind(), error.method()), (DecodeKind::Shape, method));
            assert_eq!(error.path(), misfit.path, "{error}");
            let beginning = format!("{method}: unexpected answer at {}: {}", misfit.path, misfit.expected);
            assert!(error.to_string().starts_with(&beginning), "{error}\nis not\n{beginning}");
            paths.push(misfit.path.clone());
        }
    }
    assert!(paths.len() >= least, "only {} places", paths.len());
    paths
}

#[tokio::test]
async fn a_member_of_a_wrong_kind_is_told_by_its_path() {
    let wrong = misfits(|_, shape| wrong_kind(shape).map(|(value, expected)| (Some(value), expected)));
    let paths = assert_located(wrong, 300).await;
    for path in [
        "[0]",
        "count",
        "photos",
        "result[0].mid",
        "[0].location.city.id",
        "[0].user.uid",
        "[0].authors[0]",
        "[0].text_media[2].content.is_blacklist",
        "[0].attachments[4].content.uid",
        "[1].attachments[0].content.Genre[0].id",
        "[5].comment.author.cover.target_album.privacy",
    ] {
        assert!(paths.iter().any(|known| known == path), "{path} is not among {paths:?}");
    }
}

#[tokio::test]
async fn a_member_that_is_always_there_may_not_be_null() {
    let null = |place: &Place, shape: &Shape<'_>| {
        let takes_null = matches!(shape, Shape::Scalar("any"));
        (place.always && !takes_null).then_some((Some(Value::Null), "expected "))
    };
    assert_located(misfits(null), 15).await;
}

#[tokio::test]
async fn a_member_that_is_always_there_may_not_be_missing() {
    let missing = |place: &Place, _: &Shape<'_>| {
        let is_member = matches!(place.path.last(), Some(crate::spec::Step::Member(_)));
        (place.always && is_member && place.ty != "flag").then_some((None, ""))
    };
    for (_, probe, misfits) in misfits(missing) {
        for (error, misfit) in errors(probe, &misfits).await.iter().zip(&misfits) {
            let (_, name) = misfit.path.rsplit_once('.').unwrap_or(("", &misfit.path));
            assert_eq!(error.kind(), DecodeKind::Shape);
            assert!(error.to_string().contains(&format!("missing field `{name}`")), "{error}");
        }
    }
}

#[tokio::test]
async fn one_wrong_member_among_many_answers_is_an_error_and_the_next_answer_is_not() {
    let good = Arc::new(Mutex::new(false));
    let turn = Arc::clone(&good);
    let server = Sequence::by(move |_| {
        let mut good = turn.lock().unwrap();
        *good = !*good;
        (200, if *good { "[1]" } else { "[{}]" }.to_owned())
    });
    let server = server.await.unwrap();
    let api = server.client();
    for _ in 0..3 {
        assert!(api.friends().get().await.is_ok());
        assert!(matches!(api.friends().get().await, Err(Error::Decode(error)) if error.path() == "[0]"));
    }
}

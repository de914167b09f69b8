//! Mistakes about what stands beside the parameters: the uid in front, the key behind, and which circuit asks for what.

use std::borrow::Cow;

use super::{Made, one};
use crate::circuit::Circuit;
use crate::explain::Facts;
use crate::explain::recipe::{Beside, Recipe, Value};

pub(super) fn keys_swapped<'a>(_: &Facts<'a>, recipe: &Recipe<'a>) -> Vec<Made<'a>> {
    let swap = |beside: &mut Beside<'a>| match beside {
        Beside::PrivateKey => *beside = Beside::SecretKey,
        Beside::SecretKey => *beside = Beside::PrivateKey,
        Beside::Text(_) => {}
    };
    let mut recipe = recipe.clone();
    recipe.front.iter_mut().for_each(swap);
    recipe.behind.iter_mut().for_each(swap);
    one(Some(recipe))
}

pub(super) fn uid_missing<'a>(_: &Facts<'a>, recipe: &Recipe<'a>) -> Vec<Made<'a>> {
    one((!recipe.front.is_empty()).then(|| Recipe { front: Vec::new(), ..recipe.clone() }))
}

/// That of the user who acts, or of whom the parameters speak.
pub(super) fn uid_in_front<'a>(facts: &Facts<'a>, recipe: &Recipe<'a>) -> Vec<Made<'a>> {
    if !recipe.front.is_empty() || facts.circuit == Circuit::Client {
        return Vec::new();
    }
    let owner = facts.uid.map(|uid| Cow::Owned(uid.to_string()));
    owner.into_iter().chain(named(facts)).map(|uid| in_front(recipe, uid)).collect()
}

/// The `uid` or `uid2` that a method takes, whose user the call is about and not by.
pub(super) fn another_uid<'a>(facts: &Facts<'a>, recipe: &Recipe<'a>) -> Vec<Made<'a>> {
    if recipe.front.is_empty() {
        return Vec::new();
    }
    named(facts).map(|uid| in_front(recipe, uid)).collect()
}

fn named<'a>(facts: &Facts<'a>) -> impl Iterator<Item = Cow<'a, str>> + use<'a> {
    let parameters = facts.parameters;
    ["uid", "uid2"].into_iter().filter_map(|name| parameters.get(name)).map(Cow::Borrowed)
}

fn in_front<'a>(recipe: &Recipe<'a>, uid: Cow<'a, str>) -> Made<'a> {
    (Recipe { front: vec![Beside::Text(uid)], ..recipe.clone() }, None)
}

/// A server that forgot to send `secure=1`, whether or not it signed it; or a client that signed what it did not send.
pub(super) fn secure_not_sent<'a>(facts: &Facts<'a>, recipe: &Recipe<'a>) -> Vec<Made<'a>> {
    if facts.circuit == Circuit::Server {
        return Vec::new();
    }
    let server = Recipe { front: Vec::new(), behind: vec![Beside::SecretKey], ..recipe.clone() };
    let secure = |recipe: &Recipe<'a>| {
        let others = recipe.keeping(|name, _| name != "secure");
        others.as_ref().unwrap_or(recipe).with("secure", Value::Text(Cow::Borrowed("1")))
    };
    [secure(&server), server, secure(recipe)].map(|recipe| (recipe, None)).into()
}

/// A client that sends `secure=1`, whether or not it signed it.
pub(super) fn secure_sent<'a>(facts: &Facts<'a>, recipe: &Recipe<'a>) -> Vec<Made<'a>> {
    let Some(uid) = facts.uid.filter(|_| facts.circuit == Circuit::Server) else { return Vec::new() };
    let front = vec![Beside::Text(Cow::Owned(uid.to_string()))];
    let client = Recipe { front, behind: vec![Beside::PrivateKey], ..recipe.clone() };
    let unsigned = client.keeping(|name, _| name != "secure");
    std::iter::once(client).chain(unsigned).map(|recipe| (recipe, None)).collect()
}

/// Before the uid, or between it and the parameters.
pub(super) fn key_in_front<'a>(_: &Facts<'a>, recipe: &Recipe<'a>) -> Vec<Made<'a>> {
    let before = [&recipe.behind[..], &recipe.front].concat();
    let between = [&recipe.front[..], &recipe.behind].concat();
    [before, between].map(|front| (Recipe { front, behind: Vec::new(), ..recipe.clone() }, None)).into()
}

/// Before the key, or after it.
pub(super) fn uid_behind<'a>(_: &Facts<'a>, recipe: &Recipe<'a>) -> Vec<Made<'a>> {
    if recipe.front.is_empty() {
        return Vec::new();
    }
    let before = [&recipe.front[..], &recipe.behind].concat();
    let after = [&recipe.behind[..], &recipe.front].concat();
    [before, after].map(|behind| (Recipe { front: Vec::new(), behind, ..recipe.clone() }, None)).into()
}

pub(super) fn key_missing<'a>(_: &Facts<'a>, recipe: &Recipe<'a>) -> Vec<Made<'a>> {
    one(Some(Recipe { behind: Vec::new(), ..recipe.clone() }))
}

/// What copying from a page, or reading a file, leaves at the edge of a key.
pub(super) fn key_with_space<'a>(_: &Facts<'a>, recipe: &Recipe<'a>) -> Vec<Made<'a>> {
    let after = ["\n", "\r\n", " ", "\t"].map(|space| [&recipe.behind[..], &[text(space)]].concat());
    let before = [" ", "\u{feff}"].map(|space| [&[text(space)], &recipe.behind[..]].concat());
    after.into_iter().chain(before).map(|behind| (Recipe { behind, ..recipe.clone() }, None)).collect()
}

fn text(text: &str) -> Beside<'_> {
    Beside::Text(Cow::Borrowed(text))
}

//! Mistakes about which parameters are signed, in what order, and how they are joined.

use std::borrow::Cow;

use super::{Made, one};
use crate::explain::Facts;
use crate::explain::recipe::{Beside, Order, Recipe, Value};

/// What every method takes.
const COMMON: [&str; 7] = ["app_id", "cb", "format", "method", "secure", "session_key", "uid"];

pub(super) fn secure_not_signed<'a>(_: &Facts<'a>, recipe: &Recipe<'a>) -> Vec<Made<'a>> {
    one(recipe.keeping(|name, _| name != "secure"))
}

pub(super) fn session_key_not_signed<'a>(_: &Facts<'a>, recipe: &Recipe<'a>) -> Vec<Made<'a>> {
    one(recipe.keeping(|name, _| name != "session_key"))
}

/// Any other one.
pub(super) fn not_signed<'a>(_: &Facts<'a>, recipe: &Recipe<'a>) -> Vec<Made<'a>> {
    let names = recipe.pairs.iter().map(|(name, _)| *name);
    let others = names.filter(|name| !["secure", "session_key"].contains(name));
    let without = |name: &str| Some((recipe.keeping(|known, _| known != name)?, Some(name.to_owned())));
    others.filter_map(without).collect()
}

/// As by clients that send a body and sign the query string alone.
pub(super) fn own_not_signed<'a>(_: &Facts<'a>, recipe: &Recipe<'a>) -> Vec<Made<'a>> {
    one(recipe.keeping(|name, _| COMMON.contains(&name)))
}

pub(super) fn empty_not_signed<'a>(_: &Facts<'a>, recipe: &Recipe<'a>) -> Vec<Made<'a>> {
    one(recipe.keeping(|_, value| !value.is(&[""])))
}

/// With and without the empty ones.
pub(super) fn falsy_not_signed<'a>(_: &Facts<'a>, recipe: &Recipe<'a>) -> Vec<Made<'a>> {
    let forms: [&[&str]; 2] = [&["", "0"], &["0"]];
    let made = forms.into_iter().filter_map(|falsy| recipe.keeping(|_, value| !value.is(falsy)));
    made.map(|recipe| (recipe, None)).collect()
}

pub(super) fn sorted_as_joined<'a>(_: &Facts<'a>, recipe: &Recipe<'a>) -> Vec<Made<'a>> {
    one(recipe.reordered(Order::ByJoinedText))
}

pub(super) fn unsorted<'a>(_: &Facts<'a>, recipe: &Recipe<'a>) -> Vec<Made<'a>> {
    one(recipe.reordered(Order::AsSent))
}

/// Its content, or its name, or the name as a command line has it, or nothing.
pub(super) fn file_signed<'a>(facts: &Facts<'a>, recipe: &Recipe<'a>) -> Vec<Made<'a>> {
    let files = facts.parameters.files();
    if files.is_empty() {
        return Vec::new();
    }
    let with = |value: &dyn Fn(&'a crate::FilePart) -> Value<'a>| {
        files.iter().fold(recipe.clone(), |recipe, file| recipe.with(&file.name, value(file)))
    };
    let forms = [
        (with(&|file| Value::Text(Cow::Borrowed(&file.file_name))), "its name"),
        (with(&|file| Value::Text(Cow::Owned(format!("@{}", file.file_name)))), "its name"),
        (with(&|_| Value::Text(Cow::Borrowed(""))), "the name of its part"),
        (with(&|file| Value::Content(file)), "its content"),
    ];
    forms.into_iter().map(|(recipe, what)| (recipe, Some(what.to_owned()))).collect()
}

/// Between the parameters only, or between all parts.
pub(super) fn separators<'a>(_: &Facts<'a>, recipe: &Recipe<'a>) -> Vec<Made<'a>> {
    let between = |separator| Recipe { separator, ..recipe.clone() };
    let everywhere = |separator: &'static str| {
        let mut all = between(separator);
        let text = || Beside::Text(Cow::Borrowed(separator));
        if !all.front.is_empty() {
            all.front.push(text());
        }
        all.behind.insert(0, text());
        all
    };
    let made = ["&", ","].into_iter().flat_map(|separator| [between(separator), everywhere(separator)]);
    made.map(|recipe| (recipe, None)).collect()
}

/// Empty, or as it was after a first time of signing.
pub(super) fn sig_signed<'a>(facts: &Facts<'a>, recipe: &Recipe<'a>) -> Vec<Made<'a>> {
    let values = [Cow::Borrowed(""), Cow::Owned(facts.signature.clone())];
    values.map(|value| (recipe.with("sig", Value::Text(value)), None)).into()
}

pub(super) fn no_equals<'a>(_: &Facts<'a>, recipe: &Recipe<'a>) -> Vec<Made<'a>> {
    one(Some(Recipe { equals: "", ..recipe.clone() }))
}

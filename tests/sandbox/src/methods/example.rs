//! The answer to a method that nothing is known about but its spec: the example of the variant that is asked for, cut into pages
//! where the spec has a rule for them.

use mailru_sdk::spec::{MethodSpec, PageRule};
use serde_json::Value;

use crate::parameters::Parameters;
use crate::platform::Failure;

/// The text of the example, untouched unless a page of it is asked for.
pub(crate) fn answer(spec: &MethodSpec, parameters: &Parameters) -> Result<String, Failure> {
    let is_on = |switch| parameters.get(switch) == Some("1");
    let chosen = spec.params.iter().find(|param| param.switch.is_some() && is_on(param.name));
    let variant = chosen.and_then(|param| param.switch).unwrap_or("default");
    let example = spec.variant(variant).and_then(|variant| variant.example);
    let example = example.ok_or_else(|| Failure::no_example(spec.name))?;
    let (skip, limit) = match &spec.page {
        Some(PageRule::Offset { offset, limit, .. }) => (given(parameters, Some(offset)), given(parameters, *limit)),
        Some(PageRule::Cursor { cursor, limit, .. }) => (given(parameters, Some(cursor)), given(parameters, *limit)),
        _ => (None, None),
    };
    if skip.is_none() && limit.is_none() {
        return Ok(example.to_owned());
    }
    let Ok(mut answer) = serde_json::from_str(example) else { return Ok(example.to_owned()) };
    cut(spec.page.as_ref(), &mut answer, skip, limit);
    Ok(answer.to_string())
}

fn given<'a>(parameters: &'a Parameters, name: Option<&str>) -> Option<&'a str> {
    name.and_then(|name| parameters.filled(name))
}

/// Leaves the page that is asked for. Values were checked against the spec; what is no number asks for nothing.
fn cut(rule: Option<&PageRule>, answer: &mut Value, skip: Option<&str>, limit: Option<&str>) {
    let list = match rule {
        Some(PageRule::Offset { items: Some(items), .. }) => answer.get_mut(*items),
        _ => Some(answer),
    };
    let Some(Value::Array(list)) = list else { return };
    let start = match (rule, skip) {
        (Some(PageRule::Cursor { key, .. }), Some(after)) => {
            let place = list.iter().position(|item| item.get(*key).and_then(Value::as_str) == Some(after));
            place.map_or(list.len(), |place| place + 1)
        }
        (_, skip) => skip.and_then(|skip| skip.parse().ok()).unwrap_or(0),
    };
    list.drain(..start.min(list.len()));
    // A limit of nothing means that there is none, as it does for `photos.get`.
    if let Some(limit) = limit.and_then(|limit| limit.parse().ok()).filter(|limit| *limit > 0) {
        list.truncate(limit);
    }
}

//! How a method's answers go on: what shows that a parameter asks for the next page.

use std::collections::BTreeMap;

use serde_json::Value;

use super::infer::Shape;
use super::method::{MethodSeen, ParamSeen};
use super::switches::Forms;
use crate::known::Scalar;
use crate::recording::Exchange;
use crate::recording::scrub::names::is_id;

/// Parameters that may count items, where no member of an item is in them.
const OFFSETS: [&str; 3] = ["offset", "skip", "start"];

/// What was seen of pages.
#[derive(Debug, Default)]
pub(super) struct Pages {
    /// Parameters of the call before.
    asked: BTreeMap<String, String>,
    /// How many items its list had.
    items: u64,
    /// Members of the last of them.
    last: BTreeMap<String, String>,
    /// How often a parameter became what a member of the last item before was.
    cursors: BTreeMap<(String, String), u64>,
    /// How often a parameter grew by the number of items that came before.
    offsets: BTreeMap<&'static str, u64>,
}

impl Pages {
    pub(super) fn add(&mut self, exchange: &Exchange) {
        for parameter in &exchange.request.parameters {
            let before = self.asked.get(&parameter.name);
            // What stays as it was chooses items, such as those of an album, and each of them may have it.
            if before == Some(&parameter.value) {
                continue;
            }
            let tells = |member: &str| is_id(member) || parameter.value.len() >= 4;
            let same = self.last.iter().filter(|(member, value)| **value == parameter.value && tells(member));
            for (member, _) in same {
                *self.cursors.entry((parameter.name.clone(), member.clone())).or_default() += 1;
            }
            let number = |text: &str| text.parse::<u64>().ok();
            let expected =
                before.map_or(Some(0), |text| number(text)).and_then(|skipped| skipped.checked_add(self.items));
            if let Some(name) = OFFSETS.into_iter().find(|name| *name == parameter.name)
                && self.items > 0
                && number(&parameter.value) == expected
            {
                *self.offsets.entry(name).or_default() += 1;
            }
        }
        let parameters = exchange.request.parameters.iter();
        self.asked = parameters.map(|parameter| (parameter.name.clone(), parameter.value.clone())).collect();
        let items = exchange.answer.body.as_ref().and_then(list).map_or(&[][..], Vec::as_slice);
        self.items = items.len() as u64;
        let scalar = |value: &Value| match value {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        };
        let last = items.last().and_then(Value::as_object).into_iter().flatten();
        self.last = last.filter_map(|(name, value)| Some((name.clone(), scalar(value)?))).collect();
    }
}

/// The items of an answer: it is the list, or it has one.
fn list(body: &Value) -> Option<&Vec<Value>> {
    match body {
        Value::Object(members) => {
            let mut lists = members.values().filter_map(Value::as_array);
            lists.next().filter(|_| lists.next().is_none())
        }
        other => other.as_array(),
    }
}

/// The rule as the spec writes it, and what speaks for it. A parameter that changes the form of the answer asks for no page of it.
pub(super) fn rule(seen: &MethodSeen, forms: &Forms, answer: &Shape) -> Option<(String, String)> {
    let is_switch = |name: &str| forms.variants.iter().any(|variant| variant.param == name);
    let is_count = |name: &&str| {
        let is_number = |param: &ParamSeen| matches!(param.scalar(name), Scalar::Int | Scalar::U64 | Scalar::Flag);
        !is_switch(name) && seen.param(name).is_some_and(is_number)
    };
    let limit = ["limit", "count", "num", "per_page"]
        .into_iter()
        .find(is_count)
        .map(|name| format!(", limit = \"{name}\""))
        .unwrap_or_default();
    let is_list = matches!(answer, Shape::List(..));
    let cursors = seen.pages.cursors.iter().filter(|((param, _), _)| is_list && !is_switch(param));
    let cursor = cursors.max_by_key(|(_, times)| **times);
    let offset = OFFSETS.into_iter().find(is_count);
    let counted = offset.and_then(|name| seen.pages.offsets.get(name)).copied().unwrap_or_default();
    if let Some(((param, key), times)) = cursor.filter(|(_, times)| **times > counted) {
        let rule = format!("{{ cursor = \"{param}\", key = \"{key}\"{limit} }}");
        return Some((rule, format!("{times} times it was the `{key}` of the last item before")));
    }
    let offset = offset?;
    let items = match answer {
        Shape::List(..) => String::new(),
        Shape::Object(members) => {
            let mut lists = members.iter().filter(|member| matches!(member.shape, Shape::List(_, false)));
            let (Some(list), None) = (lists.next(), lists.next()) else { return None };
            format!(", items = \"{}\"", list.name)
        }
        _ => return None,
    };
    let grounds = match counted {
        0 => "a conclusion from the names of its parameters".to_owned(),
        _ => format!("{counted} times it grew by the number of items before"),
    };
    Some((format!("{{ offset = \"{offset}\"{limit}{items} }}"), grounds))
}

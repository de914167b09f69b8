//! How a method's answers go on: what shows that a parameter asks for the next page.

use std::collections::BTreeMap;

use serde_json::Value;

use super::infer::Shape;
use super::method::{MethodSeen, ParamSeen};
use super::switches::Forms;
use crate::known::Scalar;
use crate::recording::Exchange;
use crate::recording::scrub::names::is_id;

/// What was seen of pages.
#[derive(Debug, Default)]
pub(super) struct Pages {
    /// Members of the last item of the last list.
    last: BTreeMap<String, String>,
    /// How often a parameter was a member of the last item that came before.
    cursors: BTreeMap<(String, String), u64>,
}

impl Pages {
    pub(super) fn add(&mut self, exchange: &Exchange) {
        for parameter in &exchange.request.parameters {
            let tells = |member: &str| is_id(member) || parameter.value.len() >= 4;
            let same = self.last.iter().filter(|(member, value)| **value == parameter.value && tells(member));
            for (member, _) in same {
                *self.cursors.entry((parameter.name.clone(), member.clone())).or_default() += 1;
            }
        }
        let Some(Value::Array(items)) = &exchange.answer.body else { return };
        let Some(Value::Object(last)) = items.last() else { return };
        let scalar = |value: &Value| match value {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        };
        self.last = last.iter().filter_map(|(name, value)| Some((name.clone(), scalar(value)?))).collect();
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
    let cursors = seen.pages.cursors.iter().filter(|((param, _), _)| !is_switch(param));
    if let (true, Some(((param, key), times))) = (is_list, cursors.max_by_key(|(_, times)| **times)) {
        let rule = format!("{{ cursor = \"{param}\", key = \"{key}\"{limit} }}");
        return Some((rule, format!("{times} times it was the `{key}` of the last item before")));
    }
    let offset = ["offset", "skip", "start"].into_iter().find(is_count)?;
    let items = match answer {
        Shape::List(..) => String::new(),
        Shape::Object(members) => {
            let mut lists = members.iter().filter(|member| matches!(member.shape, Shape::List(_, false)));
            let (Some(list), None) = (lists.next(), lists.next()) else { return None };
            format!(", items = \"{}\"", list.name)
        }
        _ => return None,
    };
    Some((
        format!("{{ offset = \"{offset}\"{limit}{items} }}"),
        "a conclusion from the names of its parameters".to_owned(),
    ))
}

//! The table of parameters on the page of a request.

use std::fmt::Write as _;

use super::{
    inline::{cell, code, words},
    words::{evidence, summary},
};
use crate::model::{Limits, Method, ParamKind};
use crate::render::{
    params::{Slot, slots},
    types::spelled,
};

/// Every parameter in the order of the spec, with its heading; nothing for a method without any.
pub(super) fn table(method: &Method) -> String {
    let slots = slots(method);
    if slots.is_empty() {
        return String::new();
    }
    let mut table = "\n# Parameters\n\n| parameter | type | | limits | without it | known from | what it is |\n\
                     |---|---|---|---|---|---|---|\n"
        .to_owned();
    for slot in &slots {
        let (ty, limits, known) =
            (spelled(slot.ty), limits(slot.param.limits).unwrap_or_default(), evidence(slot.param.evidence));
        let default = slot.param.default.as_ref().map(|default| cell(&code(default))).unwrap_or_default();
        let (wire, need, doc) = (slot.wire, need(slot, &slots), cell(&words(summary(&slot.param.doc), true)));
        let _ = writeln!(table, "| `{wire}` | `{ty}` | {need} | {limits} | {default} | {known} | {doc} |");
    }
    table
}

fn need(slot: &Slot<'_>, slots: &[Slot<'_>]) -> String {
    let need = if slot.param.required { "required" } else { "optional" };
    match &slot.param.kind {
        ParamKind::Plain(_) => need.to_owned(),
        ParamKind::Switch(variant) => format!("set by `.{variant}()`"),
        ParamKind::EitherOf(_) => {
            let members = slots.iter().filter(|other| std::ptr::eq(other.param, slot.param));
            let members: Vec<String> = members.map(|member| format!("`{}`", member.wire)).collect();
            format!("{need}, one of {}", members.join(", "))
        }
    }
}

/// The bounds of a parameter, if it has any.
pub(super) fn limits(limits: Limits) -> Option<String> {
    let mut facts = Vec::new();
    match (limits.min, limits.max) {
        (Some(min), Some(max)) => facts.push(format!("{min} to {max}")),
        (Some(min), None) => facts.push(format!("at least {min}")),
        (None, Some(max)) => facts.push(format!("at most {max}")),
        (None, None) => {}
    }
    facts.extend(limits.max_len.map(|limit| format!("at most {limit} characters")));
    facts.extend(limits.max_items.map(|limit| format!("at most {limit} items")));
    (!facts.is_empty()).then(|| facts.join(", "))
}

//! The documentation of everything that is generated.

mod example;
mod inline;
mod line;
mod methods;
mod params;
mod prose;
mod request;
#[cfg(test)]
mod tests;
mod words;

use std::fmt::Write as _;

use proc_macro2::TokenStream;

use crate::model::{ErrorCode, Evidence, FieldDef, Method, Page, Param, TypeDef, UnionVariant, ValueDef};

use self::{
    inline::code,
    prose::prose,
    words::{evidence, summary, text},
};
use super::names::camel;

pub(crate) use methods::{group, overview};
pub(crate) use request::request;

/// What a spec says, and nothing else.
pub(crate) fn said(doc: &str) -> TokenStream {
    text(&prose(doc))
}

/// The method that starts a request.
pub(crate) fn entry(method: &Method) -> TokenStream {
    let builder = camel(&method.key);
    let summary = prose(summary(&method.doc));
    text(&format!("{summary}\n\nThe request is [`{builder}`]({builder}), which tells the whole story."))
}

/// The way to all pages.
pub(crate) fn pages(rule: &Page) -> TokenStream {
    let by = |name: &str, never_short: Option<Evidence>| match never_short {
        Some(known) => format!(
            "The pages one after the other, by `{name}`. One that is shorter than its limit is the last: known from {}.",
            evidence(known)
        ),
        None => format!("The pages one after the other, by `{name}`, until there is an empty one."),
    };
    let how = match rule {
        Page::Offset { offset, never_short, .. } => by(offset, *never_short),
        Page::Cursor { cursor, never_short, .. } => by(cursor, *never_short),
        Page::Batch { param } => {
            format!("The answers to a list `{param}` of any length, in parts that are short enough for one call.")
        }
    };
    text(&how)
}

/// The setter of an optional parameter.
pub(crate) fn setter(param: &Param) -> TokenStream {
    let mut doc = prose(&param.doc);
    let mut facts = Vec::new();
    facts.extend(param.default.as_ref().map(|default| format!("Without it: {}.", code(default))));
    facts.extend(params::limits(param.limits).map(|limits| format!("Limits: {limits}.")));
    if param.evidence != Evidence::Documented {
        facts.push(format!("Known from {}.", evidence(param.evidence)));
    }
    if !facts.is_empty() {
        doc.push_str("\n\n");
        doc.push_str(&facts.join(" "));
    }
    text(&doc)
}

pub(crate) fn type_def(def: &TypeDef) -> TokenStream {
    let mut doc = prose(&def.doc);
    if let Some(see) = &def.see {
        let _ = write!(doc, "\n\nSee <{see}>.");
    }
    known_from(&mut doc, def.evidence);
    text(&doc)
}

pub(crate) fn field(field: &FieldDef) -> TokenStream {
    let mut doc = prose(&field.doc);
    known_from(&mut doc, field.evidence);
    text(&doc)
}

pub(crate) fn value(value: &ValueDef) -> TokenStream {
    text(&format!("{}\n\n{} on the wire.", prose(&value.doc), code(&value.wire)))
}

pub(crate) fn union_variant(variant: &UnionVariant) -> TokenStream {
    said(&variant.doc)
}

pub(crate) fn error_code(code: &ErrorCode) -> TokenStream {
    let mut doc = prose(&format!("{}: {}", code.code, code.doc.trim()));
    known_from(&mut doc, Some(code.evidence));
    text(&doc)
}

fn known_from(doc: &mut String, source: Option<Evidence>) {
    if let Some(source) = source.filter(|source| *source != Evidence::Documented) {
        let _ = write!(doc, "\n\nKnown from {}.", evidence(source));
    }
}

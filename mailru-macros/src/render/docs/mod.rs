//! The documentation of everything that is generated.

mod example;
mod methods;
mod params;
mod request;
mod words;

use std::fmt::Write as _;

use proc_macro2::TokenStream;

use crate::model::{ErrorCode, Evidence, FieldDef, Method, Page, Param, TypeDef, UnionVariant, ValueDef};

use self::words::{evidence, summary};
use super::names::camel;

pub(crate) use methods::{group, overview};
pub(crate) use request::request;
pub(crate) use words::text;

/// The method that starts a request.
pub(crate) fn entry(method: &Method) -> TokenStream {
    let builder = camel(&method.key);
    text(&format!("{}\n\nThe request is [`{builder}`], which tells the whole story.", summary(&method.doc)))
}

/// The way to all pages.
pub(crate) fn pages(rule: &Page) -> TokenStream {
    let how = match rule {
        Page::Offset { offset, .. } => format!("The pages one after the other, by `{offset}`."),
        Page::Cursor { cursor, .. } => format!("The pages one after the other, by `{cursor}`."),
        Page::Batch { param } => {
            format!("The answers to a list `{param}` of any length, in parts that are short enough for one call.")
        }
    };
    text(&how)
}

/// The setter of an optional parameter.
pub(crate) fn setter(param: &Param) -> TokenStream {
    let mut doc = param.doc.trim().to_owned();
    let mut facts = Vec::new();
    facts.extend(param.default.as_ref().map(|default| format!("Without it: `{default}`.")));
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
    let mut doc = def.doc.trim().to_owned();
    if let Some(see) = &def.see {
        let _ = write!(doc, "\n\nSee <{see}>.");
    }
    known_from(&mut doc, def.evidence);
    text(&doc)
}

pub(crate) fn field(field: &FieldDef) -> TokenStream {
    let mut doc = field.doc.trim().to_owned();
    known_from(&mut doc, field.evidence);
    text(&doc)
}

pub(crate) fn value(value: &ValueDef) -> TokenStream {
    text(&format!("{}\n\n`{}` on the wire.", value.doc.trim(), value.wire))
}

pub(crate) fn union_variant(variant: &UnionVariant) -> TokenStream {
    text(&variant.doc)
}

pub(crate) fn error_code(code: &ErrorCode) -> TokenStream {
    let mut doc = format!("{}: {}", code.code, code.doc.trim());
    known_from(&mut doc, Some(code.evidence));
    text(&doc)
}

fn known_from(doc: &mut String, source: Option<Evidence>) {
    if let Some(source) = source.filter(|source| *source != Evidence::Documented) {
        let _ = write!(doc, "\n\nKnown from {}.", evidence(source));
    }
}

//! The page of a request, which tells the whole story of a method.

use std::fmt::{Display, Write as _};

use proc_macro2::{Ident, TokenStream};

use super::{
    example,
    inline::{cell, code},
    params,
    prose::prose,
    words::{circuit, evidence, text},
};
use crate::{
    model::{Auth, Circuit, Context, Effect, File, Method, Service, Variant, Verb},
    render::{place::Place, types::output},
};

/// The page: what the method does, its facts, its parameters, a call and the answers to it.
pub(crate) fn request(method: &Method, file: &File, module: &Ident, place: Place) -> TokenStream {
    let mut doc = prose(&method.doc);
    doc.push_str(&facts(method, file));
    doc.push_str(&params::table(method));
    doc.push_str(&example::call(method, module, place));
    for variant in &method.variants {
        if let Some(example) = &variant.example {
            let after = after(variant);
            let _ = write!(doc, "\nA constructed answer{after}:\n\n```json\n{}\n```\n", example.trim());
        }
    }
    text(&doc)
}

/// What is known of it, row by row.
fn facts(method: &Method, file: &File) -> String {
    let path = &file.path;
    let wire = &method.wire;
    let rows = [
        ("method", method.see.as_ref().map_or_else(|| format!("`{wire}`"), |see| format!("[`{wire}`](<{see}>)"))),
        ("sent as", sent(method, file.service.as_ref())),
        ("circuit", if method.auth == Auth::Signature { circuit(method.circuit) } else { "none" }.to_owned()),
        ("acts for", acting(method).to_owned()),
        ("effect", effect(method.effect).to_owned()),
        ("privileges", if method.scope.is_empty() { "none".to_owned() } else { list(&method.scope) }),
        ("result", results(method)),
        ("errors", errors(method, file.service.as_ref())),
        ("known from", known_from(method)),
        ("declared in", format!("{}, line {}", cell(&code(path)), method.at.line)),
    ];
    let mut table = "\n\n| | |\n|---|---|\n".to_owned();
    for (name, value) in rows {
        let _ = writeln!(table, "| {name} | {value} |");
    }
    table
}

fn verb(verb: Verb) -> &'static str {
    match verb {
        Verb::Get => "GET",
        Verb::Post => "POST",
    }
}

/// How it is sent, and of a service's method where.
fn sent(method: &Method, service: Option<&Service>) -> String {
    let verb = verb(method.verb);
    service.zip(method.path.as_ref()).map_or_else(
        || verb.to_owned(),
        |(service, path)| format!("{verb} {}", cell(&code(&format!("{}{path}", service.url)))),
    )
}

fn acting(method: &Method) -> &'static str {
    match (method.context, method.circuit) {
        _ if method.auth == Auth::TokenQuery => "whose token it is, which stands in the query",
        _ if method.auth == Auth::Bearer => "whose token it is, which stands in a header",
        _ if method.auth == Auth::None => "nobody",
        (Context::Session, _) | (Context::SessionOrUid, Circuit::Client) => "the session's user",
        (Context::SessionOrUid, Circuit::Server) => "the session's user, or an absent user",
        (Context::SessionOrUid, Circuit::Any) => "the session's user, or an absent user in the server-server circuit",
        (Context::Optional, _) => "the session's user, if there is one",
        (Context::None, _) => "no user",
    }
}

fn effect(effect: Effect) -> &'static str {
    match effect {
        Effect::Read => "reads; may be repeated",
        Effect::Write => "writes; is never sent twice",
    }
}

fn results(method: &Method) -> String {
    let results = method.variants.iter().map(|variant| {
        let ty = readable(&output(&variant.returns));
        format!("`{ty}`{}", after(variant))
    });
    results.collect::<Vec<_>>().join(", ")
}

fn errors(method: &Method, service: Option<&Service>) -> String {
    if service.is_some_and(|service| service.error.is_some()) {
        return "[of the service's own form](::mailru_sdk::error::ServiceError)".to_owned();
    }
    let own = if method.errors.is_empty() { String::new() } else { format!("{} besides ", list(&method.errors)) };
    format!("{own}the [common codes](::mailru_sdk::codes::Code)")
}

fn known_from(method: &Method) -> String {
    let known = evidence(method.evidence);
    if method.result_evidence == method.evidence {
        return known.to_owned();
    }
    format!("{known}; the result: {}", evidence(method.result_evidence))
}

fn after(variant: &Variant) -> String {
    if variant.is_plain() { String::new() } else { format!(" after `.{}()`", variant.name) }
}

fn list<T: Display>(words: &[T]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

/// A type as a reader knows it, without the paths that generated code needs.
fn readable(ty: &TokenStream) -> String {
    let mut text = String::new();
    for part in ty.to_string().replace(' ', "").split_inclusive(['<', '>', ',']) {
        text.push_str(part.rsplit("::").next().unwrap_or(part));
    }
    text.replace(',', ", ")
}

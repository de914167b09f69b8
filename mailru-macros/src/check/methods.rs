//! Rules about a method as a whole.

use super::repeated::repeated;
use super::report::Report;
use super::{page, params};
use crate::diagnostics::{expectation, nearest};
use crate::model::{Circuit, Context, File, Method, ParamKind, Variant};
use crate::names;
use crate::spec::{BUILDER, GENERIC};

/// What the generated code calls the answer of the plain call.
const PLAIN: &str = "Plain";

pub(crate) fn check(file: &File, report: &mut Report<'_>) {
    let methods = &file.methods;
    for (at, first) in repeated(methods.iter().map(|method| method.wire.as_str())) {
        let message = format!("method {:?} is already declared in line {}", methods[at].wire, methods[first].at.line);
        report.name(&["methods", &methods[at].key], "name", message);
    }
    let builders: Vec<String> = methods.iter().map(|method| names::upper_camel(&method.key)).collect();
    for (at, first) in repeated(builders.iter().map(String::as_str)) {
        if methods[at].wire != methods[first].wire {
            let message = format!("{:?} has the same Rust name as {:?}", methods[at].key, methods[first].key);
            report.key(&["methods", &methods[at].key], message);
        }
    }
    for method in methods {
        if let Some(message) = taken(&method.key, file) {
            report.key(&["methods", &method.key], message);
        }
        let path = ["methods", method.key.as_str()];
        if (method.circuit, method.context) == (Circuit::Client, Context::None) {
            let message = "context \"none\" is for the server circuit: a call of the client circuit always has a user";
            report.value(&["methods", &method.key, "context"], message);
        }
        params::check(method, report);
        variants(method, report);
        let says_any = report.says_any(&["methods", &method.key, "returns", Variant::PLAIN]);
        if let Some((key, message)) = page::mistake(method, &file.types, says_any) {
            report.value(&[path[0], path[1], "page", key], message);
        }
    }
}

/// What else the generated code calls by the name of a method, if anything.
pub(crate) fn taken(key: &str, file: &File) -> Option<String> {
    let group = &file.module;
    let request = names::upper_camel(key);
    let what = match key {
        "group" => "the description of the group".to_owned(),
        "service" if file.service.is_some() => "the description of the service".to_owned(),
        _ if request == names::upper_camel(group) => "the group itself".to_owned(),
        _ if request.strip_suffix("Ext") == Some(&names::upper_camel(group)) => "the trait of the group".to_owned(),
        _ if GENERIC.contains(&request.as_str()) => "a type parameter of generated code".to_owned(),
        _ => format!("the type {:?} of this file", file.types.iter().find(|def| def.name == request)?.name),
    };
    Some(format!("the request of {key:?} would share its name with {what}: choose another key and give `name`"))
}

/// Whether a variant may be called so.
pub(crate) fn may_name_a_variant(name: &str) -> bool {
    names::is_key(name) && names::marker(name) != PLAIN && !BUILDER.contains(&name)
}

/// A variant is chosen by exactly one switch. A switch and a variant that miss each other are one mistake.
fn variants(method: &Method, report: &mut Report<'_>) {
    let mut unclaimed: Vec<&str> = method.variants.iter().skip(1).map(|variant| variant.name.as_str()).collect();
    let mut markers: Vec<(String, &str)> = Vec::new();
    for name in unclaimed.iter().copied() {
        let marker = names::marker(name);
        let message = match markers.iter().find(|(other, _)| *other == marker) {
            _ if marker == PLAIN => format!("{name:?} is the call without a switch and cannot name a variant"),
            Some((_, other)) if names::is_key(name) => format!("{name:?} has the same Rust name as {other:?}"),
            _ => {
                markers.push((marker, name));
                continue;
            }
        };
        report.key(&["methods", &method.key, "returns", name], message);
    }
    for name in unclaimed.iter().filter(|name| BUILDER.contains(name)) {
        let message = format!("{name:?} is a method of every builder and cannot name a variant");
        report.key(&["methods", &method.key, "returns", name], message);
    }
    let mut lost = Vec::new();
    let mut broken = 0;
    let mut claimed: Vec<(&str, &str)> = Vec::new();
    for param in &method.params {
        let ParamKind::Switch(variant) = &param.kind else { continue };
        let path = ["methods", &method.key, "params", &param.wire, "switch"];
        if variant.is_empty() {
            broken += 1;
        } else if variant == Variant::PLAIN {
            report.value(&path, "\"default\" is the plain call and needs no switch");
        } else if let Some((_, other)) = claimed.iter().find(|(name, _)| name == variant) {
            report.value(&path, format!("variant {variant:?} is already switched on by {other:?}"));
        } else if let Some(at) = unclaimed.iter().position(|name| name == variant) {
            claimed.push((unclaimed.remove(at), &param.wire));
        } else {
            lost.push((path, variant));
        }
    }
    for (path, variant) in lost {
        let hint = expectation(variant, unclaimed.iter().copied());
        report.value(&path, format!("switch {variant:?} has no type in `returns`{hint}"));
        let near = nearest(variant, unclaimed.iter().copied()).or(unclaimed.first().copied());
        unclaimed.retain(|name| Some(*name) != near);
    }
    // A switch that could not be read may have been meant for any of them.
    for name in unclaimed.into_iter().skip(broken) {
        let message = format!("variant {name:?} has no parameter that switches it on");
        report.key(&["methods", &method.key, "returns", name], message);
    }
}

//! Rules about the parameters of a method.

use super::repeated::repeated;
use super::report::Report;
use crate::model::{Auth, Limits, Method, Param, ParamKind, Type, Verb};
use crate::names;
use crate::spec::{BUILDER, RESERVED, TOKEN};

pub(crate) fn check(method: &Method, report: &mut Report<'_>) {
    let params = ["methods", method.key.as_str(), "params"];
    for param in &method.params {
        let path = [params[0], params[1], params[2], param.wire.as_str()];
        let inside = |key| [path[0], path[1], path[2], path[3], key];
        if own_names(method.auth).contains(&param.wire.as_str()) {
            report.key(&path, reserved(&param.wire));
        } else {
            rust_name(method, param, &path, report);
        }
        for (key, message) in misfits(param, report.says_any(&inside("type"))) {
            report.value(&inside(key), message);
        }
        match &param.kind {
            ParamKind::Switch(_) if param.required => {
                report.value(&inside("required"), "a switch cannot be required: a variant of the call sets it");
            }
            ParamKind::EitherOf(members) => either_of(method, members, &inside("either_of"), report),
            ParamKind::Plain(Type::File) if method.verb == Verb::Get => report.value(&inside("type"), GET_FILE),
            _ => {}
        }
    }
    let rust = method.params.iter().map(|param| param.rust.as_str());
    for (at, first) in repeated(rust) {
        let [repeat, first] = [&method.params[at], &method.params[first]];
        let (wire, other, line) = (&repeat.wire, &first.wire, first.at.line);
        let message = format!("{wire:?} has the Rust name of {other:?} in line {line}, choose another by `rust`");
        report.name(&[params[0], params[1], params[2], &repeat.wire], "rust", message);
    }
    sent_twice(method, report);
}

const GET_FILE: &str = "a file needs verb = \"POST\"";

/// What the SDK sends by itself beside the parameters of such a call. Of a service that is not signed for, the rest is its own.
fn own_names(auth: Auth) -> &'static [&'static str] {
    match auth {
        Auth::Signature => RESERVED,
        Auth::TokenQuery => TOKEN,
        Auth::Bearer | Auth::None => &[],
    }
}

fn reserved(name: &str) -> String {
    format!("{name:?} is reserved: the SDK adds it itself")
}

fn rust_name(method: &Method, param: &Param, path: &[&str], report: &mut Report<'_>) {
    // A switch has no setter of its own.
    if matches!(param.kind, ParamKind::Switch(_)) {
        return;
    }
    if BUILDER.contains(&param.rust.as_str()) {
        let message = format!("{:?} is a method of every builder, choose another name by `rust`", param.rust);
        report.name(path, "rust", message);
    } else if method.variants.iter().skip(1).any(|variant| variant.name == param.rust) {
        let message = format!("{:?} is also a variant of the result, choose another name by `rust`", param.rust);
        report.name(path, "rust", message);
    }
}

fn either_of(method: &Method, members: &[(String, Type)], path: &[&str; 5], report: &mut Report<'_>) {
    if members.len() < 2 {
        report.value(path, "a choice needs at least two members");
    }
    for (name, ty) in members {
        let path = [path[0], path[1], path[2], path[3], path[4], name.as_str()];
        if own_names(method.auth).contains(&name.as_str()) {
            report.key(&path, reserved(name));
        }
        if *ty == Type::File && method.verb == Verb::Get {
            report.value(&path, GET_FILE);
        }
    }
    let names: Vec<String> = members.iter().map(|(name, _)| names::upper_camel(name)).collect();
    for (at, first) in repeated(names.iter().map(String::as_str)) {
        let message = format!("{:?} has the same Rust name as {:?}", members[at].0, members[first].0);
        report.key(&[path[0], path[1], path[2], path[3], path[4], &members[at].0], message);
    }
}

/// The members of a choice go over the wire beside the other parameters.
fn sent_twice(method: &Method, report: &mut Report<'_>) {
    let mut sent: Vec<(&str, Option<&str>)> = Vec::new();
    for param in &method.params {
        match &param.kind {
            ParamKind::EitherOf(members) => {
                sent.extend(members.iter().map(|(name, _)| (name.as_str(), Some(param.wire.as_str()))));
            }
            _ => sent.push((&param.wire, None)),
        }
    }
    for (at, _) in repeated(sent.iter().map(|(name, _)| *name)) {
        let (name, choice) = sent[at];
        let message = format!("parameter {name:?} is declared twice");
        match choice {
            Some(choice) => report.key(&["methods", &method.key, "params", choice, "either_of", name], message),
            None => report.key(&["methods", &method.key, "params", name], message),
        }
    }
}

/// The limits that do not fit the parameter, by key. `strict` counts `any` as a type like others.
pub(crate) fn misfits(param: &Param, strict: bool) -> Vec<(&'static str, &'static str)> {
    let Limits { min, max, max_len, max_items } = param.limits;
    if matches!(param.kind, ParamKind::Plain(Type::Any)) && !strict {
        return Vec::new();
    }
    let is = |fits: fn(&Type) -> bool| matches!(&param.kind, ParamKind::Plain(ty) if fits(ty));
    let number = is(|ty| matches!(ty, Type::U32 | Type::U64 | Type::I64 | Type::F64 | Type::Int));
    let text = is(|ty| matches!(ty, Type::String | Type::Url | Type::Html));
    let list = is(|ty| matches!(ty, Type::List(_)));
    let outside = |bound: Option<i64>| match &param.kind {
        ParamKind::Plain(Type::U32) => bound.is_some_and(|bound| u32::try_from(bound).is_err()),
        ParamKind::Plain(Type::U64) => bound.is_some_and(i64::is_negative),
        _ => false,
    };
    let table = [
        (min.is_some() && !number, "min", "`min` fits numbers only"),
        (max.is_some() && !number, "max", "`max` fits numbers only"),
        (max_len.is_some() && !text, "max_len", "`max_len` fits texts only"),
        (max_items.is_some() && !list, "max_items", "`max_items` fits lists only"),
        (outside(min), "min", "`min` is no number of that type"),
        (outside(max), "max", "`max` is no number of that type"),
        (number && min.zip(max).is_some_and(|(min, max)| min > max), "min", "`min` is greater than `max`"),
    ];
    table.into_iter().filter(|(wrong, _, _)| *wrong).map(|(_, key, message)| (key, message)).collect()
}

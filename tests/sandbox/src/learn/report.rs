//! What was learned, for people: method by method, then type by type.

use std::fmt;

use super::draft::types::written;
use super::infer::shape;
use super::learner::{Learner, TypeSeen};
use super::method::{MethodSeen, counted};
use super::page;
use super::switches::forms;
use super::walk::What;
use crate::known::{Def, Method, Name, Type};

pub(super) struct Report<'l>(pub(super) &'l Learner);

impl fmt::Display for Report<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Learner { known, exchanges, methods, types, words, passed_over, .. } = self.0;
        let new = methods.keys().filter(|name| known.method(name).is_none()).count();
        writeln!(
            f,
            "{}, {}, {new} of them new",
            counted(*exchanges, "exchange"),
            counted(methods.len() as u64, "method")
        )?;
        for (what, times) in passed_over {
            writeln!(f, "passed over: {times} {what}")?;
        }
        for (name, seen) in methods {
            writeln!(f, "\n{name}: {}", seen.evidence())?;
            circuits(f, seen)?;
            match known.method(name) {
                Some(method) => known_method(f, method, seen)?,
                None => new_method(f, seen)?,
            }
            errors(f, seen, known.method(name), &|code| known.codes.contains(&code))?;
        }
        types.iter().try_for_each(|(name, seen)| self.declared(f, name, seen))?;
        for (name, words) in words {
            let words: Vec<String> = words.iter().map(|(word, times)| format!("{word:?} {times}")).collect();
            writeln!(f, "\n{} of {}.toml: {}", name.name, name.file.trim_start_matches('+'), words.join(", "))?;
        }
        Ok(())
    }
}

impl Report<'_> {
    fn declared(&self, f: &mut fmt::Formatter<'_>, name: &Name, seen: &TypeSeen) -> fmt::Result {
        let Some(Def::Object(fields)) = self.0.known.def(name) else { return Ok(()) };
        let TypeSeen { objects, there, deviations, .. } = seen;
        writeln!(f, "\n{} of {}.toml: {objects} objects", name.name, name.file.trim_start_matches('+'))?;
        let never: Vec<&str> = fields.keys().filter(|field| !there.contains_key(*field)).map(String::as_str).collect();
        if !never.is_empty() {
            writeln!(f, "  never seen: {}", never.join(", "))?;
        }
        let mut told = std::collections::HashSet::new();
        for deviation in deviations {
            let Some((_, member)) = &deviation.owner else { continue };
            if !told.insert((member, std::mem::discriminant(&deviation.what))) {
                continue;
            }
            let times = there.get(member).copied().unwrap_or(0);
            match &deviation.what {
                What::Missing => writeln!(f, "  {member}: not always there, in {times} of {objects}")?,
                What::Member(_) | What::Misfit(..) => {
                    let shape = seen.values.get(member).map(|values| written(&shape(values, member)));
                    let said = fields
                        .get(member)
                        .map_or("the spec lacks it".to_owned(), |field| format!("{} in the spec", field.ty));
                    writeln!(f, "  {member}: {said}; {}, in {times} of {objects}", shape.unwrap_or_default())?;
                }
                What::Word(_) | What::Tag(_) => {}
            }
        }
        Ok(())
    }
}

fn known_method(f: &mut fmt::Formatter<'_>, method: &Method, seen: &MethodSeen) -> fmt::Result {
    for (name, param) in &seen.params {
        if method.param(name).is_none() && name != "format" && name != "uid" {
            writeln!(
                f,
                "  parameter {name}: the spec lacks it; {}, in {} of {} calls",
                param.scalar(name).word(),
                param.calls,
                seen.calls
            )?;
        }
        if let Some(times) = seen.misfits.get(name) {
            writeln!(f, "  parameter {name}: {times} times of another type than the spec says")?;
        }
    }
    for name in seen.files.keys().filter(|name| method.param(name).is_none()) {
        writeln!(f, "  file {name}: the spec lacks it")?;
    }
    for variant in forms(seen, &|name| method.param(name).is_some()).variants {
        writeln!(
            f,
            "  parameter {}: a switch, with which the answer is {}",
            variant.param,
            written(&shape(&variant.seen, ""))
        )?;
    }
    for (deviation, times) in &seen.deviations {
        writeln!(f, "  {deviation}, {times} times")?;
    }
    let unseen: Vec<&str> = method
        .params
        .iter()
        .map(|param| param.name.as_str())
        .filter(|name| seen.param(name).is_none() && !seen.files.contains_key(*name))
        .collect();
    if !unseen.is_empty() {
        writeln!(f, "  parameters never seen: {}", unseen.join(", "))?;
    }
    if method.variants[0].1 == Type::Any && seen.answered() > 0 {
        writeln!(
            f,
            "  nobody has described the answer; it was {}",
            written(&shape(&forms(seen, &|_| false).plain, ""))
        )?;
    }
    Ok(())
}

fn new_method(f: &mut fmt::Formatter<'_>, seen: &MethodSeen) -> fmt::Result {
    writeln!(f, "  the spec lacks it")?;
    let forms = forms(seen, &|_| false);
    for (name, param) in &seen.params {
        let is_switch = forms.variants.iter().any(|variant| variant.param == *name);
        let ty = if is_switch { "a switch" } else { param.scalar(name).word() };
        writeln!(f, "  parameter {name}: {ty}, in {} of {} calls", param.calls, seen.calls)?;
    }
    for name in seen.files.keys() {
        writeln!(f, "  file {name}")?;
    }
    let plain = shape(&forms.plain, "");
    if seen.answered() > 0 {
        writeln!(f, "  answers with {}", written(&plain))?;
    }
    for variant in &forms.variants {
        writeln!(f, "  with {} it answers with {}", variant.param, written(&shape(&variant.seen, "")))?;
    }
    if let Some((rule, why)) = page::rule(seen, &forms, &plain) {
        writeln!(f, "  pages: {rule}, {why}")?;
    }
    Ok(())
}

fn circuits(f: &mut fmt::Formatter<'_>, seen: &MethodSeen) -> fmt::Result {
    let MethodSeen { calls, server, without_session, of_a_uid, callbacks, unread, .. } = seen;
    let client = calls - server;
    write!(f, "  circuits: client {client}, server {server}")?;
    for (count, what) in [
        (without_session, "without a session"),
        (of_a_uid, "for a user named by uid alone"),
        (callbacks, "for a script"),
        (unread, "whose answer could not be read"),
    ] {
        if *count > 0 {
            write!(f, "; {count} {what}")?;
        }
    }
    writeln!(f)
}

fn errors(
    f: &mut fmt::Formatter<'_>,
    seen: &MethodSeen,
    method: Option<&Method>,
    is_known: &dyn Fn(i64) -> bool,
) -> fmt::Result {
    for (code, times) in &seen.errors {
        let number = code.parse().ok();
        let of_the_method = number.is_some_and(|code| method.is_some_and(|method| method.errors.contains(&code)));
        let note = match number {
            Some(code) if !is_known(code) => ", which errors.toml lacks",
            Some(code) if code > 105 && code != 200 && !of_the_method && method.is_some() => {
                ", which the method's entry lacks"
            }
            _ => "",
        };
        writeln!(f, "  error {code}{note}: {times} times")?;
    }
    Ok(())
}

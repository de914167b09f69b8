//! Which parameters change the form of the answer: those that were only ever 0 or 1, and with whom something else came than without.

use super::infer::{Shape, shape};
use super::method::MethodSeen;
use super::names::{BUILDER, is_key, snake};
use super::seen::Seen;

/// The answers of a method, each form by itself.
#[derive(Debug, Default)]
pub(super) struct Forms {
    pub(super) plain: Seen,
    pub(super) variants: Vec<Variant>,
}

#[derive(Debug)]
pub(super) struct Variant {
    pub(super) param: String,
    pub(super) name: String,
    pub(super) seen: Seen,
}

/// The forms of a method's answers. `known` are parameters whose effect the spec tells.
pub(super) fn forms(method: &MethodSeen, known: &dyn Fn(&str) -> bool) -> Forms {
    let merged = |fits: &dyn Fn(&str) -> bool, wanted: bool| {
        let mut merged = Seen::default();
        let answers = method.answers.iter().filter(|(on, _)| on.iter().any(|param| fits(param)) == wanted);
        answers.for_each(|(_, seen)| merged.merge(seen));
        merged
    };
    let candidates = method.params.iter().filter(|(name, param)| param.is_switch() && !known(name));
    let switches: Vec<&String> = candidates
        .map(|(name, _)| name)
        .filter(|name| differ(&merged(&|param| param == *name, true), &merged(&|param| param == *name, false)))
        .collect();
    let mut forms =
        Forms { plain: merged(&|param| switches.iter().any(|switch| *switch == param), false), variants: Vec::new() };
    for (at, param) in switches.iter().enumerate() {
        let mut seen = Seen::default();
        // Where two are on, the first one decides.
        let first = |on: &std::collections::BTreeSet<String>| {
            switches.iter().position(|switch| on.contains(*switch)) == Some(at)
        };
        method.answers.iter().filter(|(on, _)| first(on)).for_each(|(_, answers)| seen.merge(answers));
        if seen.times() > 0 {
            forms.variants.push(Variant { param: (*param).clone(), name: variant_name(param), seen });
        }
    }
    forms
}

/// As the spec calls it where it knows it, else as the parameter.
fn variant_name(param: &str) -> String {
    let name = if param == "ext" { "extended".to_owned() } else { snake(param) };
    let fits = is_key(&name) && name != "default" && name != "plain" && !BUILDER.contains(&name.as_str());
    if fits { name } else { format!("with_{name}").trim_end_matches('_').to_owned() }
}

fn differ(on: &Seen, off: &Seen) -> bool {
    on.times() > 0 && off.times() > 0 && !is_alike(&shape(on, ""), &shape(off, ""))
}

/// Whether both may be of one type.
fn is_alike(one: &Shape, other: &Shape) -> bool {
    match (one, other) {
        (Shape::Any, _) | (_, Shape::Any) | (Shape::Scalar(_), Shape::Scalar(_)) => true,
        (Shape::List(one, _), Shape::List(other, _)) | (Shape::Map(one), Shape::Map(other)) => is_alike(one, other),
        (Shape::Object(one), Shape::Object(other)) => {
            one.iter().any(|member| other.iter().any(|other| other.name == member.name))
        }
        _ => false,
    }
}

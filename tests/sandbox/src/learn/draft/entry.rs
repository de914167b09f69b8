//! A whole entry for a method that the spec lacks.

use std::fmt::Write as _;

use super::types::{Typed, key, quoted, typed};
use super::{Draft, Drafts};
use crate::known::Scalar;
use crate::learn::choices::choices;
use crate::learn::infer::{Shape, shape};
use crate::learn::method::{MethodSeen, ParamSeen};
use crate::learn::names::{BUILDER, RESERVED, is_key, method_key, rust_name, snake, upper_camel};
use crate::learn::page;
use crate::learn::switches::{Forms, Variant, forms};
use crate::recording::scrub::names::is_of_a_page;

/// What exchanges do not show, where they show no choice either.
const UNKNOWN: &str = "# Limits of their values are not known, nor which of them exclude each other.\n";
const NO_LIMITS: &str = "# Limits of their values are not known.\n";

/// Reads begin like this. The guess is marked as one.
const READS: [&str; 11] = ["get", "list", "is", "has", "can", "search", "find", "total", "count", "top", "show"];

pub(super) fn add(drafts: &mut Drafts<'_>, file: &str, wire: &str, method: &str, seen: &MethodSeen) {
    let group = file.trim_start_matches(super::OWN).to_owned();
    let draft = drafts.file(file);
    let mut key = method_key(method, &group);
    while draft.keys.contains(&key) || draft.types.contains(&upper_camel(&key)) {
        key.push_str("_2");
    }
    draft.keys.insert(key.clone());
    draft.types.insert(upper_camel(&key));
    draft.is_changed = true;
    if draft.text().is_empty() {
        let _ = writeln!(draft.entries, "doc = \"Methods of the group `{group}`, as they were observed.\"");
    }
    // What no spec can name switches nothing on.
    let forms = forms(seen, &|name| !is_own(seen, name));
    let plain = shape(&forms.plain, "");
    let evidence = seen.evidence();
    // The objects of its answers come first: what is written after the entry would be in its tables.
    let mut answers = vec![("default".to_owned(), answer(drafts, file, &plain, &key, &evidence))];
    for Variant { name, seen, .. } in &forms.variants {
        answers.push((name.clone(), answer(drafts, file, &shape(seen, ""), &format!("{key}_{name}"), &evidence)));
    }
    let params = params(seen, &forms, &key, drafts.file(file));
    let page = page::rule(seen, &forms, &plain);
    let text = entry(&key, wire, &group, seen, &params, page, &answers);
    drafts.file(file).entries.push_str(&text);
}

fn answer(drafts: &mut Drafts<'_>, file: &str, shape: &Shape, name: &str, evidence: &str) -> Typed {
    let suffix = if matches!(shape, Shape::Object(_)) { "answer" } else { "item" };
    typed(drafts, file, shape, &format!("{name}_{suffix}"), evidence)
}

fn entry(
    key: &str,
    wire: &str,
    group: &str,
    seen: &MethodSeen,
    params: &str,
    page: Option<(String, String)>,
    answers: &[(String, Typed)],
) -> String {
    let evidence = seen.evidence();
    let mut text = format!(
        "\n[methods.{key}]\ndoc = \"\"\"\nNobody has described what `{wire}` does.\n\nObserved in {evidence}.\"\"\"\n"
    );
    if format!("{group}.{}", crate::known::camel(key)) != wire {
        let _ = writeln!(text, "name = \"{wire}\"");
    }
    let is_post = seen.post * 2 > seen.calls || !seen.files.is_empty();
    let _ = writeln!(text, "verb = \"{}\"", if is_post { "POST" } else { "GET" });
    text.push_str(&circuit(seen));
    let name = wire.split_once('.').map_or(wire, |(_, name)| name).to_ascii_lowercase();
    let is_read = READS.iter().any(|read| name.starts_with(read)) && seen.files.is_empty();
    let _ = writeln!(
        text,
        "# A guess from the verb and the name: a read may be sent twice.\neffect = \"{}\"",
        if is_read { "read" } else { "write" }
    );
    text.push_str("# Which privileges it needs is not known.\n");
    let codes: Vec<&str> = seen
        .errors
        .keys()
        .filter(|code| code.parse::<i64>().is_ok_and(|code| code > 105 && code != 200))
        .map(String::as_str)
        .collect();
    if !codes.is_empty() {
        let _ = writeln!(text, "errors = [{}]", codes.join(", "));
    }
    let _ = writeln!(text, "evidence = \"observed\" # {evidence}");
    if let Some((rule, why)) = page {
        let _ = writeln!(text, "# {}.\npage = {rule}", upper_first(&why));
    }
    if !params.is_empty() {
        let _ = write!(text, "\n[methods.{key}.params]\n{params}");
    }
    let _ = writeln!(text, "\n[methods.{key}.returns]");
    for (name, typed) in answers {
        let _ = writeln!(text, "{name} = {}", quoted(&typed.ty));
    }
    let _ = writeln!(text, "\n[methods.{key}.examples]");
    for (name, typed) in answers {
        let _ = writeln!(text, "{name} = {}", quoted(&typed.example.to_string()));
    }
    text
}

fn circuit(seen: &MethodSeen) -> String {
    let context = match (seen.without_session, seen.of_a_uid) {
        (0, _) => "",
        (without, of_a_uid) if without == of_a_uid => "context = \"session_or_uid\"\n",
        (without, _) if without < seen.calls => "context = \"optional\"\n",
        _ => "context = \"none\"\n",
    };
    let known = match (seen.calls - seen.server, seen.server) {
        (_, 0) => "# Seen in the client-server circuit only; whether the other may call it is not known.\n",
        (0, _) => "# Seen in the server-server circuit only; whether the other may call it is not known.\n",
        _ => "",
    };
    format!("{known}{context}")
}

/// The parameters: each once, in the order in which they were met.
pub(super) fn params(seen: &MethodSeen, forms: &Forms, key_of_method: &str, draft: &mut Draft) -> String {
    let mut text = String::new();
    let mut taken: Vec<String> =
        forms.variants.iter().map(|variant| variant.name.clone()).chain(BUILDER.map(str::to_owned)).collect();
    let variant = |name: &str| forms.variants.iter().find(|variant| variant.param == name);
    let names = seen.params.iter().map(|(name, _)| name).chain(seen.files.keys());
    let may_be_chosen = names.filter(|name| is_own(seen, name) && variant(name).is_none() && !is_of_a_page(name));
    let choices = choices(seen, may_be_chosen);
    for choice in &choices {
        text.push_str(&either_of(seen, choice, key_of_method, &mut taken, draft));
    }
    let is_chosen = |name: &String| choices.iter().any(|choice| choice.contains(name));
    for (at, (name, param)) in seen.params.iter().enumerate() {
        if !is_own(seen, name) || is_chosen(name) || seen.files.contains_key(name) {
            continue;
        }
        let line = match variant(name) {
            Some(variant) => format!(
                "{{ switch = \"{}\", doc = \"Not described. It changes the form of the answer.\" }}",
                variant.name
            ),
            None => self::param(seen, name, param, rust_name(name, at + 1, &mut taken).as_deref()),
        };
        let _ = writeln!(text, "{} = {line}", key(name));
    }
    for name in seen.files.keys().filter(|name| is_own(seen, name) && !is_chosen(name)) {
        let rust = rust_name(name, seen.params.len() + 1, &mut taken)
            .map(|rust| format!(", rust = \"{rust}\""))
            .unwrap_or_default();
        let _ = writeln!(text, "{} = {{ type = \"file\"{rust}, doc = \"A file. Not described.\" }}", key(name));
    }
    match text.as_str() {
        "" => text,
        _ if choices.is_empty() => UNKNOWN.to_owned() + &text,
        _ => NO_LIMITS.to_owned() + &text,
    }
}

/// Whether it is a parameter of the method; a user is named by `uid` in the place of a session, too.
fn is_own(seen: &MethodSeen, name: &str) -> bool {
    let is_the_session_s = name == "uid" && seen.param(name).is_some_and(|param| seen.of_a_uid == param.calls);
    !RESERVED.contains(&name) && !is_the_session_s && is_word(name)
}

/// A parameter that stands for several of which a call has one.
fn either_of(seen: &MethodSeen, choice: &[String], method: &str, taken: &mut Vec<String>, draft: &mut Draft) -> String {
    let ty = |name: &String| match seen.param(name) {
        Some(param) if !seen.files.contains_key(name) => param_type(name, param),
        _ => "file".to_owned(),
    };
    let members: Vec<String> = choice.iter().map(|name| format!("{} = \"{}\"", key(name), ty(name))).collect();
    // Its name, and that of the enum that it becomes.
    let is_free = |name: &String, draft: &Draft| {
        !taken.contains(name)
            && seen.param(name).is_none()
            && !seen.files.contains_key(name)
            && !draft.types.contains(&upper_camel(&format!("{method}_{name}")))
    };
    let names = std::iter::once("choice".to_owned()).chain((2..).map(|number| format!("choice_{number}")));
    let name = names.into_iter().find(|name| is_free(name, draft)).unwrap_or_default();
    draft.types.insert(upper_camel(&format!("{method}_{name}")));
    taken.push(name.clone());
    format!(
        "# A conclusion: each call had one of these, and none had two. The name is made up.\n{name} = {{ either_of = {{ {} }}, required = true, \
         doc = \"Not described.\" }}\n",
        members.join(", ")
    )
}

pub(super) fn param(seen: &MethodSeen, name: &str, param: &ParamSeen, rust: Option<&str>) -> String {
    let ty = param_type(name, param);
    let is_needed = param.calls == seen.calls && seen.calls >= 3 && ty != "flag" && !is_of_a_page(name);
    let required = if is_needed { ", required = true" } else { "" };
    let rust = rust.map(|rust| format!(", rust = \"{rust}\"")).unwrap_or_default();
    format!(
        "{{ type = \"{ty}\"{required}{rust}, doc = \"Not described. It was in {} of {} calls.\" }}",
        param.calls, seen.calls
    )
}

/// A list, if there ever was one.
pub(super) fn param_type(name: &str, param: &ParamSeen) -> String {
    let one = name.strip_suffix('s').unwrap_or(name);
    match &param.values.items {
        Some(items) => {
            let mut all = (**items).clone();
            all.scalars.comma_lists = 0;
            let item = crate::learn::infer::scalar(&all.scalars, one);
            format!("[{}]", item.word())
        }
        None => match param.scalar(name) {
            Scalar::Int | Scalar::Flag if is_of_a_page(name) && param.values.scalars.negative == 0 => "u32".to_owned(),
            Scalar::String if name.ends_with("_url") || name == "url" => "url".to_owned(),
            scalar => scalar.word().to_owned(),
        },
    }
}

/// Whether a parameter can be called so in a spec.
pub(super) fn is_word(name: &str) -> bool {
    let fits = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    name.starts_with(|first: char| first.is_ascii_alphabetic()) && name.chars().all(fits) && is_key(&snake(name))
}

fn upper_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(char::to_uppercase).into_iter().flatten().chain(letters).collect()
}

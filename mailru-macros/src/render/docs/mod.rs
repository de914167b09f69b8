//! The documentation of everything that is generated.

mod params;

use std::fmt::Write as _;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::model::{
    Circuit, Context, Effect, ErrorCode, Evidence, FieldDef, File, Method, Page, Param, ParamKind, Type, TypeDef,
    UnionVariant, ValueDef, Variant, Verb,
};

use super::{group::Place, names::ident, types::output};

/// A doc comment, line by line.
pub fn text(doc: &str) -> TokenStream {
    // The space stands where a person writes one after `///`.
    let lines = doc.trim().lines().map(|line| if line.is_empty() { String::new() } else { format!(" {line}") });
    quote!(#(#[doc = #lines])*)
}

/// The page about all methods.
pub fn overview(files: &[(&Ident, File)]) -> TokenStream {
    let mut doc = "Every method of the SDK, group by group, and how well each is known.\n".to_owned();
    for (module, file) in files {
        let summary = summary(&file.doc);
        let _ = write!(doc, "\n## [`{module}`](super::{module})\n\n{summary}\n\n");
        doc.push_str(&table(file, &format!("super::{module}::")));
    }
    text(&doc)
}

/// The page of a group's module.
pub fn group(file: &File) -> TokenStream {
    let mut doc = file.doc.trim().to_owned();
    doc.push_str("\n\n");
    doc.push_str(&table(file, ""));
    text(&doc)
}

/// The methods of a file; `path` leads to where their requests are.
fn table(file: &File, path: &str) -> String {
    let mut table =
        "| method | what it does | circuit | known from | result known from |\n|---|---|---|---|---|\n".to_owned();
    for method in &file.methods {
        let name = super::names::camel(&method.key);
        let (wire, summary, circuit) = (&method.wire, cell(summary(&method.doc)), circuit(method.circuit));
        let (known, result) = (evidence(method.evidence), evidence(method.result_evidence));
        let _ = writeln!(table, "| [`{wire}`]({path}{name}) | {summary} | {circuit} | {known} | {result} |");
    }
    table
}

/// The method that starts a request.
pub fn entry(method: &Method) -> TokenStream {
    let builder = super::names::camel(&method.key);
    text(&format!("{}\n\nThe request is [`{builder}`], which tells the whole story.", summary(&method.doc)))
}

/// The page of a request.
pub fn request(method: &Method, file: &File, module: &Ident, place: Place) -> TokenStream {
    let mut doc = method.doc.trim().to_owned();
    let _ = write!(doc, "\n\n| | |\n|---|---|\n{}", facts(method, &file.path));
    doc.push_str(&params::table(method));
    let call = example(method, module);
    // Outside the SDK the path of the module is not known here, so the example cannot be a whole program.
    let (fence, opening, closing) = match place {
        Place::Sdk => (
            "no_run",
            "# async fn example(api: mailru_sdk::Api<mailru_sdk::Inferred>) -> Result<(), mailru_sdk::Error> {\n",
            "# Ok(())\n# }\n",
        ),
        Place::Downstream => ("text", "", ""),
    };
    let _ = write!(doc, "\n# Example\n\n```{fence}\n{opening}{call}{closing}```\n");
    for variant in &method.variants {
        if let Some(example) = &variant.example {
            let after = after(variant);
            let _ = write!(doc, "\nA constructed answer{after}:\n\n```json\n{}\n```\n", example.trim());
        }
    }
    text(&doc)
}

fn facts(method: &Method, path: &str) -> String {
    let mut facts = String::new();
    let mut fact = |name: &str, value: &str| {
        let _ = writeln!(facts, "| {name} | {value} |");
    };
    fact(
        "method",
        &method.see.as_ref().map_or_else(|| format!("`{}`", method.wire), |see| format!("[`{}`]({see})", method.wire)),
    );
    fact(
        "sent as",
        match method.verb {
            Verb::Get => "GET",
            Verb::Post => "POST",
        },
    );
    fact("circuit", circuit(method.circuit));
    fact(
        "acts for",
        match method.context {
            Context::Session => "the session's user",
            Context::SessionOrUid if method.circuit == Circuit::Client => "the session's user",
            Context::SessionOrUid if method.circuit == Circuit::Server => "the session's user, or an absent user",
            Context::SessionOrUid => "the session's user, or an absent user in the server-server circuit",
            Context::Optional => "the session's user, if there is one",
            Context::None => "no user",
        },
    );
    fact(
        "effect",
        match method.effect {
            Effect::Read => "reads; may be repeated",
            Effect::Write => "writes; is never sent twice",
        },
    );
    fact("privileges", &list(&method.scope, "none"));
    let results: Vec<_> = method
        .variants
        .iter()
        .map(|variant| format!("`{}`{}", readable(&output(&variant.returns)), after(variant)))
        .collect();
    fact("result", &results.join(", "));
    let own: Vec<_> = method.errors.iter().map(ToString::to_string).collect();
    let own = if own.is_empty() { String::new() } else { format!("{} besides ", list(&own, "")) };
    fact("errors", &format!("{own}the [common codes](::mailru_sdk::codes::Code)"));
    let result = if method.result_evidence == method.evidence {
        String::new()
    } else {
        format!("; the result: {}", evidence(method.result_evidence))
    };
    fact("known from", &format!("{}{result}", evidence(method.evidence)));
    fact("declared in", &format!("`{path}`, line {}", method.at.line));
    facts
}

fn after(variant: &Variant) -> String {
    match variant.name.as_str() {
        "default" => String::new(),
        name => format!(" after `.{name}()`"),
    }
}

fn list(words: &[String], none: &str) -> String {
    if words.is_empty() {
        return none.to_owned();
    }
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

/// A call as a program would write it.
fn example(method: &Method, module: &Ident) -> String {
    let arguments =
        method.params.iter().filter(|param| param.required).filter_map(sample).collect::<Vec<_>>().join(", ");
    let key = ident(&method.key);
    let mut call = format!("let answer = api.{module}().{key}({arguments}).await?;\n");
    for variant in method.variants.iter().filter(|variant| variant.name != "default") {
        let name = &variant.name;
        let _ = writeln!(call, "let {name} = api.{module}().{key}({arguments}).{name}().await?;");
    }
    call
}

/// A value for the argument of an example.
fn sample(param: &Param) -> Option<String> {
    match &param.kind {
        ParamKind::Plain(ty) => sample_of(ty),
        ParamKind::EitherOf(members) => members.iter().find_map(|(_, ty)| sample_of(ty)),
        ParamKind::Switch(_) => None,
    }
}

fn sample_of(ty: &Type) -> Option<String> {
    Some(match ty {
        Type::String | Type::Html => "\"text\"".into(),
        Type::Url => "\"https://example.com/1.png\"".into(),
        Type::Bool | Type::Flag => "true".into(),
        Type::U32 | Type::U64 | Type::I64 | Type::Int => "1".into(),
        Type::F64 => "1.0".into(),
        Type::File => "mailru_sdk::File::from_path(\"photo.png\")".into(),
        Type::Uid => "15410773191172635989".into(),
        Type::Timestamp => "std::time::SystemTime::now()".into(),
        Type::List(item) => format!("[{}]", sample_of(item)?),
        Type::Local(_) | Type::Shared(_) => "\"word\"".into(),
        _ => return None,
    })
}

/// The way to all pages.
pub fn pages(rule: &Page) -> TokenStream {
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
pub fn setter(param: &Param) -> TokenStream {
    let mut doc = param.doc.trim().to_owned();
    let limits = &param.limits;
    let mut facts = Vec::new();
    facts.extend(param.default.as_ref().map(|default| format!("Without it: `{default}`.")));
    facts.extend(limits.min.map(|min| format!("At least {min}.")));
    facts.extend(limits.max.map(|max| format!("At most {max}.")));
    facts.extend(limits.max_len.map(|limit| format!("At most {limit} characters.")));
    facts.extend(limits.max_items.map(|limit| format!("At most {limit} items.")));
    if param.evidence != Evidence::Documented {
        facts.push(format!("Known from {}.", evidence(param.evidence)));
    }
    if !facts.is_empty() {
        doc.push_str("\n\n");
        doc.push_str(&facts.join(" "));
    }
    text(&doc)
}

pub fn type_def(def: &TypeDef) -> TokenStream {
    let mut doc = def.doc.trim().to_owned();
    if let Some(see) = &def.see {
        let _ = write!(doc, "\n\nSee <{see}>.");
    }
    known_from(&mut doc, def.evidence);
    text(&doc)
}

pub fn field(field: &FieldDef) -> TokenStream {
    let mut doc = field.doc.trim().to_owned();
    known_from(&mut doc, field.evidence);
    text(&doc)
}

pub fn value(value: &ValueDef) -> TokenStream {
    text(&format!("{}\n\n`{}` on the wire.", value.doc.trim(), value.wire))
}

pub fn union_variant(variant: &UnionVariant) -> TokenStream {
    text(&variant.doc)
}

pub fn error_code(code: &ErrorCode) -> TokenStream {
    let mut doc = format!("{}: {}", code.code, code.doc.trim());
    known_from(&mut doc, Some(code.evidence));
    text(&doc)
}

fn known_from(doc: &mut String, source: Option<Evidence>) {
    if let Some(source) = source.filter(|source| *source != Evidence::Documented) {
        let _ = write!(doc, "\n\nKnown from {}.", evidence(source));
    }
}

fn summary(doc: &str) -> &str {
    doc.trim().lines().next().unwrap_or_default()
}

/// A text that does not end its cell of a table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

fn circuit(circuit: Circuit) -> &'static str {
    match circuit {
        Circuit::Any => "both",
        Circuit::Client => "client-server only",
        Circuit::Server => "server-server only",
    }
}

fn evidence(evidence: Evidence) -> &'static str {
    match evidence {
        Evidence::Documented => "the platform's page",
        Evidence::Client => "working client programs",
        Evidence::Inferred => "inference only",
    }
}

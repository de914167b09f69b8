//! All that is known of one request: why its signature is wrong, what was sent, what had to be signed, what was answered.

use super::MOST;
use crate::escape;
use crate::explain::{self, Difference, SignatureExplanation, mask};
use crate::explorer::{MASK, View, html, json};
use crate::log::Entry;

/// The longest text of one parameter, in bytes.
const LONGEST_VALUE: usize = 4 << 10;

/// The answer is cut after so many bytes.
pub(super) fn details(view: &View<'_>, entry: &Entry, longest_answer: usize) -> String {
    let request = &entry.request;
    let explanation = request.signature_explanation().map(|explanation| explained(view, entry, explanation));
    let base_string = request.base_string().map(|base| {
        format!("<h3>Base string</h3>\n<pre class=\"base\">{}</pre>", html::text(&shown(view, entry, base)))
    });
    let sig = request.parameter("sig").map(|sig| format!("<h3>Signature</h3>\n<pre>{}</pre>", view.secret(sig)));
    format!(
        "<div class=\"details\">{}\n<h3>Request</h3>\n<pre>{}</pre>\n{}{}\n{}\n{}</div>",
        explanation.unwrap_or_default(),
        request_line(view, entry),
        parameters(view, entry),
        base_string.unwrap_or_default(),
        sig.unwrap_or_default(),
        answer(view, entry, longest_answer),
    )
}

fn explained(view: &View<'_>, entry: &Entry, explanation: &SignatureExplanation) -> String {
    let mistake = |mistake: &explain::SignatureMistake| {
        format!("<p><b>{}</b>: {}.</p>", html::text(mistake.name()), html::phrase(&mistake.to_string()))
    };
    let mut mistakes: Vec<String> = explanation.mistakes().iter().map(mistake).collect();
    if mistakes.is_empty() {
        mistakes.push(format!("<p>The mistake is unknown: {}.</p>", explanation.unexplained()));
    }
    let part = |part: &Difference| match part {
        Difference::Same(text) => html::text(&shown(view, entry, text)),
        Difference::Missing(text) => format!("<ins>{}</ins>", html::text(&shown(view, entry, text))),
        Difference::Added(text) => format!("<del>{}</del>", html::text(&shown(view, entry, text))),
    };
    let compared: String = explanation.difference().iter().map(part).collect::<Vec<_>>().concat();
    let compared = if compared.is_empty() {
        String::new()
    } else {
        format!(
            "<pre class=\"base\">{compared}</pre>\n<p class=\"faint\"><ins>Expected</ins>, but not signed. <del>Signed</del>, but not expected.</p>"
        )
    };
    format!(
        "<div class=\"wrong\" role=\"note\"><h3>The signature is wrong</h3>\n{}\n{compared}</div>",
        mistakes.join("\n")
    )
}

/// A base string, or a part of one.
fn shown(view: &View<'_>, entry: &Entry, masked: &str) -> String {
    if view.visit.shows_secrets {
        explain::revealed(&view.service.platform.application, &entry.request.parameters, masked)
    } else {
        masked.to_owned()
    }
}

fn request_line(view: &View<'_>, entry: &Entry) -> String {
    let request = &entry.request;
    let (verb, path) = (html::text(request.verb()), html::text(&mask::shortened(request.path(), LONGEST_VALUE)));
    let pair = |(name, value): &(String, String)| {
        if mask::is_secret(name) && !view.visit.shows_secrets {
            format!("{}={MASK}", escape::query(&[(name, "")]).trim_end_matches('='))
        } else {
            escape::query(&[(name, mask::shortened(&value_of(view, name, value), LONGEST_VALUE))])
        }
    };
    let pairs: Vec<String> = request.parameters().iter().take(MOST).map(pair).collect();
    let pairs = html::text(&pairs.join("&"));
    match (request.verb(), request.files(), pairs.as_str()) {
        (_, _, "") => format!("{verb} {path}"),
        ("GET", ..) => format!("{verb} {path}?{pairs}"),
        (_, [], _) => format!("{verb} {path}\n\n{pairs}"),
        _ => format!("{verb} {path}\n\n(multipart/form-data)"),
    }
}

fn parameters(view: &View<'_>, entry: &Entry) -> String {
    let request = &entry.request;
    let pair = |(name, value): &(String, String)| {
        let shown = if mask::is_secret(name) {
            view.secret(value)
        } else {
            html::lines(&mask::shortened(&value_of(view, name, value), LONGEST_VALUE))
        };
        format!("<tr><th>{}</th><td>{shown}</td></tr>", html::text(&mask::shortened(name, 80)))
    };
    let file = |file: &crate::FilePart| {
        let media_type = file.media_type.as_deref().unwrap_or("no media type");
        let what = format!("{}, {media_type}, {} bytes", file.file_name, file.bytes.len());
        format!(
            "<tr><th>{}</th><td>{}</td></tr>",
            html::text(&file.name),
            html::text(&mask::shortened(&what, LONGEST_VALUE))
        )
    };
    let rows = request.parameters().iter().take(MOST).map(pair).chain(request.files().iter().take(MOST).map(file));
    let rows: Vec<String> = rows.collect();
    let more = request.parameters().len().saturating_sub(MOST);
    let more = if more > 0 { format!("<p class=\"faint\">And {more} more.</p>") } else { String::new() };
    if rows.is_empty() {
        String::new()
    } else {
        format!("<h3>Parameters</h3>\n<table>{}</table>{more}\n", rows.join("\n"))
    }
}

/// The value, without keys that were put into it by mistake.
fn value_of(view: &View<'_>, name: &str, value: &str) -> String {
    if view.visit.shows_secrets {
        value.to_owned()
    } else {
        explain::shown(&view.service.platform.application, name, value)
    }
}

fn answer(view: &View<'_>, entry: &Entry, longest: usize) -> String {
    let faults = entry.request.faults();
    let faults = if faults.is_empty() {
        String::new()
    } else {
        format!(
            "<p class=\"faint\">A fault hit the request: {}. The client may have seen something else.</p>",
            html::text(&faults.join(", "))
        )
    };
    let Some(answer) = &entry.answer else {
        return format!("<h3>Answer</h3>\n{faults}<p class=\"faint\">There was none, or it is not kept any more.</p>");
    };
    let text = &answer.text[..answer.text.floor_char_boundary(longest)];
    let more = if text.len() < answer.bytes { "\n..." } else { "" };
    let masked = || explain::without_keys(&view.service.platform.application, text);
    let shown = if view.visit.shows_secrets { text.to_owned() } else { masked() };
    let shown = if shown.starts_with('<') { shown } else { json::indented(&shown) };
    format!(
        "<h3>Answer <small>{} bytes</small></h3>\n{faults}<pre class=\"answer\">{}{more}</pre>",
        answer.bytes,
        html::lines(&shown)
    )
}

//! The log of requests: a line for each, which opens to show all that is known of it. That is in `details.rs`.

mod details;

use std::time::{Duration, SystemTime};

use details::details;

use super::{View, html};
use crate::explain::{self, mask};
use crate::log::Entry;

/// How many requests the page shows.
const MOST: usize = 50;

/// The most that a line shows of an answer, in bytes; the request's own page shows all that is kept.
const LONGEST: usize = 4 << 10;

/// The newest requests. The script adds those that come later.
pub(super) fn log(view: &View<'_>) -> String {
    let entries = view.service.log.newest(0, MOST);
    let last = entries.first().map_or(0, |entry| entry.number);
    let items: Vec<String> = entries.iter().map(|entry| item(view, entry)).collect();
    let secrets = if view.visit.shows_secrets { "shown" } else { "" };
    format!(
        r#"<section id="log">
<h2>Requests <small id="live"></small></h2>
<div id="requests" data-last="{last}" data-secrets="{secrets}">
{items}
</div>
<p class="faint" id="nothing">The newest {MOST}, newest first. Without a script, reload the page to see more.</p>
</section>"#,
        items = items.join("\n"),
    )
}

/// Requests with a greater number, as items of the log.
pub(super) fn newer(view: &View<'_>, after: u64) -> Option<String> {
    let entries = view.service.log.newest(after, MOST);
    let items: Vec<String> = entries.iter().map(|entry| item(view, entry)).collect();
    (!items.is_empty()).then(|| items.join("\n"))
}

/// One request by itself.
pub(super) fn single(view: &View<'_>, number: u64, entry: Option<&Entry>) -> String {
    let content = match entry {
        Some(entry) => format!("<div class=\"line\">{}</div>\n{}", line(entry), details(view, entry, usize::MAX)),
        None => "<p>It is not in the log, or not any more.</p>".to_owned(),
    };
    format!("<section id=\"request\">\n<h2>Request {number}</h2>\n{content}\n</section>")
}

fn item(view: &View<'_>, entry: &Entry) -> String {
    let number = entry.number;
    let link = view.link(&[("request", &number.to_string())]);
    let details = details(view, entry, LONGEST);
    format!(
        "<details class=\"request\" data-number=\"{number}\"><summary class=\"line\">{}</summary>\n{details}\n\
         <p><a href=\"{link}\">This request by itself</a></p></details>",
        line(entry)
    )
}

/// What there is to see at a glance.
fn line(entry: &Entry) -> String {
    let request = &entry.request;
    let outcome = match (request.status(), request.error_code()) {
        (0, _) => "<span class=\"bad\">no answer</span>".to_owned(),
        (_, Some(code)) => format!("<span class=\"bad\">error {code}</span>"),
        (200, None) => "<span class=\"good\">200</span>".to_owned(),
        (status, None) => format!("<span class=\"bad\">{status}</span>"),
    };
    let mistakes = request.signature_explanation().map(|explanation| {
        let names: Vec<&str> = explanation.mistakes().iter().map(explain::SignatureMistake::name).collect();
        format!(
            " <span class=\"bad\">{}</span>",
            if names.is_empty() { "unknown".to_owned() } else { names.join(", ") }
        )
    });
    let faults = request.faults().iter().map(|fault| format!(" <span class=\"fault\">{}</span>", html::text(fault)));
    format!(
        "<span class=\"number\">{}</span> <time>{}</time> <b>{}</b> <span class=\"circuit\">{}</span> {outcome}{}{} \
         <span class=\"took\">{}</span>",
        entry.number,
        time_of_day(entry.at),
        html::text(&mask::shortened(request.method().unwrap_or("no method"), 80)),
        request.circuit(),
        mistakes.unwrap_or_default(),
        faults.collect::<Vec<_>>().concat(),
        milliseconds(entry.took),
    )
}

/// In Greenwich.
fn time_of_day(at: SystemTime) -> String {
    let since = at.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    let seconds = since.as_secs() % 86_400;
    format!("{:02}:{:02}:{:02}.{:03}", seconds / 3600, seconds / 60 % 60, seconds % 60, since.subsec_millis())
}

fn milliseconds(took: Duration) -> String {
    format!("{:.1} ms", took.as_secs_f64() * 1000.0)
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use super::{milliseconds, time_of_day};

    #[test]
    fn times_are_written_in_full() {
        let at = SystemTime::UNIX_EPOCH + Duration::from_millis(86_400_000 + 3_661_007);
        assert_eq!(time_of_day(at), "01:01:01.007");
        assert_eq!(milliseconds(Duration::from_micros(1_260)), "1.3 ms");
    }
}

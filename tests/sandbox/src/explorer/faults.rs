//! Faults: those that wait, and a form to inject more. `http/control.rs` takes the form.

use super::{FAULTS, View, html};

/// What the form offers; anything else can be typed.
const OFFERED: [(&str, &str); 11] = [
    ("latency=2s", "the answer comes two seconds later"),
    ("status=503; retry-after=2s", "HTTP 503 with Retry-After"),
    ("status=500", "HTTP 500"),
    ("status=429; retry-after=2s", "HTTP 429 with Retry-After"),
    ("error=1", "error 1: unknown, try again"),
    ("error=3", "error 3: the service is unavailable"),
    ("error=201", "error 201: too many requests"),
    ("expiry", "the session of the call has ended"),
    ("drop", "the connection is closed"),
    ("truncated", "half of the JSON"),
    ("html", "a page in the place of JSON"),
];

pub(super) fn section(view: &View<'_>) -> String {
    let report = |report: crate::faults::Report| {
        format!("<tr><td><code>{}</code></td><td>{} hits</td></tr>", html::text(&report.fault), report.hits)
    };
    let waiting: Vec<String> = view.service.faults.reports().into_iter().map(report).collect();
    let waiting = if waiting.is_empty() {
        "<p class=\"faint\">None is waiting for a request.</p>".to_owned()
    } else {
        format!(
            "<table>{}</table>\n<form method=\"post\" action=\"{FAULTS}\"><input type=\"hidden\" name=\"from\" value=\"page\">\
             <button name=\"action\" value=\"clear\" class=\"second\">Take all faults back</button></form>",
            waiting.join("\n")
        )
    };
    let offered = OFFERED.map(|(fault, says)| format!("<option value=\"{fault}\">{says}</option>")).concat();
    format!(
        r#"<section id="faults">
<h2>Faults</h2>
{waiting}
<form method="post" action="{FAULTS}">
<input type="hidden" name="from" value="page">
<div class="who">
<div><label for="fault">Let this go wrong</label>
<select id="fault" name="fault">{offered}</select></div>
<div><label for="times">For the next calls</label>
<input id="times" name="times" value="1" inputmode="numeric" autocomplete="off"></div>
<div><label for="on">Of one method, or of all</label>
<input id="on" name="on" value="{method}" autocomplete="off" spellcheck="false"></div>
</div>
<button>Inject</button>
</form>
</section>"#,
        method = html::text(view.visit.method.as_deref().unwrap_or_default()),
    )
}

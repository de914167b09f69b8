//! The page at `/`, for people: the methods of the spec with a form to try each, the settings of a client, and the log. It is
//! plain HTML that works without its little script; how it is served, and to whom, is in `http/explorer.rs`. With the script, calls are
//! the browser's own, so that its network tab, and whatever stands between, sees them.
//!
//! Keys, tokens and the like are masked until the page is asked for them. Every value from outside goes through `html.rs`.

mod call;
mod faults;
mod form;
mod html;
mod json;
mod methods;
mod requests;
mod settings;

pub(crate) use call::{Prepared, prepare};

use crate::escape;
use crate::http::Service;
use crate::log::Entry;
use crate::parameters::Parameters;

/// The form of a method sends here.
pub(crate) const CALL: &str = "/sandbox/call";

/// The script has it signed here, and sends the call by itself.
pub(crate) const SIGN: &str = "/sandbox/sign";

/// Where the script asks for new requests.
pub(crate) const NEWS: &str = "/sandbox/requests";

/// Where faults are listed, injected and cleared.
pub(crate) const FAULTS: &str = "/sandbox/faults";

/// What the page looks like, and its script.
pub(crate) const STYLE: &str = "/sandbox/style.css";
pub(crate) const SCRIPT: &str = "/sandbox/script.js";

/// What is shown in the place of a secret.
const MASK: &str = "••••••••";

/// What a browser asks the page for.
#[derive(Debug, Default)]
pub(crate) struct Visit {
    method: Option<String>,
    /// The number of an entry of the log.
    request: Option<u64>,
    shows_secrets: bool,
    /// What the consent page came back with.
    code: Option<String>,
    error: Option<String>,
}

impl Visit {
    pub(crate) fn new(query: &Parameters) -> Self {
        let text = |name| query.get(name).map(str::to_owned);
        Self {
            method: text("method"),
            request: query.get("request").and_then(|number| number.parse().ok()),
            shows_secrets: query.get("secrets") == Some("shown"),
            code: text("code"),
            error: text("error"),
        }
    }

    /// The address of a result.
    pub(crate) fn result(method: &str, number: u64, shows_secrets: bool) -> String {
        let number = number.to_string();
        let mut pairs = vec![("method", method), ("request", number.as_str())];
        pairs.extend(shows_secrets.then_some(("secrets", "shown")));
        format!("/?{}#request", escape::query(&pairs))
    }
}

/// What all parts of the page look at.
struct View<'a> {
    service: &'a Service,
    visit: &'a Visit,
}

/// The whole page.
pub(crate) fn page(service: &Service, visit: &Visit) -> String {
    let view = View { service, visit };
    let asked = visit.request.map(|number| (number, service.log.entry(number)));
    let entry = asked.as_ref().and_then(|(_, entry)| entry.as_ref());
    let request = asked.as_ref().map(|(number, entry)| requests::single(&view, *number, entry.as_ref()));
    let mut sections = vec![settings::arrival(&view)];
    match &visit.method {
        Some(method) => sections.extend([methods::section(&view, method, entry), request.unwrap_or_default()]),
        None => sections.extend([request.unwrap_or_default(), settings::section(&view)]),
    }
    sections.extend([requests::log(&view), faults::section(&view)]);
    let body = format!(
        r#"{header}
<div class="layout">
<main>
{sections}
</main>
{navigation}
</div>"#,
        header = view.header(),
        sections = sections.join("\n"),
        navigation = methods::navigation(&view),
    );
    html::document(&view.title(entry), &body)
}

/// The requests with a greater number as they stand in the log, newest first; `None` when there are none.
pub(crate) fn news(service: &Service, after: u64, shows_secrets: bool) -> Option<String> {
    let visit = Visit { shows_secrets, ..Visit::default() };
    requests::newer(&View { service, visit: &visit }, after)
}

impl View<'_> {
    fn title(&self, entry: Option<&Entry>) -> String {
        match (&self.visit.method, entry) {
            (Some(method), _) => format!("{method} – mailru-sandbox"),
            (None, Some(entry)) => format!("Request {} – mailru-sandbox", entry.number),
            (None, None) => "mailru-sandbox".to_owned(),
        }
    }

    fn header(&self) -> String {
        let (toggle, words) = if self.visit.shows_secrets { (false, "Hide secrets") } else { (true, "Show secrets") };
        format!(
            r##"<header>
<a class="brand" href="{home}">mailru-sandbox</a>
<code>{address}</code>
<nav><a href="#methods" class="narrow">Methods</a><a href="#log">Log</a><a href="#faults">Faults</a><a href="{toggle}" rel="nofollow">{words}</a></nav>
</header>"##,
            home = self.link(&[]),
            address = self.service.address,
            toggle = self.address(toggle),
        )
    }

    /// The address of this page, with or without secrets.
    fn address(&self, shows_secrets: bool) -> String {
        let number = self.visit.request.map(|number| number.to_string());
        let Visit { method, code, error, .. } = self.visit;
        let named = [("method", method), ("request", &number), ("code", code), ("error", error)];
        let mut pairs: Vec<(&str, &str)> =
            named.iter().filter_map(|(name, value)| Some((*name, value.as_deref()?))).collect();
        pairs.extend(shows_secrets.then_some(("secrets", "shown")));
        format!("/?{}", escape::query(&pairs)).replace('&', "&amp;")
    }

    /// The address of another page that shows secrets if this one does, ready to stand in an attribute.
    fn link(&self, pairs: &[(&str, &str)]) -> String {
        let mut pairs = pairs.to_vec();
        pairs.extend(self.visit.shows_secrets.then_some(("secrets", "shown")));
        let query = escape::query(&pairs).replace('&', "&amp;");
        if query.is_empty() { "/".to_owned() } else { format!("/?{query}") }
    }

    /// A secret, as HTML.
    fn secret(&self, value: &str) -> String {
        if self.visit.shows_secrets { html::text(value) } else { format!("<span class=\"mask\">{MASK}</span>") }
    }
}

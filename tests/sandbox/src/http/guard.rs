//! Who may ask at all. Pages of other sites that a browser on this machine shows must neither read the sandbox, as they could by a name of
//! theirs that leads here, nor change anything in it: they know its keys, which come from the seed.
//!
//! So every request names a loopback host, and what changes something does not come from another origin. Browsers say where a form or a
//! script comes from by `Origin`, which a page can make `null` but not take away. Of images, links and other `GET`s they say it by
//! `Sec-Fetch-Site`. Programs that are no browsers say neither.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::{HOST, ORIGIN};
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use super::{ENDPOINT, Service, TOKEN, form};
use crate::methods::{self, photos};
use crate::oauth::browser::{AUTHORIZE, SUCCESS};
use crate::oauth_mail;
use crate::pages::RECOVERY;
use crate::parameters::Parameters;

/// What a request may come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rule {
    /// It changes nothing, and other origins cannot read the answer.
    Anywhere,
    /// It shows what is no other site's business, but links may lead to it.
    NoOtherOrigin,
    /// It may change something, but the user sees it happen.
    NoOtherSiteUnlessShown,
    /// It changes something.
    NoOtherSite,
}

pub(super) async fn check(State(service): State<Arc<Service>>, request: Request, next: Next) -> Response {
    match problem(&request, &service.front.hosts) {
        Some(problem) => (StatusCode::FORBIDDEN, problem).into_response(),
        None => next.run(request).await,
    }
}

/// Why nothing is done.
fn problem(request: &Request, names: &[String]) -> Option<&'static str> {
    let headers = request.headers();
    let Some(host) = host(request.uri(), headers).filter(|host| is_own(host, names)) else {
        return Some("the sandbox is served on 127.0.0.1 and localhost only\n");
    };
    let is_foreign = match rule(request.method(), request.uri()) {
        Rule::Anywhere => false,
        Rule::NoOtherOrigin => is_of_other_origin(headers, host),
        Rule::NoOtherSiteUnlessShown => {
            is_of_other_origin(headers, host) || (is_of_other_site(headers) && !is_shown(headers))
        }
        Rule::NoOtherSite => is_of_other_origin(headers, host) || is_of_other_site(headers),
    };
    is_foreign.then_some("a page of another site cannot use this one\n")
}

/// The host that is asked for, if there is one and no second one.
fn host<'a>(uri: &'a Uri, headers: &'a HeaderMap) -> Option<&'a str> {
    let mut named = headers.get_all(HOST).iter();
    let header = named.next()?.to_str().ok()?;
    if named.next().is_some() {
        return None;
    }
    // An address that is written out wins over the header.
    Some(uri.authority().map_or(header, |authority| authority.as_str()))
}

/// Whatever the port is, which may have been forwarded.
fn is_own(host: &str, names: &[String]) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    let name = name.to_ascii_lowercase();
    matches!(name.as_str(), "127.0.0.1" | "localhost" | "[::1]") || names.contains(&name)
}

fn rule(method: &Method, uri: &Uri) -> Rule {
    if ![Method::GET, Method::HEAD].contains(method) {
        return Rule::NoOtherSite;
    }
    match uri.path() {
        TOKEN => Rule::NoOtherSite,
        AUTHORIZE => Rule::NoOtherSiteUnlessShown,
        SUCCESS | RECOVERY => Rule::Anywhere,
        path if oauth_mail::browser::is_page(path) => Rule::NoOtherSiteUnlessShown,
        path if path.starts_with(ENDPOINT) => call(uri.query().unwrap_or_default()),
        path if path.starts_with("/platform/") || path.starts_with(photos::PATH) => Rule::Anywhere,
        _ => Rule::NoOtherOrigin,
    }
}

/// A call by its query string, in which browsers have all parameters of a `GET`. One that names no method does nothing.
fn call(query: &str) -> Rule {
    let mut parameters = Parameters::default();
    let is_readable = form::add(&mut parameters, query.as_bytes()).is_ok();
    if is_readable && parameters.get("method").is_some_and(methods::changes) {
        Rule::NoOtherSite
    } else {
        Rule::Anywhere
    }
}

/// `https` is what a name of one's own may have in front of the sandbox. A `null` says nothing about where it comes from: it is taken
/// where the browser vouches for it.
fn is_of_other_origin(headers: &HeaderMap, host: &str) -> bool {
    headers.get_all(ORIGIN).iter().any(|origin| {
        let own = |scheme: &str| origin.as_bytes().eq_ignore_ascii_case(format!("{scheme}://{host}").as_bytes());
        let is_own = own("http") || (own("https") && !is_own(host, &[]));
        let is_vouched_for = origin == "null" && fetched(headers, "site") == Some("same-origin");
        !is_own && !is_vouched_for
    })
}

fn is_of_other_site(headers: &HeaderMap) -> bool {
    matches!(fetched(headers, "site"), Some("same-site" | "cross-site"))
}

/// Whether the browser shows the answer as a page of its own.
fn is_shown(headers: &HeaderMap) -> bool {
    fetched(headers, "mode") == Some("navigate") && fetched(headers, "dest") == Some("document")
}

fn fetched<'h>(headers: &'h HeaderMap, what: &str) -> Option<&'h str> {
    headers.get(format!("sec-fetch-{what}"))?.to_str().ok()
}

#[cfg(test)]
mod tests {
    use super::{Method, Rule, is_own, rule};

    #[test]
    fn only_names_of_this_machine_and_those_that_were_added_are_its_own() {
        for host in ["127.0.0.1:8321", "localhost:8321", "LocalHost", "[::1]:8321", "[::1]", "127.0.0.1"] {
            assert!(is_own(host, &[]), "{host}");
        }
        let added = ["connect.mail.ru".to_owned()];
        for host in [
            "",
            "example.org",
            "127.0.0.1.example.org:8321",
            "localhost.example.org",
            "127.0.0.1:a",
            "10.0.0.1:8321",
            "::1",
            "connect.mail.ru.example.org",
        ] {
            assert!(!is_own(host, &added), "{host}");
        }
        assert!(is_own("connect.mail.ru", &added) && is_own("Connect.Mail.ru:443", &added));
        assert!(!is_own("connect.mail.ru", &[]));
    }

    #[test]
    fn what_changes_something_has_the_strictest_rule() {
        for (method, target, expected) in [
            (Method::GET, "/platform/api?method=friends.get", Rule::Anywhere),
            (Method::GET, "/platform/api?method=stream.post", Rule::NoOtherSite),
            (Method::HEAD, "/platform/api/?a=b&method=stream%2Epost", Rule::NoOtherSite),
            (Method::GET, "/platform/api/stream/post?method=stream.post", Rule::NoOtherSite),
            (Method::GET, "/platform/api?method=messages.getThread", Rule::NoOtherSite),
            (Method::POST, "/platform/api?method=friends.get", Rule::NoOtherSite),
            (Method::GET, "/platform/mail/ivanov", Rule::Anywhere),
            (Method::GET, "/photos/1/a/b.png", Rule::Anywhere),
            (Method::GET, "/oauth/token", Rule::NoOtherSite),
            (Method::GET, "/oauth/authorize?client_id=1", Rule::NoOtherSiteUnlessShown),
            (Method::POST, "/oauth/authorize", Rule::NoOtherSite),
            (Method::GET, "/", Rule::NoOtherOrigin),
            (Method::GET, "/sandbox/faults", Rule::NoOtherOrigin),
            (Method::DELETE, "/sandbox/faults", Rule::NoOtherSite),
        ] {
            assert_eq!(rule(&method, &target.parse().expect("an address")), expected, "{method} {target}");
        }
    }
}

//! The page at `/` on the wire: who may see it, what it may load, and the calls that its forms make.
//!
//! Other sites that the same browser shows must neither read the page, as they could by a name of theirs that leads to this
//! machine, nor send its forms. So the name that was asked for must be a loopback one, and a form must come from the page.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HOST, LOCATION, ORIGIN, REFERRER_POLICY,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use mailru_sdk::spec::Verb;

use super::{ENDPOINT, Number, Service, form, read};
use crate::explorer::{self, Prepared, Visit};
use crate::parameters::Parameters;

/// For every answer. The referrer is kept for forms of the page, whose origin browsers would hide else.
const HEADERS: [(HeaderName, &str); 5] = [
    (CACHE_CONTROL, "no-store"),
    (
        CONTENT_SECURITY_POLICY,
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; \
         frame-ancestors 'none'",
    ),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (REFERRER_POLICY, "same-origin"),
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
];

const HTML: &str = "text/html; charset=utf-8";

pub(super) async fn page(State(service): State<Arc<Service>>, request: Request) -> Response {
    guarded(request.headers(), || {
        let visit = Visit::new(&query(&request));
        (StatusCode::OK, [(CONTENT_TYPE, HTML)], explorer::page(&service, &visit)).into_response()
    })
}

/// The requests after the number `after`, for the script.
pub(super) async fn news(State(service): State<Arc<Service>>, request: Request) -> Response {
    guarded(request.headers(), || {
        let query = query(&request);
        let after = query.get("after").and_then(|number| number.parse().ok()).unwrap_or(0);
        match explorer::news(&service, after, query.get("secrets") == Some("shown")) {
            Some(items) => ([(CONTENT_TYPE, HTML)], items).into_response(),
            None => StatusCode::NO_CONTENT.into_response(),
        }
    })
}

pub(super) async fn style(request: Request) -> Response {
    let style = include_str!("../explorer/style.css");
    guarded(request.headers(), || ([(CONTENT_TYPE, "text/css; charset=utf-8")], style).into_response())
}

pub(super) async fn script(request: Request) -> Response {
    let script = include_str!("../explorer/script.js");
    guarded(request.headers(), || ([(CONTENT_TYPE, "text/javascript; charset=utf-8")], script).into_response())
}

/// Makes the call that a form asks for, by the same way as any other request, and leads to its entry in the log.
pub(super) async fn call(State(service): State<Arc<Service>>, request: Request) -> Response {
    if let Some(refusal) = refusal(request.headers()) {
        return with_headers(refusal);
    }
    let form = read::parameters(request).await;
    let prepared = form.map_err(|_| "the form cannot be read").and_then(|form| {
        let shows_secrets = form.get("secrets") == Some("shown");
        explorer::prepare(&service.platform, &form).map(|prepared| (prepared, shows_secrets))
    });
    let (prepared, shows_secrets) = match prepared {
        Ok(prepared) => prepared,
        Err(problem) => return with_headers((StatusCode::BAD_REQUEST, format!("{problem}\n")).into_response()),
    };
    let method = prepared.method;
    let Some(request) = sent(prepared) else {
        return with_headers((StatusCode::BAD_REQUEST, "the call is too long for an address\n").into_response());
    };
    let answer = super::call::answer(State(service), request).await;
    let number = answer.extensions().get().map_or(0, |Number(number)| *number);
    with_headers((StatusCode::SEE_OTHER, [(LOCATION, Visit::result(method, number, shows_secrets))]).into_response())
}

fn sent(prepared: Prepared) -> Option<Request> {
    let verb = if prepared.verb == Verb::Post { "POST" } else { "GET" };
    let request = Request::builder().method(verb).uri(format!("{ENDPOINT}{}", prepared.query));
    match prepared.body {
        Some((media_type, body)) => request.header(CONTENT_TYPE, media_type).body(Body::from(body)).ok(),
        None => request.body(Body::empty()).ok(),
    }
}

/// What cannot be read asks for nothing.
fn query(request: &Request) -> Parameters {
    let mut query = Parameters::default();
    let encoded = request.uri().query().unwrap_or_default().as_bytes();
    if form::add(&mut query, encoded).is_err() { Parameters::default() } else { query }
}

fn guarded(headers: &HeaderMap, answer: impl FnOnce() -> Response) -> Response {
    with_headers(refusal(headers).unwrap_or_else(answer))
}

fn with_headers(mut response: Response) -> Response {
    for (name, value) in HEADERS {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

/// Why the page is not for whoever asks.
pub(super) fn refusal(headers: &HeaderMap) -> Option<Response> {
    let host = headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let problem = if !is_loopback(host) {
        "the page is served on 127.0.0.1 and localhost only\n"
    } else if headers.get(ORIGIN).is_some_and(|origin| origin.as_bytes() != format!("http://{host}").as_bytes()) {
        "a page of another site cannot use this one\n"
    } else {
        return None;
    };
    Some((StatusCode::FORBIDDEN, problem).into_response())
}

/// Whatever the port is, which may have been forwarded.
fn is_loopback(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    matches!(name.to_ascii_lowercase().as_str(), "127.0.0.1" | "localhost" | "[::1]")
}

#[cfg(test)]
mod tests {
    use super::is_loopback;

    #[test]
    fn only_names_of_this_machine_are_loopback() {
        for host in ["127.0.0.1:8321", "localhost:8321", "LocalHost", "[::1]:8321", "[::1]", "127.0.0.1"] {
            assert!(is_loopback(host), "{host}");
        }
        for host in [
            "",
            "example.org",
            "127.0.0.1.example.org:8321",
            "localhost.example.org",
            "127.0.0.1:a",
            "10.0.0.1:8321",
            "::1",
        ] {
            assert!(!is_loopback(host), "{host}");
        }
    }
}

//! The page at `/` on the wire: what it may load, and the calls that its forms make. Who may see it is decided in `guard.rs`.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, LOCATION, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderName, HeaderValue, StatusCode};
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
    let visit = Visit::new(&query(&request));
    with_headers((StatusCode::OK, [(CONTENT_TYPE, HTML)], explorer::page(&service, &visit)).into_response())
}

/// The requests after the number `after`, for the script.
pub(super) async fn news(State(service): State<Arc<Service>>, request: Request) -> Response {
    let query = query(&request);
    let after = query.get("after").and_then(|number| number.parse().ok()).unwrap_or(0);
    with_headers(match explorer::news(&service, after, query.get("secrets") == Some("shown")) {
        Some(items) => ([(CONTENT_TYPE, HTML)], items).into_response(),
        None => StatusCode::NO_CONTENT.into_response(),
    })
}

pub(super) async fn style() -> Response {
    let style = include_str!("../explorer/style.css");
    with_headers(([(CONTENT_TYPE, "text/css; charset=utf-8")], style).into_response())
}

pub(super) async fn script() -> Response {
    let script = include_str!("../explorer/script.js");
    with_headers(([(CONTENT_TYPE, "text/javascript; charset=utf-8")], script).into_response())
}

/// Makes the call that a form asks for, by the same way as any other request, and leads to its entry in the log.
pub(super) async fn call(State(service): State<Arc<Service>>, request: Request) -> Response {
    let (prepared, shows_secrets) = match prepared(&service, request).await {
        Ok(prepared) => prepared,
        Err(problem) => return refused(problem),
    };
    let method = prepared.method;
    let request = match sent(&prepared) {
        Ok(request) => request,
        Err(problem) => return refused(problem),
    };
    let answer = super::call::answer(State(service), request).await;
    let number = answer.extensions().get().map_or(0, |Number(number)| *number);
    with_headers((StatusCode::SEE_OTHER, [(LOCATION, Visit::result(method, number, shows_secrets))]).into_response())
}

/// Signs the call that a form asks for, for the script, which makes it.
pub(super) async fn sign(State(service): State<Arc<Service>>, request: Request) -> Response {
    match prepared(&service, request).await {
        Ok((prepared, _)) => with_headers(([(CONTENT_TYPE, "application/json")], prepared.script()).into_response()),
        Err(problem) => refused(problem),
    }
}

/// The call that a form asks for, and whether secrets are shown.
async fn prepared(service: &Service, request: Request) -> Result<(Prepared, bool), &'static str> {
    let form = read::parameters(request).await.map_err(|_| "the form cannot be read")?;
    let shows_secrets = form.get("secrets") == Some("shown");
    explorer::prepare(&service.platform, &form).map(|prepared| (prepared, shows_secrets))
}

fn refused(problem: &str) -> Response {
    with_headers((StatusCode::BAD_REQUEST, format!("{problem}\n")).into_response())
}

fn sent(prepared: &Prepared) -> Result<Request, &'static str> {
    let encoded = prepared.encoded()?;
    let verb = if prepared.verb == Verb::Post { "POST" } else { "GET" };
    let request = Request::builder().method(verb).uri(format!("{ENDPOINT}{}", encoded.query));
    let request = match encoded.body {
        Some((media_type, body)) => request.header(CONTENT_TYPE, media_type).body(Body::from(body)),
        None => request.body(Body::empty()),
    };
    request.map_err(|_| "the call is too long for an address")
}

/// What cannot be read asks for nothing.
fn query(request: &Request) -> Parameters {
    let mut query = Parameters::default();
    let encoded = request.uri().query().unwrap_or_default().as_bytes();
    if form::add(&mut query, encoded).is_err() { Parameters::default() } else { query }
}

fn with_headers(mut response: Response) -> Response {
    for (name, value) in HEADERS {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

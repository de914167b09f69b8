//! The pages on the wire: cookies, forms, and the headers that keep a page from being framed, cached or scripted.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{FromRequest, Request, State};
use axum::http::header::{
    ACCEPT_LANGUAGE, CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, COOKIE, LOCATION, REFERRER_POLICY,
    SET_COOKIE, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Response};

use super::{Service, form};
use crate::oauth::browser;
use crate::pages::{self, Answer, Content, Visit};
use crate::parameters::Parameters;

/// For every answer. No `form-action`: browsers apply it to the redirect after a form too, and that may lead anywhere. The referrer is
/// kept for the pages' own forms, whose origin browsers would make `null` else; the site that is returned to gets none.
const HEADERS: [(HeaderName, &str); 4] = [
    (CACHE_CONTROL, "no-store"),
    (CONTENT_SECURITY_POLICY, "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'"),
    (REFERRER_POLICY, "same-origin"),
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
];

pub(super) async fn authorize(State(service): State<Arc<Service>>, request: Request) -> Response {
    let visit = visit_with_form(&service, request).await;
    respond(&service, service.oauth.visit(&service.platform, &service.visitors, &visit))
}

pub(super) async fn authorize_mail(State(service): State<Arc<Service>>, request: Request) -> Response {
    let visit = visit_with_form(&service, request).await;
    respond(&service, service.oauth_mail.visit(&service.platform, &service.visitors, &visit))
}

pub(super) async fn success(State(service): State<Arc<Service>>, request: Request) -> Response {
    respond(&service, browser::success(&visit(&service, &request)))
}

pub(super) async fn recovery(State(service): State<Arc<Service>>, request: Request) -> Response {
    respond(&service, pages::recovery(&visit(&service, &request)))
}

async fn visit_with_form(service: &Service, request: Request) -> Visit {
    let mut visit = visit(service, &request);
    if request.method() == Method::POST {
        // A body that is no form holds nothing that the page knows.
        visit.form = Some(form_of(request).await.unwrap_or_default());
    }
    visit
}

fn visit(service: &Service, request: &Request) -> Visit {
    let header = |name| request.headers().get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    Visit {
        origin: service.platform.origin.clone(),
        path: request.uri().path().to_owned(),
        query: decoded(request.uri().query().unwrap_or_default().as_bytes()),
        form: None,
        cookie: cookie(request.headers(), &cookie_name(service)),
        accept_language: header(ACCEPT_LANGUAGE).map(str::to_owned),
    }
}

async fn form_of(request: Request) -> Option<Parameters> {
    decoded(&Bytes::from_request(request, &()).await.ok()?)
}

/// `None` when something in it is broken.
pub(crate) fn decoded(encoded: &[u8]) -> Option<Parameters> {
    let mut parameters = Parameters::default();
    form::add(&mut parameters, encoded).ok().map(|()| parameters)
}

/// Cookies are the host's and not the port's, so sandboxes that run side by side need names of their own.
fn cookie_name(service: &Service) -> String {
    format!("sandbox_login_{}", service.address.port())
}

fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    let cookies = headers.get_all(COOKIE).iter().filter_map(|header| header.to_str().ok());
    let mut pairs = cookies.flat_map(|header| header.split(';')).filter_map(|cookie| cookie.trim().split_once('='));
    let value = pairs.find(|(known, _)| *known == name).map(|(_, value)| value)?;
    // What the sandbox never gave is as good as nothing.
    (value.len() == 32 && value.bytes().all(|byte| byte.is_ascii_hexdigit())).then(|| value.to_owned())
}

fn respond(service: &Service, answer: Answer) -> Response {
    let mut response = match answer.content {
        Content::Page { status, html } => {
            let status = StatusCode::from_u16(status).unwrap_or(StatusCode::OK);
            (status, [(CONTENT_TYPE, "text/html; charset=utf-8")], html).into_response()
        }
        Content::Redirect(location) => match HeaderValue::from_str(&location) {
            Ok(location) => (StatusCode::SEE_OTHER, [(LOCATION, location)]).into_response(),
            // Addresses are checked before, so this is for what nobody thought of.
            Err(_) => StatusCode::BAD_REQUEST.into_response(),
        },
    };
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if let Some(value) = answer.cookie {
        let cookie = format!("{}={value}; Path=/; HttpOnly; SameSite=Lax", cookie_name(service));
        headers.extend(HeaderValue::from_str(&cookie).ok().map(|cookie| (SET_COOKIE, cookie)));
    }
    response
}

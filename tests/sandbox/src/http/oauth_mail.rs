//! The endpoints of OAuth Mail on the wire. What they answer is decided in `oauth_mail`; around that are faults.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::{IntoResponse as _, Response};

use super::faults::{self, Struck, Subject};
use super::{Service, basic, read};
use crate::faults::Target;
use crate::log::Arrival;
use crate::oauth_mail::{Endpoint, Refusal};
use crate::parameters::Parameters;

pub(super) async fn answer(endpoint: Endpoint, State(service): State<Arc<Service>>, request: Request) -> Response {
    let asked = match faults::asked(request.headers()) {
        Ok(asked) => asked,
        Err(problem) => return (StatusCode::BAD_REQUEST, problem).into_response(),
    };
    let (verb, headers) = (request.method().to_string(), request.headers().clone());
    let parameters = parameters(endpoint, request, &headers).await;
    let token = parameters.as_ref().and_then(|parameters| parameters.get("access_token")).map(str::to_owned);
    let struck = Struck::by(service.faults.strike(&Target::Mail(endpoint), asked), Subject::Mail(token));
    struck.arrive(&service).await;
    let (is_carried_out, status, faults) = (struck.is_carried_out(), struck.status(), struck.names());
    let arrival = Arrival { verb, parameters, is_carried_out, status, faults };
    let answer = match service.oauth_mail.answer(&service.platform, endpoint, arrival) {
        Some(Ok(body)) => json(200, body),
        Some(Err((status, body))) => json(status, body),
        None => Response::default(),
    };
    struck.leave(&service).await;
    let failure = |code| {
        let refusal = Refusal::injected(code);
        json(refusal.status(service.oauth_mail.settings.error_statuses), refusal.json())
    };
    struck.answer(answer, failure).await
}

/// What is read: the query of a `GET`, else the form, and at the endpoints that know applications the credentials of a Basic header.
async fn parameters(endpoint: Endpoint, mut request: Request, headers: &HeaderMap) -> Option<Parameters> {
    if request.method() == Method::POST {
        *request.uri_mut() = Uri::default();
    }
    let mut parameters = read::parameters(request).await.ok()?;
    if endpoint != Endpoint::UserInfo {
        basic::add(&mut parameters, headers);
    }
    Some(parameters)
}

fn json(status: u16, body: String) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::OK);
    (status, [(CONTENT_TYPE, "application/json; charset=utf-8")], body).into_response()
}

//! Faults from outside of the program: `/sandbox/faults`, for a shell and for the forms of the page at `/`.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Redirect, Response};
use serde_json::{Value, json};

use super::{Service, form};
use crate::faults::Fault;
use crate::parameters::Parameters;

/// What a fault may be narrowed down to by a field of its own.
const FIELDS: [&str; 7] = ["carried-out", "retry-after", "announced", "on", "skip", "times", "probability"];

/// The faults that are not over, each with the number of requests that it has hit.
pub(super) async fn list(State(service): State<Arc<Service>>) -> Response {
    listed(&service)
}

fn listed(service: &Service) -> Response {
    let report = |report: crate::faults::Report| json!({ "fault": report.fault, "hits": report.hits });
    let reports: Value = service.faults.reports().into_iter().map(report).collect();
    ([(CONTENT_TYPE, "application/json"), (CACHE_CONTROL, "no-store")], format!("{reports}\n")).into_response()
}

/// Injects the field `fault`, narrowed down by the other fields that are filled in; `action=clear` takes all faults back.
/// With `from=page` the browser goes back there.
pub(super) async fn submit(
    State(service): State<Arc<Service>>,
    body: Result<Bytes, axum::extract::rejection::BytesRejection>,
) -> Response {
    let mut fields = Parameters::default();
    if !body.is_ok_and(|body| form::add(&mut fields, &body).is_ok()) {
        return (StatusCode::BAD_REQUEST, "the body is not a form\n").into_response();
    }
    let done = match fields.get("action") {
        Some("clear") => {
            service.faults.clear();
            Ok(())
        }
        _ => text(&fields).parse::<Fault>().and_then(|fault| service.inject(fault)),
    };
    match done {
        Err(error) => (StatusCode::BAD_REQUEST, format!("{error}\n")).into_response(),
        Ok(()) if fields.get("from") == Some("page") => Redirect::to("/").into_response(),
        Ok(()) => listed(&service),
    }
}

/// Takes all faults back.
pub(super) async fn clear(State(service): State<Arc<Service>>) -> Response {
    service.faults.clear();
    listed(&service)
}

/// The fault that the fields make up together.
fn text(fields: &Parameters) -> String {
    let mut text = fields.get("fault").unwrap_or_default().to_owned();
    for name in FIELDS {
        match (name, fields.get(name)) {
            ("carried-out" | "announced", Some(_)) => text = format!("{text}; {name}"),
            (_, Some(value)) if !value.is_empty() => text = format!("{text}; {name}={value}"),
            _ => {}
        }
    }
    text
}

//! From an answer to an HTTP response: the platform's content type, and 400 for every failure.

use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};

use crate::platform::Failure;

pub(super) fn from(result: Result<String, Failure>) -> Response {
    script(result.map_err(|failure| failure.json()))
}

/// The text of an answer, or of an error.
pub(super) fn script(result: Result<String, String>) -> Response {
    let (status, body) = match result {
        Ok(body) => (StatusCode::OK, body),
        Err(body) => (StatusCode::BAD_REQUEST, body),
    };
    (status, [(CONTENT_TYPE, "text/javascript; charset=utf-8")], body).into_response()
}

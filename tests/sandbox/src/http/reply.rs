//! From an answer to an HTTP response: the platform's content type, and 400 for every failure.

use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

use crate::explain::SignatureExplanation;
use crate::platform::{Failure, Format};

/// What the sandbox adds to error 104 for the people who look into it.
const EXPLANATION: HeaderName = HeaderName::from_static("x-sandbox-signature");

pub(super) fn from(result: Result<String, Failure>) -> Response {
    script(result.map_err(|failure| failure.json()))
}

/// The JSON text of an answer, or of an error.
pub(super) fn script(result: Result<String, String>) -> Response {
    text(result, Format::Json)
}

/// The text of an answer, or of an error, in its format.
pub(super) fn text(result: Result<String, String>, format: Format) -> Response {
    let (status, body) = match result {
        Ok(body) => (StatusCode::OK, body),
        Err(body) => (StatusCode::BAD_REQUEST, body),
    };
    (status, [(CONTENT_TYPE, format.media_type())], body).into_response()
}

/// The error of a fault.
pub(super) fn injected(code: i64, format: Format) -> Response {
    text(Err(format.failure(&Failure::injected(code))), format)
}

pub(super) fn explain(reply: &mut Response, explanation: &SignatureExplanation) {
    // It is made of ASCII, so that it always is a value.
    reply.headers_mut().extend(HeaderValue::from_str(&explanation.header()).ok().map(|value| (EXPLANATION, value)));
}

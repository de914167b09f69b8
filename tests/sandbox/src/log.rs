//! What the sandbox was asked, for the assertions of a test. Nothing here influences an answer.

use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::circuit::Circuit;
use crate::parameters::{FilePart, Parameters};

/// A request to the REST endpoint that was answered.
#[derive(Debug, Clone)]
pub struct RecordedRequest {
    pub(crate) verb: String,
    pub(crate) path: String,
    pub(crate) parameters: Parameters,
    pub(crate) status: u16,
    pub(crate) error_code: Option<i64>,
    pub(crate) faults: Vec<String>,
}

impl RecordedRequest {
    /// The HTTP verb, `GET` or `POST`.
    #[must_use]
    pub fn verb(&self) -> &str {
        &self.verb
    }

    /// The path of the address, without the query string.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The value of the parameter `method`, such as `friends.get`.
    #[must_use]
    pub fn method(&self) -> Option<&str> {
        self.parameter("method")
    }

    /// The circuit that the request chose by `secure`.
    #[must_use]
    pub fn circuit(&self) -> Circuit {
        Circuit::of(&self.parameters)
    }

    /// All parameters, `sig` and repeated ones included, decoded, in the order of arrival: query string first, then body.
    ///
    /// Empty when they could not be read at all, as when a value is not UTF-8.
    #[must_use]
    pub fn parameters(&self) -> &[(String, String)] {
        self.parameters.pairs()
    }

    /// The value of one parameter, decoded.
    #[must_use]
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.get(name)
    }

    /// The files of a multipart form.
    #[must_use]
    pub fn files(&self) -> &[FilePart] {
        self.parameters.files()
    }

    /// The HTTP status of the answer; 0 when a fault closed the connection before it.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.status
    }

    /// The `error_code` of the answer, when it was a failure.
    #[must_use]
    pub fn error_code(&self) -> Option<i64> {
        self.error_code
    }

    /// The faults that hit the request, as the header `x-sandbox-fault` would name them, such as `status=503`.
    #[must_use]
    pub fn faults(&self) -> &[String] {
        &self.faults
    }
}

/// The requests so far, in the order in which they were answered.
#[derive(Debug, Default)]
pub(crate) struct Log(Mutex<Vec<RecordedRequest>>);

impl Log {
    pub(crate) fn record(&self, request: RecordedRequest) {
        self.lock().push(request);
    }

    pub(crate) fn requests(&self) -> Vec<RecordedRequest> {
        self.lock().clone()
    }

    fn lock(&self) -> MutexGuard<'_, Vec<RecordedRequest>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

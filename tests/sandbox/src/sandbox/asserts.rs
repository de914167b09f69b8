//! What a test asks about the calls that arrived, with panics that say what there was instead.

use super::Sandbox;
use crate::log::RecordedRequest;

impl Sandbox {
    /// The calls of one method so far, in the order in which they were answered, those that failed or were hit by a fault
    /// included.
    ///
    /// # Panics
    ///
    /// When the sandbox knows no such method.
    #[must_use]
    #[track_caller]
    pub fn requests_of(&self, method: &str) -> Vec<RecordedRequest> {
        assert!(self.service.platform.catalogue.method(method).is_some(), "no method is called \"{method}\"");
        self.requests().into_iter().filter(|request| request.method() == Some(method)).collect()
    }

    /// The one call of a method.
    ///
    /// # Panics
    ///
    /// When there was none, or more than one: the message lists all calls. When the sandbox knows no such method.
    #[expect(clippy::must_use_candidate, reason = "that there is one may be all that a test asks")]
    #[track_caller]
    pub fn only_request(&self, method: &str) -> RecordedRequest {
        let mut requests = self.requests_of(method);
        match (requests.pop(), requests.len()) {
            (Some(request), 0) => request,
            (found, others) => {
                let count = others + usize::from(found.is_some());
                panic!("{method} was called {count} times instead of once. {}", self.calls());
            }
        }
    }

    /// All calls, a line for each.
    fn calls(&self) -> String {
        let line = |request: &RecordedRequest| {
            let (method, status) = (request.method().unwrap_or("a call without a method"), request.status());
            let code = request.error_code().map_or_else(String::new, |code| format!(", error {code}"));
            format!("\n  {method}: HTTP {status}{code}")
        };
        let lines: String = self.requests().iter().map(line).collect();
        if lines.is_empty() { "Nothing was called.".to_owned() } else { format!("All calls:{lines}") }
    }
}

//! A refusal as the platform words it: a code that programs match on, and an English text for people.

use serde_json::Value;

use crate::world::Denial;

/// The `error` member of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Failure {
    pub(crate) code: i64,
    message: String,
    /// Of a recorded error: its HTTP status, and its body as it came.
    recorded: Option<(u16, String)>,
}

impl Failure {
    fn new(code: i64, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), recorded: None }
    }

    pub(crate) fn unknown_method(name: &str) -> Self {
        Self::new(2, format!("unknown method '{name}'"))
    }

    /// The method exists, but the sandbox does not know what it answers. Not a code that callers retry.
    pub(crate) fn no_example(name: &str) -> Self {
        Self::new(2, format!("the spec has no example for this form of '{name}', so the sandbox cannot answer it"))
    }

    /// Something is wrong with the parameters as a whole.
    pub(crate) fn parameter(message: impl Into<String>) -> Self {
        Self::new(100, message)
    }

    pub(crate) fn necessary(name: &str) -> Self {
        Self::parameter(format!("parameter '{name}' is necessary"))
    }

    pub(crate) fn invalid(name: &str, problem: &str) -> Self {
        Self::parameter(format!("parameter '{name}' {problem}"))
    }

    pub(crate) fn authorization(message: impl Into<String>) -> Self {
        Self::new(102, message)
    }

    pub(crate) fn application() -> Self {
        Self::new(103, "no application has this 'app_id'")
    }

    pub(crate) fn signature() -> Self {
        Self::new(104, "parameter 'sig' does not fit the other parameters")
    }

    /// What nobody did wrong: a fault that was asked for.
    pub(crate) fn injected(code: i64) -> Self {
        let message = match code {
            1 => "unknown error, the request may be repeated",
            3 => "the service is temporarily unavailable",
            201 => "too many requests",
            _ => "an error that was injected into the sandbox",
        };
        Self::new(code, message)
    }

    pub(crate) fn deprecated(name: &str) -> Self {
        Self::new(4, format!("method '{name}' is deprecated"))
    }

    pub(crate) fn not_installed() -> Self {
        Self::new(105, "the user has not installed the application")
    }

    pub(crate) fn permission(message: impl Into<String>) -> Self {
        Self::new(200, message)
    }

    pub(crate) fn denied(message: impl Into<String>) -> Self {
        Self::new(202, format!("access to the object is denied: {}", message.into()))
    }

    pub(crate) fn picture(name: &str, problem: &str) -> Self {
        Self::new(501, format!("the image in '{name}' {problem}"))
    }

    pub(super) fn message(&self) -> &str {
        &self.message
    }

    /// No recording answers the call. Not a code that callers retry.
    pub(crate) fn replay(message: impl Into<String>) -> Self {
        Self::new(2, message)
    }

    /// An error that the platform gave once.
    pub(crate) fn recorded(code: i64, status: u16, body: String) -> Self {
        Self { recorded: Some((status, body)), ..Self::new(code, String::new()) }
    }

    /// The HTTP status of a recorded error; of others it is 400.
    pub(crate) fn recorded_status(&self) -> Option<u16> {
        self.recorded.as_ref().map(|(status, _)| *status)
    }

    /// The body of the answer, members in the platform's order.
    pub(crate) fn json(&self) -> String {
        if let Some((_, body)) = &self.recorded {
            return body.clone();
        }
        format!(r#"{{"error":{{"error_msg":{},"error_code":{}}}}}"#, Value::from(self.message.as_str()), self.code)
    }
}

impl From<Denial> for Failure {
    fn from(denial: Denial) -> Self {
        Self::denied(match denial {
            Denial::Closed => "it is closed to the user",
            Denial::BlackListed => "the user is in the black list",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Failure;

    #[test]
    fn a_missing_signature_reads_as_on_the_platform() {
        let expected = r#"{"error":{"error_msg":"parameter 'sig' is necessary","error_code":100}}"#;
        assert_eq!(Failure::necessary("sig").json(), expected);
    }

    #[test]
    fn a_message_is_escaped() {
        assert!(Failure::unknown_method("a\"b\\").json().contains(r#"'a\"b\\'"#));
    }
}

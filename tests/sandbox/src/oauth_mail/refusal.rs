//! Errors in the service's own form: `error` is a text with a space in it and not one of RFC 6749's words, `error_code` a number.
//!
//! The numbers 1, 2, 3 and 6 are those of the provider's own SDK, and so is that they come with HTTP 200. The texts of 2 are known;
//! those of the others are of the same make, and inferred.

use serde_json::json;

use crate::parameters::Parameters;

/// Why a request is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub(crate) code: i64,
    description: String,
    /// Whether it has a status of its own in any case.
    is_unauthorized: bool,
}

impl Refusal {
    /// No application has this id.
    pub(super) fn client(id: &str) -> Self {
        Self::new(1, format!("unknown client_id: {id}"))
    }

    /// Something is missing, written twice or cannot be read.
    pub(super) fn request(description: impl Into<String>) -> Self {
        Self::new(2, description)
    }

    /// A secret is wrong.
    pub(super) fn credentials(description: impl Into<String>) -> Self {
        Self::new(3, description)
    }

    /// A token or a code is unknown, spent or no longer valid.
    pub(super) fn token(description: impl Into<String>) -> Self {
        Self::new(6, description)
    }

    /// A newer application did not ask for `openid`.
    pub(super) fn no_openid() -> Self {
        Self { is_unauthorized: true, ..Self::request("the token has no scope openid") }
    }

    /// What a fault asks for.
    pub(crate) fn injected(code: i64) -> Self {
        Self::new(code, "injected by a fault of the sandbox")
    }

    fn new(code: i64, description: impl Into<String>) -> Self {
        Self { code, description: description.into(), is_unauthorized: false }
    }

    /// `has_own` says whether errors have a status of their own, in the place of 200.
    pub(crate) fn status(&self, has_own: bool) -> u16 {
        match self.code {
            _ if self.is_unauthorized => 401,
            _ if !has_own => 200,
            3 | 6 => 401,
            _ => 400,
        }
    }

    /// The body of the answer.
    pub(crate) fn json(&self) -> String {
        let error = match self.code {
            1 => "unknown client",
            2 => "invalid request",
            3 => "invalid credentials",
            6 => "invalid token",
            _ => "server error",
        };
        json!({ "error": error, "error_code": self.code, "error_description": self.description }).to_string()
    }
}

/// A parameter that has to be there and not empty.
pub(super) fn necessary<'a>(parameters: &'a Parameters, name: &str) -> Result<&'a str, Refusal> {
    parameters.filled(name).ok_or_else(|| Refusal::request(format!("missing request parameter: {name}")))
}

#[cfg(test)]
mod tests {
    use super::Refusal;

    #[test]
    fn every_error_is_a_text_with_a_space_and_a_number() {
        for refusal in [Refusal::client("a"), Refusal::request(""), Refusal::credentials(""), Refusal::token("")] {
            let body: serde_json::Value = serde_json::from_str(&refusal.json()).expect("JSON");
            assert!(body["error"].as_str().is_some_and(|error| error.contains(' ')), "{body}");
            assert_eq!(body["error_code"].as_i64(), Some(refusal.code));
            assert_eq!(refusal.status(false), 200);
        }
        assert_eq!(Refusal::no_openid().status(false), 401);
    }
}

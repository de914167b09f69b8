//! Why the token endpoint refuses, by the names that OAuth has for it, and the two shapes in which clients have met refusals.

use serde_json::json;

/// How the token endpoint writes errors; set by [`SandboxBuilder::oauth_errors`](crate::SandboxBuilder::oauth_errors).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum OauthErrors {
    /// `{"error":"invalid_grant"}`, as seen on the wire.
    #[default]
    Text,
    /// The error object of REST calls: `{"error":{"error_msg":"invalid_grant","error_code":102}}`.
    Object,
}

/// A refusal; its status is always 400.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub(crate) error: String,
}

impl Refusal {
    /// Something is missing, written twice or cannot be read.
    pub(super) const REQUEST: &'static str = "invalid_request";
    /// The endpoint knows no such grant.
    pub(super) const GRANT_TYPE: &'static str = "unsupported_grant_type";
    /// No application has this id, or its key is another one.
    pub(super) const CLIENT: &'static str = "invalid_client";
    /// The code, the password or the refresh token is wrong or no longer valid.
    pub(super) const GRANT: &'static str = "invalid_grant";
    /// The application is in development, and the user not one of its testers.
    pub(super) const DEVELOPMENT: &'static str = "unauthorized_client";

    pub(super) fn new(error: &str) -> Self {
        Self { error: error.to_owned() }
    }

    /// The body of the answer.
    pub(super) fn json(&self, shape: OauthErrors) -> String {
        match shape {
            OauthErrors::Text => json!({ "error": self.error }).to_string(),
            OauthErrors::Object => {
                // Members in the platform's order, which a JSON object does not keep.
                let message = json!(self.error);
                format!(r#"{{"error":{{"error_msg":{message},"error_code":{}}}}}"#, self.code())
            }
        }
    }

    /// The REST code nearest in meaning.
    fn code(&self) -> i64 {
        match self.error.as_str() {
            Self::REQUEST | Self::GRANT_TYPE => 100,
            Self::GRANT => 102,
            Self::CLIENT => 103,
            Self::DEVELOPMENT => 200,
            _ => 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{OauthErrors, Refusal};

    #[test]
    fn the_same_refusal_reads_in_both_shapes() {
        let refusal = Refusal::new(Refusal::GRANT);
        assert_eq!(refusal.json(OauthErrors::Text), r#"{"error":"invalid_grant"}"#);
        let object = r#"{"error":{"error_msg":"invalid_grant","error_code":102}}"#;
        assert_eq!(refusal.json(OauthErrors::Object), object);
    }

    #[test]
    fn a_name_of_ones_own_is_escaped() {
        let refusal = Refusal::new("a\"b");
        assert_eq!(refusal.json(OauthErrors::Text), r#"{"error":"a\"b"}"#);
        assert!(refusal.json(OauthErrors::Object).contains(r#""a\"b","error_code":1}"#));
    }
}

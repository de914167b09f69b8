//! A signed request that is not sent: for looking at, and for other HTTP clients.

use std::fmt;

use crate::spec::Verb;

/// A signed request. Its `Debug` form shows neither the session key nor the signature; its methods do.
pub struct PreparedRequest {
    pub(crate) verb: Verb,
    pub(crate) url: String,
    pub(crate) body: Option<String>,
    pub(crate) base_string: String,
}

impl PreparedRequest {
    /// How it is sent.
    #[must_use]
    pub fn verb(&self) -> Verb {
        self.verb
    }

    /// The address, with the signed parameters in its query when the verb is GET. **Holds the session key.**
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The form body (`application/x-www-form-urlencoded`) when the verb is POST. **Holds the session key.**
    #[must_use]
    pub fn body(&self) -> Option<&str> {
        self.body.as_deref()
    }

    /// The signature: 32 lower-case hexadecimal digits.
    #[must_use]
    pub fn sig(&self) -> &str {
        let text = self.body.as_deref().unwrap_or(&self.url);
        // `sig` is written last, and nothing else can be called so.
        text.rsplit_once("sig=").map_or("", |(_, sig)| sig)
    }

    /// The text whose MD5 digest is the signature, with `{private_key}` or `{secret_key}` where the key stands. Compare it with
    /// what the other side expected when a signature is refused. **Holds the session key.**
    #[must_use]
    pub fn base_string(&self) -> &str {
        &self.base_string
    }
}

impl fmt::Debug for PreparedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let url = self.url.split_once('?').map_or(self.url.as_str(), |(address, _)| address);
        f.debug_struct("PreparedRequest").field("verb", &self.verb).field("url", &url).finish_non_exhaustive()
    }
}

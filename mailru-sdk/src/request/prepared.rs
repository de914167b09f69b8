//! A signed request that is not sent: for looking at, and for other HTTP clients.

use std::fmt;

use secrecy::ExposeSecret as _;

use crate::{
    spec::Verb,
    wire::outgoing::{Body, Outgoing, To},
};

/// A signed request. Its `Debug` form shows neither the session key nor the signature; its methods do.
pub struct PreparedRequest {
    pub(crate) request: Outgoing,
    pub(crate) base_string: Option<String>,
}

impl PreparedRequest {
    /// How it is sent.
    #[must_use]
    pub fn verb(&self) -> Verb {
        self.request.verb()
    }

    /// The address, with the signed parameters in its query when the verb is GET. **Holds the session key.**
    #[must_use]
    pub fn url(&self) -> &str {
        &self.request.url
    }

    /// The form body (`application/x-www-form-urlencoded`) of a POST without files. **Holds the session key.**
    #[must_use]
    pub fn body(&self) -> Option<&str> {
        match &self.request.body {
            Body::Form(form) => Some(form),
            Body::None | Body::Multipart { .. } => None,
        }
    }

    /// The fields of the multipart form of a POST with files, which are further parts of it and not signed. **Holds the session
    /// key.**
    pub fn fields(&self) -> impl Iterator<Item = (&str, &str)> {
        let fields = match &self.request.body {
            Body::Multipart { fields, .. } => fields.as_slice(),
            Body::None | Body::Form(_) => &[],
        };
        fields.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The signature: 32 lower-case hexadecimal digits; nothing where a spec declares that calls are not signed.
    #[must_use]
    pub fn sig(&self) -> &str {
        if self.base_string.is_none() {
            return "";
        }
        // `sig` is written last, and nothing else can be called so.
        match &self.request.body {
            Body::None => after_sig(&self.request.url),
            Body::Form(form) => after_sig(form),
            Body::Multipart { fields, .. } => fields.last().map_or("", |(_, sig)| sig),
        }
    }

    /// The text whose MD5 digest is the signature, with `{private_key}` or `{secret_key}` where the key stands. Compare it with
    /// what the other side expected when a signature is refused; nothing where there is none. **Holds the session key.**
    #[must_use]
    pub fn base_string(&self) -> &str {
        self.base_string.as_deref().unwrap_or_default()
    }

    /// What goes in the header `Authorization`, of a method that a spec declares with `auth = "bearer"`. **Holds the token.**
    #[must_use]
    pub fn authorization(&self) -> Option<String> {
        match &self.request.to {
            To::Service(Some(token)) => Some(format!("Bearer {}", token.expose_secret())),
            To::Service(None) | To::Platform => None,
        }
    }
}

fn after_sig(text: &str) -> &str {
    text.rsplit_once("sig=").map_or("", |(_, sig)| sig)
}

impl fmt::Debug for PreparedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let url = self.request.url.split_once('?').map_or(self.request.url.as_str(), |(address, _)| address);
        f.debug_struct("PreparedRequest").field("verb", &self.verb()).field("url", &url).finish_non_exhaustive()
    }
}

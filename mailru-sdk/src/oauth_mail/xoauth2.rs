//! The text of SASL `XOAUTH2`, by which a mail server takes an access token for a password.

use std::fmt;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use secrecy::{ExposeSecret as _, SecretString};

use crate::{error::ParamError, tokens::Tokens};

/// The first answer of a client that is let in by `XOAUTH2`. Its `Debug` form shows nothing of it.
///
/// A server that refuses the token says why in base64 of JSON, and says `NO` only when that was answered by an empty line.
pub struct Xoauth2(SecretString);

impl Xoauth2 {
    /// Refuses what would end the address early, or is none.
    pub(super) fn check(email: &str) -> Result<(), ParamError> {
        let problem = match email {
            "" => "is empty",
            email if email.contains(char::is_control) => "holds a control character, which would end it",
            email if !email.contains('@') => "is no address",
            _ => return Ok(()),
        };
        Err(ParamError { method: "xoauth2".into(), name: "email".into(), problem: problem.into() })
    }

    pub(super) fn new(email: &str, tokens: &Tokens) -> Self {
        Self(format!("user={email}\x01auth=Bearer {}\x01\x01", tokens.expose_access_token()).into())
    }

    /// The bytes before base64, for libraries that encode what they are given. **Holds the token.**
    #[must_use]
    pub fn expose_plain(&self) -> &str {
        self.0.expose_secret()
    }

    /// What goes over the wire: base64, without line breaks. **Holds the token.**
    #[must_use]
    pub fn expose_base64(&self) -> String {
        STANDARD.encode(self.expose_plain())
    }
}

impl fmt::Debug for Xoauth2 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Xoauth2")
    }
}

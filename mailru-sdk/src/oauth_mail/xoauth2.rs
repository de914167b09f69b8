//! The text of SASL `XOAUTH2`, by which a mail server takes an access token for a password.

use std::fmt;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use secrecy::{ExposeSecret as _, SecretString};

use crate::{error::ParamError, tokens::Tokens};

/// What stands between the address and the token.
const BETWEEN: &str = "\x01auth=Bearer ";
/// What stands behind the token.
const END: &str = "\x01\x01";

/// The first answer of a client that is let in by `XOAUTH2`. Its `Debug` form shows nothing of it.
///
/// A server that refuses the token says why in base64 of JSON, and says `NO` only when that was answered by an empty line.
pub struct Xoauth2 {
    text: SecretString,
    /// Where the token begins.
    token: usize,
}

impl Xoauth2 {
    /// Refuses what would end the address early, or is none.
    pub(super) fn check(email: &str) -> Result<(), ParamError> {
        let problem = match email {
            "" => "is empty",
            email if email.contains(char::is_control) => "holds a control character, which would end it",
            email if !email.contains('@') => "is no address",
            _ => return Ok(()),
        };
        Err(refused("email", problem))
    }

    /// Refuses a token that would end early, as one does that was read from a file with the end of its line.
    pub(super) fn new(email: &str, tokens: &Tokens) -> Result<Self, ParamError> {
        let token = tokens.expose_access_token();
        if token.contains(char::is_control) {
            return Err(refused("access_token", "holds a control character, which would end it"));
        }
        let before = format!("user={email}{BETWEEN}");
        Ok(Self { token: before.len(), text: format!("{before}{token}{END}").into() })
    }

    /// The bytes before base64, for libraries that encode what they are given. **Holds the token.**
    #[must_use]
    pub fn expose_plain(&self) -> &str {
        self.text.expose_secret()
    }

    /// The token alone, for libraries that are given an address and a token and make the text themselves.
    #[must_use]
    pub fn expose_token(&self) -> &str {
        let text = self.expose_plain();
        &text[self.token..text.len() - END.len()]
    }

    /// What goes over the wire: base64, without line breaks. **Holds the token.**
    #[must_use]
    pub fn expose_base64(&self) -> String {
        STANDARD.encode(self.expose_plain())
    }
}

fn refused(name: &'static str, problem: &'static str) -> ParamError {
    ParamError { method: "xoauth2".into(), name: name.into(), problem: problem.into() }
}

impl fmt::Debug for Xoauth2 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Xoauth2")
    }
}

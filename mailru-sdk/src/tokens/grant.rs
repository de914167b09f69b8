//! A grant: what is exchanged for tokens, and how it goes over the wire.

use secrecy::{ExposeSecret, SecretString};

/// What is exchanged for tokens.
pub(crate) enum Grant {
    Code {
        code: SecretString,
        redirect_uri: String,
        /// What the challenge of the authorization was made of (RFC 7636), where there was one.
        verifier: Option<SecretString>,
    },
    Password {
        email: String,
        password: SecretString,
        scope: String,
    },
    /// The access token of the same pair, where it is known, is not sent; but an answer may hold it.
    Refresh {
        refresh_token: SecretString,
        access_token: Option<SecretString>,
    },
}

impl Grant {
    /// The name on the wire.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Code { .. } => "authorization_code",
            Self::Password { .. } => "password",
            Self::Refresh { .. } => "refresh_token",
        }
    }

    pub(super) fn params(&self) -> Vec<(&'static str, &str)> {
        match self {
            Self::Code { code, redirect_uri, verifier } => {
                let verifier = verifier.as_ref().map(|verifier| ("code_verifier", verifier.expose_secret()));
                let params = [("code", code.expose_secret()), ("redirect_uri", redirect_uri.as_str())];
                params.into_iter().chain(verifier).collect()
            }
            Self::Password { email, password, scope } => {
                let mut params = vec![("username", email.as_str()), ("password", password.expose_secret())];
                if !scope.is_empty() {
                    params.push(("scope", scope));
                }
                params
            }
            Self::Refresh { refresh_token, .. } => vec![("refresh_token", refresh_token.expose_secret())],
        }
    }

    /// The secret among its parameters, with the name that messages give it.
    pub(super) fn secret(&self) -> (&'static str, &SecretString) {
        match self {
            Self::Code { code, .. } => ("code", code),
            Self::Password { password, .. } => ("password", password),
            Self::Refresh { refresh_token, .. } => ("refresh token", refresh_token),
        }
    }

    /// All that nobody is to be shown: what is sent, and what is known without being sent.
    pub(super) fn secrets(&self) -> Vec<&SecretString> {
        let beside = match self {
            Self::Refresh { access_token, .. } => access_token.as_ref(),
            Self::Code { verifier, .. } => verifier.as_ref(),
            Self::Password { .. } => None,
        };
        std::iter::once(self.secret().1).chain(beside).collect()
    }
}

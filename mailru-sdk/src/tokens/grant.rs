//! A grant: what is exchanged for tokens, and how it goes over the wire.

use secrecy::{ExposeSecret, SecretString};

use crate::wire::transport::Http;

/// What is exchanged for tokens.
pub(crate) enum Grant {
    Code {
        code: SecretString,
        redirect_uri: String,
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
            Self::Code { code, redirect_uri } => {
                vec![("code", code.expose_secret()), ("redirect_uri", redirect_uri)]
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

    /// What it knows without sending it, and nobody is to be shown.
    pub(super) fn unsent(&self) -> Option<&SecretString> {
        match self {
            Self::Refresh { access_token, .. } => access_token.as_ref(),
            Self::Code { .. } | Self::Password { .. } => None,
        }
    }

    pub(super) fn url(&self, http: &Http) -> String {
        match self {
            Self::Code { .. } => format!("{}/token", http.settings().oauth_url),
            Self::Password { .. } | Self::Refresh { .. } => http.settings().token_url.clone(),
        }
    }
}

//! The exchange of a grant for tokens, whoever wants it: a program that begins a session, or a session that goes on.

use std::{sync::Arc, time::SystemTime};

use secrecy::{ExposeSecret, SecretString};

use crate::{
    error::{AuthError, ConfigError, Error},
    escape::encode,
    spec::Effect,
    tokens::{answer, pair::Tokens},
    types::Uid,
    wire::{
        exchange::{Turn, exchange},
        outgoing::{Body, Outgoing},
        transport::Http,
    },
};

/// Who asks for tokens.
#[derive(Debug, Clone)]
pub(crate) struct Credentials {
    pub(crate) client_id: u64,
    pub(crate) client_secret: SecretString,
    pub(crate) http: Arc<Http>,
}

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

    fn params(&self) -> Vec<(&'static str, &str)> {
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
    fn secret(&self) -> (&'static str, &SecretString) {
        match self {
            Self::Code { code, .. } => ("code", code),
            Self::Password { password, .. } => ("password", password),
            Self::Refresh { refresh_token, .. } => ("refresh token", refresh_token),
        }
    }

    /// What it knows without sending it, and nobody is to be shown.
    fn unsent(&self) -> Option<&SecretString> {
        match self {
            Self::Refresh { access_token, .. } => access_token.as_ref(),
            Self::Code { .. } | Self::Password { .. } => None,
        }
    }

    fn url(&self, http: &Http) -> String {
        match self {
            Self::Code { .. } => format!("{}/token", http.settings().oauth_url),
            Self::Password { .. } | Self::Refresh { .. } => http.settings().token_url.clone(),
        }
    }
}

/// Exchanges a grant for tokens, which must be those of that user, where it is known.
pub(crate) async fn request_tokens(
    credentials: &Credentials,
    grant: &Grant,
    uid: Option<Uid>,
) -> Result<Tokens, Error> {
    let Credentials { client_id, client_secret, http } = credentials;
    http.check()?;
    for (name, secret) in [grant.secret(), ("client secret", client_secret)] {
        if secret.expose_secret().is_empty() {
            return Err(ConfigError::Empty(name).into());
        }
    }
    let mut form = format!("client_id={client_id}&grant_type={}", grant.name());
    let secret = ("client_secret", client_secret.expose_secret());
    for (name, value) in std::iter::once(secret).chain(grant.params()) {
        form.extend(["&", name, "="]);
        encode(value, &mut form);
    }
    let request = Outgoing { url: grant.url(http), body: Body::Form(form) };
    // A grant can be used once, so it is sent again only when no connection came about.
    let reply = exchange(http, answer::TOKEN, &request, Effect::Write, Turn::Passes).await?;
    let secrets = [grant.secret().1, client_secret].into_iter().chain(grant.unsent());
    let secrets: Vec<_> = secrets.map(|secret| secret.expose_secret().to_owned()).collect();
    let mut tokens = answer::read(&reply, grant.name(), SystemTime::now(), &secrets)?;
    if tokens.contradict(uid) {
        return Err(AuthError::OtherUser.into());
    }
    tokens.uid = tokens.uid.or(uid);
    // Some answers to a refresh repeat no refresh token; the old one then stays good.
    if let Grant::Refresh { refresh_token, .. } = grant {
        tokens.refresh_token.get_or_insert_with(|| refresh_token.clone());
    }
    Ok(tokens)
}

//! What an application, its authorizations and its grants share: who asks, and where.

use std::sync::Arc;

use secrecy::SecretString;

use super::end_point::OAUTH_MAIL;
use crate::{
    circuit::Bearer,
    error::{ConfigError, Error},
    session::{Core, Life, Session},
    tokens::Credentials,
    wire::transport::Http,
};

#[derive(Clone)]
pub(super) struct Client {
    pub(super) id: String,
    /// None of a program that cannot keep one.
    pub(super) secret: Option<SecretString>,
    pub(super) http: Arc<Http>,
}

impl Client {
    /// Whether it can be used.
    pub(super) fn check(&self) -> Result<(), ConfigError> {
        if self.id.is_empty() {
            return Err(ConfigError::Empty("client id"));
        }
        self.http.check()
    }

    pub(super) fn credentials(&self) -> Credentials {
        Credentials {
            client_id: self.id.clone(),
            client_secret: self.secret.clone(),
            end_point: &OAUTH_MAIL,
            http: self.http.clone(),
        }
    }
}

/// The session of tokens whose life has begun.
pub(super) fn session(life: Arc<Life>, http: Arc<Http>) -> Result<Session<Bearer>, Error> {
    let session = Session::new(Core::unsigned(life, http));
    session.core().check()?;
    Ok(session)
}

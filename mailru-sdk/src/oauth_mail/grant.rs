//! A grant of OAuth Mail as a program holds it.

use std::{fmt, sync::Arc};

use super::client::session;
use crate::{
    circuit::Bearer,
    error::Error,
    session::{Life, Session},
    tokens::{Credentials, Grant, TokenStore, Tokens, request_tokens},
    wire::deadline::Deadline,
};

/// A code or a refresh token, before it is exchanged.
#[must_use = "a grant does nothing until it is exchanged"]
pub struct MailGrant {
    credentials: Credentials,
    grant: Grant,
    store: Option<Arc<dyn TokenStore>>,
}

impl MailGrant {
    pub(super) fn new(credentials: Credentials, grant: Grant) -> Self {
        Self { credentials, grant, store: None }
    }

    /// Keeps the tokens, and every later pair, in a store: one of the same kinds as the platform's, but not the same one.
    pub fn store(mut self, store: Arc<dyn TokenStore>) -> Self {
        self.store = Some(store);
        self
    }

    /// Exchanges the grant for a session, which refreshes itself if it was given a refresh token.
    ///
    /// What is done with a [`store`](Self::store) is told at [`RefreshGrant::authorize`](crate::auth::RefreshGrant::authorize).
    ///
    /// # Errors
    /// [`Error::Service`] when the service refuses, [`Error::Auth`] when the store does, [`Error::Transport`] when the service does not
    /// answer, [`Error::Config`] when the id or a secret is empty.
    pub async fn authorize(self) -> Result<Session<Bearer>, Error> {
        let http = self.credentials.http.clone();
        session(Life::begun(self.credentials, &self.grant, None, self.store).await?, http)
    }

    /// Exchanges the grant for tokens alone.
    ///
    /// # Errors
    /// As those of [`authorize`](Self::authorize).
    pub async fn tokens(self) -> Result<Tokens, Error> {
        let settings = self.credentials.http.settings();
        request_tokens(&self.credentials, &self.grant, None, settings.retry, Deadline::new(settings.timeout)).await
    }
}

impl fmt::Debug for MailGrant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MailGrant").finish_non_exhaustive()
    }
}

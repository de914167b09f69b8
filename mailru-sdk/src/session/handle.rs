//! The session as a program holds it.

use std::{fmt, marker::PhantomData, sync::Arc};

use super::{core::Core, refresh::Life, watch::TokenWatch};
use crate::{
    circuit::Bearer,
    error::{ConfigError, Error},
    wire::{settings::Settings, transport::Http},
};

/// On whose behalf calls are made and how they are signed. Clones are cheap and share everything.
///
/// `K` is the kind: [`Client`](crate::Client), [`Server`](crate::Server) or [`Inferred`](crate::Inferred) on the platform,
/// and [`Bearer`] on other services.
pub struct Session<K> {
    core: Arc<Core>,
    pass_error: bool,
    kind: PhantomData<fn() -> K>,
}

impl<K> Session<K> {
    pub(crate) fn new(core: Core) -> Self {
        Self { core: Arc::new(core), pass_error: false, kind: PhantomData }
    }

    pub(crate) fn core(&self) -> &Core {
        &self.core
    }

    /// Makes dynamic calls of this session give the platform's error as JSON, exactly as it came, instead of failing.
    ///
    /// Typed calls fail as ever; their `.raw()` gives the answer as it came.
    #[must_use]
    pub fn pass_error(mut self, pass_error: bool) -> Self {
        self.pass_error = pass_error;
        self
    }

    pub(crate) fn passes_errors(&self) -> bool {
        self.pass_error
    }

    /// The session's tokens, now and as they change. `None` for a session without a session key.
    #[must_use]
    pub fn tokens(&self) -> Option<TokenWatch> {
        self.core.life().map(|life| TokenWatch(life.watch()))
    }

    /// Why the newest pair of tokens is not in the session's store, if it is not. The session has it, and every call has it stored
    /// again, until the store takes it; a program that ends before loses it.
    ///
    /// A grant whose pair could not be stored ends in such a session, because the grant is spent: see
    /// [`authorize`](crate::auth::RefreshGrant::authorize).
    #[must_use]
    pub fn unsaved(&self) -> Option<Error> {
        self.core.life().and_then(|life| life.unsaved())
    }

    /// Says now what the first call would otherwise say: an empty key or token, a bad URL, no fitting circuit. It says too when the
    /// key or the token has fewer than 8 characters: calls are made with it, but messages of the platform that repeat it would show it.
    ///
    /// # Errors
    /// [`Error::Config`] with the first mistake.
    pub fn check(&self) -> Result<(), Error> {
        self.core.check()?;
        if let Some(which) = self.core.too_short() {
            return Err(ConfigError::TooShort(which).into());
        }
        self.core.http.check_client().map_err(Error::from)
    }
}

impl Session<Bearer> {
    /// A session of a service that is not the platform: its token, used as long as it lasts.
    ///
    /// Which methods there are is for a spec to say; see [`group`](macro@crate::group). Sessions of `oauth.mail.ru` come from
    /// `oauth_mail::MailApp`, with the feature `oauth-mail`, and refresh themselves.
    pub fn with_token(access_token: impl Into<String>, settings: Settings) -> Self {
        Self::new(Core::unsigned(Life::fixed(access_token.into().into()), Arc::new(Http::new(settings))))
    }
}

impl<K> Clone for Session<K> {
    fn clone(&self) -> Self {
        Self { core: self.core.clone(), pass_error: self.pass_error, kind: PhantomData }
    }
}

impl<K> fmt::Debug for Session<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Session").field(&self.core).finish()
    }
}

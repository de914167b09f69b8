//! Grants as a program holds them: what it has, and what it may say about the session that comes of it.

use std::{fmt, marker::PhantomData, sync::Arc};

use secrecy::SecretString;

use crate::{
    error::{ConfigError, Error},
    session::{Application, Life, Session},
    tokens::{Credentials, Grant, TokenStore, Tokens, request_tokens},
    types::Uid,
    wire::deadline::Deadline,
};

/// A grant of one of the three kinds, before it is exchanged.
struct Pending<K> {
    application: Application,
    grant: Grant,
    client_secret: Option<SecretString>,
    uid: Option<Uid>,
    store: Option<Arc<dyn TokenStore>>,
    kind: PhantomData<fn() -> K>,
}

impl<K> Pending<K> {
    fn new(application: Application, grant: Grant) -> Self {
        Self { application, grant, client_secret: None, uid: None, store: None, kind: PhantomData }
    }

    fn credentials(&self) -> Result<Credentials, ConfigError> {
        let client_secret = match &self.client_secret {
            Some(secret) => secret.clone(),
            None => self.application.client_secret(self.grant.name())?,
        };
        Ok(self.application.credentials_with(client_secret))
    }

    async fn tokens(self) -> Result<Tokens, Error> {
        let credentials = self.credentials()?;
        let deadline = Deadline::new(credentials.http.settings().timeout);
        let policy = credentials.http.settings().retry;
        request_tokens(&credentials, &self.grant, self.uid, policy, deadline).await
    }

    async fn authorize(self) -> Result<Session<K>, Error> {
        let life = Life::begun(self.credentials()?, &self.grant, self.uid, self.store).await?;
        self.application.granted(life)
    }
}

/// Declares one of the three grants; they differ in what they are made of.
macro_rules! grants {
    ($($(#[$meta:meta])* $name:ident;)+) => {$(
        $(#[$meta])*
        #[must_use = "a grant does nothing until it is exchanged"]
        pub struct $name<K>(Pending<K>);

        impl<K> $name<K> {
            pub(crate) fn new(application: Application, grant: Grant) -> Self {
                Self(Pending::new(application, grant))
            }

            /// Sets the key that goes as `client_secret`, for this exchange and the refreshes after it.
            pub fn client_secret(mut self, key: impl Into<String>) -> Self {
                self.0.client_secret = Some(key.into().into());
                self
            }

            /// Says whose session it is. Needed in the client-server circuit when the platform's answer does not say so; when it
            /// does, both must agree. Say it with a refresh token wherever it is known: an answer that cannot be used has spent the
            /// token all the same.
            pub fn uid(mut self, uid: impl Into<Uid>) -> Self {
                self.0.uid = Some(uid.into());
                self
            }

            /// Keeps the tokens, and every later pair, in a store.
            pub fn store(mut self, store: Arc<dyn TokenStore>) -> Self {
                self.0.store = Some(store);
                self
            }

            /// Exchanges the grant for a session that refreshes itself.
            ///
            /// With a [`store`](Self::store), the store's lock is taken and the store is tried before anything is asked, so that a
            /// store that cannot be written does not cost the grant. When it fails all the same after the exchange, the session
            /// that comes of it is usable and keeps the pair: [`Session::unsaved`] says why it is not stored, every call has it
            /// stored again, and no refresh is made before it is stored. All of it takes no longer than
            /// [`Settings::timeout`](crate::Settings::timeout), the waits for the store included.
            ///
            /// # Errors
            /// [`Error::Auth`] when the platform refuses, or the store does not let itself be locked and written: then the grant is
            /// not spent; [`Error::Transport`] when it does not answer, [`Error::Config`] when
            /// a key is missing.
            pub async fn authorize(self) -> Result<Session<K>, Error> {
                self.0.authorize().await
            }

            /// Exchanges the grant for tokens alone.
            ///
            /// # Errors
            /// As those of [`authorize`](Self::authorize).
            pub async fn tokens(self) -> Result<Tokens, Error> {
                self.0.tokens().await
            }
        }

        impl<K> fmt::Debug for $name<K> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(stringify!($name)).finish_non_exhaustive()
            }
        }
    )+};
}

grants! {
    /// An authorization code, from the redirect that ended the code flow. `client_secret` is the **secret key** by the platform's
    /// page on authorization of sites; an application that has none sends its private key. That the platform takes it is inferred:
    /// three forks of omniauth-mailru have their users configure that key, and the answer that one of them shows is complete.
    #[doc(alias = "CodeSession")]
    #[doc(alias = "CodeClientSession")]
    #[doc(alias = "CodeServerSession")]
    CodeGrant;

    /// A user's e-mail address and password. The platform allows it only to applications that its moderators have enabled for it.
    /// `client_secret` is the private key in the client-server circuit and the secret key otherwise.
    #[doc(alias = "PasswordSession")]
    #[doc(alias = "PasswordClientSession")]
    #[doc(alias = "PasswordServerSession")]
    PasswordGrant;

    /// A refresh token that was kept. `client_secret` is the private key in the client-server circuit and the secret key
    /// otherwise.
    #[doc(alias = "RefreshSession")]
    #[doc(alias = "RefreshClientSession")]
    #[doc(alias = "RefreshServerSession")]
    RefreshGrant;
}

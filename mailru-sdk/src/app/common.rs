//! What can be done with an application of any kind: settings, grants, the browser's part, sessions of kept tokens.

use std::sync::Arc;

use super::{App, ClientApp, ServerApp};
use crate::{
    auth::{Authorization, CodeGrant, PasswordGrant, Privilege, RefreshGrant, join_scope},
    circuit::{Client, Inferred, Server},
    error::Error,
    session::{Application, Life, Session},
    tokens::{Grant, TokenStore, Tokens},
    wire::{settings::Settings, transport::Http},
};

macro_rules! applications {
    ($($name:ident => $kind:ident, $inner:tt;)+) => {$(
        impl $name {
            /// Sets where calls go and how long they may take.
            #[must_use]
            pub fn settings(mut self, settings: Settings) -> Self {
                self.$inner.http = Arc::new(Http::new(settings));
                self
            }

            /// Sets the key that goes as `client_secret` with grants, where it is not the circuit's own key. For the code grant the
            /// platform documents the secret key, which a client-server application otherwise does without; see
            /// [`CodeGrant`](crate::auth::CodeGrant).
            #[must_use]
            pub fn client_secret(mut self, key: impl Into<String>) -> Self {
                self.$inner.client_secret = Some(key.into().into());
                self
            }

            /// The address that a browser goes to for the code flow, or for the implicit flow.
            pub fn authorization(&self, redirect_uri: impl Into<String>) -> Authorization {
                Authorization::new(self.application(), redirect_uri.into())
            }

            /// An authorization code and the redirect address that it was sent to, exactly as it was in the first step.
            #[doc(alias = "CodeSession")]
            pub fn code(&self, code: impl Into<String>, redirect_uri: impl Into<String>) -> CodeGrant<$kind> {
                let grant = Grant::Code { code: code.into().into(), redirect_uri: redirect_uri.into(), verifier: None };
                CodeGrant::new(self.application().clone(), grant)
            }

            /// A user's full e-mail address, password, and the privileges wanted; of none, `[Privilege::Photos; 0]`.
            #[doc(alias = "PasswordSession")]
            pub fn password(
                &self,
                email: impl Into<String>,
                password: impl Into<String>,
                scope: impl IntoIterator<Item = impl Into<Privilege>>,
            ) -> PasswordGrant<$kind> {
                let (email, password) = (email.into(), password.into().into());
                let grant = Grant::Password { email, password, scope: join_scope(scope) };
                PasswordGrant::new(self.application().clone(), grant)
            }

            /// A refresh token of an earlier session.
            #[doc(alias = "RefreshSession")]
            pub fn refresh(&self, refresh_token: impl Into<String>) -> RefreshGrant<$kind> {
                let grant = Grant::Refresh { refresh_token: refresh_token.into().into(), access_token: None };
                RefreshGrant::new(self.application().clone(), grant)
            }

            /// A session of tokens at hand, such as those of the implicit flow. It refreshes itself when there is a refresh token.
            ///
            /// # Errors
            /// [`Error::Auth`] or [`Error::Config`] when the circuit needs what the tokens lack, such as the user's id.
            pub fn session_of(&self, tokens: Tokens) -> Result<Session<$kind>, Error> {
                let application = self.application();
                application.granted(Life::kept(tokens, application.credentials()))
            }

            /// The session whose tokens are in the store, if there are any. It refreshes itself, and keeps each new pair there.
            ///
            /// # Errors
            /// [`Error::Auth`] when the store fails or its tokens lack what the circuit needs.
            pub async fn resume(&self, store: Arc<dyn TokenStore>) -> Result<Option<Session<$kind>>, Error> {
                self.application().resume(store).await
            }

            fn application(&self) -> &Application {
                &self.$inner
            }
        }
    )+};
}

applications! {
    ClientApp => Client, 0;
    ServerApp => Server, 0;
    App => Inferred, application;
}

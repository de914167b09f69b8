//! Grants: what is exchanged for tokens, and the exchange.

use std::{fmt, marker::PhantomData, sync::Arc, time::SystemTime};

use secrecy::{ExposeSecret, SecretString};

use crate::{
    Session, Uid,
    app::Application,
    attempts::Attempts,
    auth::{TokenStore, Tokens, answer},
    error::{AuthError, ConfigError, Error},
    observe::Watch,
    request::{Body, PreparedRequest},
    session::Life,
    sign::encode,
    spec::Effect,
    transport::{Http, Reply},
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

    /// The secrets among its parameters, with the names that messages give them.
    fn secrets(&self) -> [(&'static str, &SecretString); 1] {
        match self {
            Self::Code { code, .. } => [("code", code)],
            Self::Password { password, .. } => [("password", password)],
            Self::Refresh { refresh_token, .. } => [("refresh token", refresh_token)],
        }
    }

    /// What it knows without sending it, and nobody is to be shown.
    fn unsent(&self) -> Option<&SecretString> {
        match self {
            Self::Refresh { access_token, .. } => access_token.as_ref(),
            Self::Code { .. } | Self::Password { .. } => None,
        }
    }
}

/// Exchanges a grant for tokens.
pub(crate) async fn request_tokens(credentials: &Credentials, grant: &Grant) -> Result<Tokens, Error> {
    let Credentials { client_id, client_secret, http } = credentials;
    http.check()?;
    for (name, secret) in grant.secrets().into_iter().chain([("client secret", client_secret)]) {
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
    let settings = http.settings();
    let url = match grant {
        Grant::Code { .. } => format!("{}/token", settings.oauth_url),
        Grant::Password { .. } | Grant::Refresh { .. } => settings.token_url.clone(),
    };
    let request = PreparedRequest { url, body: Body::Form(form), base_string: String::new() };
    let mut watch = Watch::begin(settings, answer::TOKEN, None, settings.timeout);
    let (span, deadline) = (watch.span(), watch.deadline());
    let result = span.enclose(deadline.within(answer::TOKEN, exchange(http, &request, &mut watch))).await;
    watch.end(&result);
    let reply = result?;
    let secrets: Vec<_> = grant
        .secrets()
        .into_iter()
        .map(|(_, secret)| secret)
        .chain([client_secret])
        .chain(grant.unsent())
        .map(|secret| secret.expose_secret().to_owned())
        .collect();
    answer::read(&reply, grant.name(), SystemTime::now(), &secrets)
}

/// Sends a grant. It can be used once, so it is sent again only when no connection came about.
async fn exchange(http: &Http, request: &PreparedRequest, watch: &mut Watch<'_>) -> Result<Reply, Error> {
    let mut attempts = Attempts::new(http, http.settings().retry, Effect::Write, watch);
    loop {
        let outcome = attempts.send(request, Vec::new()).await;
        if let Some(end) = attempts.settle(outcome).await {
            return end;
        }
    }
}

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
        Ok(Credentials { client_id: self.application.id, client_secret, http: self.application.http.clone() })
    }

    async fn exchange(&self) -> Result<(Credentials, Tokens), Error> {
        let credentials = self.credentials()?;
        let mut tokens = request_tokens(&credentials, &self.grant).await?;
        if tokens.contradict(self.uid) {
            return Err(AuthError::OtherUser.into());
        }
        tokens.uid = tokens.uid.or(self.uid);
        // Some answers to a refresh repeat no refresh token; the old one then stays good.
        if let (None, Grant::Refresh { refresh_token, .. }) = (&tokens.refresh_token, &self.grant) {
            tokens.refresh_token = Some(refresh_token.clone());
        }
        Ok((credentials, tokens))
    }

    async fn authorize(self) -> Result<Session<K>, Error> {
        let (credentials, tokens) = self.exchange().await?;
        let life = Life::granted(tokens, Some(credentials), self.store).await?;
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
            /// # Errors
            /// [`Error::Auth`] when the platform refuses, [`Error::Transport`] when it does not answer, [`Error::Config`] when
            /// a key is missing.
            pub async fn authorize(self) -> Result<Session<K>, Error> {
                self.0.authorize().await
            }

            /// Exchanges the grant for tokens alone.
            ///
            /// # Errors
            /// As those of [`authorize`](Self::authorize).
            pub async fn tokens(self) -> Result<Tokens, Error> {
                Ok(self.0.exchange().await?.1)
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
    /// An authorization code, from the redirect that ended the code flow. `client_secret` is the **secret key**.
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

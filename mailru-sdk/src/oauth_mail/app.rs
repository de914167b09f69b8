//! An application of OAuth Mail.

use std::{
    env::{self, VarError},
    fmt,
    sync::Arc,
};

use secrecy::SecretString;

use super::{
    authorize::MailAuthorization,
    client::{Client, session},
    grant::MailGrant,
};
use crate::{
    circuit::Bearer,
    error::{ConfigError, Error},
    session::{Life, Session},
    tokens::{Grant, TokenStore, Tokens},
    wire::{base_url::check_url, env::variable, settings::Settings, transport::Http},
};

/// An application as OAuth Mail knows it. It has nothing to do with an application of the platform.
#[derive(Clone)]
#[must_use]
pub struct MailApp(Client);

impl MailApp {
    /// The application of a site, by its id and its secret. The id is a text of 32 hexadecimal digits in all that was seen.
    pub fn new(client_id: impl Into<String>, client_secret: impl Into<String>) -> Self {
        Self(Client { secret: Some(client_secret.into().into()), ..Self::public(client_id).0 })
    }

    /// The application of a program that cannot keep a secret, as on a phone: it sends none, not with a code and not with a refresh.
    pub fn public(client_id: impl Into<String>) -> Self {
        Self(Client { id: client_id.into(), secret: None, http: Arc::default() })
    }

    /// Reads the application from the environment.
    ///
    /// | variable | meaning | |
    /// |---|---|---|
    /// | `MAILRU_OAUTH_MAIL_ID` | the application's id | required |
    /// | `MAILRU_OAUTH_MAIL_SECRET` | its secret; without it the application is a public one | optional |
    /// | `MAILRU_OAUTH_MAIL_URL` | address of the service, see [`Settings::oauth_mail_url`] | optional |
    ///
    /// # Errors
    /// [`Error::Config`] naming the variable that is missing or malformed, never its value.
    pub fn from_env() -> Result<Self, Error> {
        Self::from_variables(env::var).map_err(Error::from)
    }

    fn from_variables(read: impl Fn(&'static str) -> Result<String, VarError>) -> Result<Self, ConfigError> {
        let variable = |name| variable(&read, name);
        let id = variable("MAILRU_OAUTH_MAIL_ID")?.ok_or(ConfigError::MissingVariable("MAILRU_OAUTH_MAIL_ID"))?;
        let secret = variable("MAILRU_OAUTH_MAIL_SECRET")?.map(SecretString::from);
        let mut settings = Settings::new();
        if let Some(url) = variable("MAILRU_OAUTH_MAIL_URL")? {
            check_url("MAILRU_OAUTH_MAIL_URL", &url)?;
            settings = settings.oauth_mail_url(url);
        }
        Ok(Self(Client { secret, ..Self::public(id).0 }).settings(settings))
    }

    /// Sets where requests go and how long they may take.
    pub fn settings(mut self, settings: Settings) -> Self {
        self.0.http = Arc::new(Http::new(settings));
        self
    }

    /// The address that a browser goes to, with a `state` and a verifier of its own. The redirect address must be the registered one to
    /// the letter, scheme and last slash included, or [`OUT_OF_BAND`](super::OUT_OF_BAND) for a program that has none.
    pub fn authorization(&self, redirect_uri: impl Into<String>) -> MailAuthorization {
        MailAuthorization::new(self.0.clone(), redirect_uri.into())
    }

    /// A refresh token of an earlier session.
    pub fn refresh(&self, refresh_token: impl Into<String>) -> MailGrant {
        let grant = Grant::Refresh { refresh_token: refresh_token.into().into(), access_token: None };
        MailGrant::new(self.0.credentials(), grant)
    }

    /// A session of tokens at hand. It refreshes itself when there is a refresh token.
    ///
    /// # Errors
    /// [`Error::Config`] when the access token or the id of the application is empty, or the settings cannot be used.
    pub fn session_of(&self, tokens: Tokens) -> Result<Session<Bearer>, Error> {
        self.0.check()?;
        session(Life::kept(tokens, Some(self.0.credentials())), self.0.http.clone())
    }

    /// The session whose tokens are in the store, if there are any. It refreshes itself, and keeps each new pair there.
    ///
    /// # Errors
    /// [`Error::Auth`] when the store fails; [`Error::Config`] as for [`session_of`](Self::session_of).
    pub async fn resume(&self, store: Arc<dyn TokenStore>) -> Result<Option<Session<Bearer>>, Error> {
        self.0.check()?;
        let found = Life::found(store, Some(self.0.credentials()), self.0.http.settings().timeout).await?;
        found.map(|life| session(life, self.0.http.clone())).transpose()
    }
}

/// Shows no secret.
impl fmt::Debug for MailApp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MailApp")
            .field("client_id", &self.0.id)
            .field("is_public", &self.0.secret.is_none())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_application_is_read_from_the_environment_and_what_is_wrong_is_named() {
        let read = |url: &'static str| {
            MailApp::from_variables(move |name| match name {
                "MAILRU_OAUTH_MAIL_ID" => Ok("0123".into()),
                "MAILRU_OAUTH_MAIL_URL" => Ok(url.into()),
                _ => Err(VarError::NotPresent),
            })
        };
        let app = read("http://127.0.0.1:8321/oauth.mail.ru").unwrap();
        assert!(app.0.secret.is_none());
        assert_eq!(app.0.http.settings().services.base("https://oauth.mail.ru"), "http://127.0.0.1:8321/oauth.mail.ru");
        let error = read("CANARY").unwrap_err();
        assert!(error.to_string().contains("MAILRU_OAUTH_MAIL_URL") && !format!("{error:?}").contains("CANARY"));
        let missing = MailApp::from_variables(|_| Err(VarError::NotPresent)).unwrap_err();
        assert_eq!(missing, ConfigError::MissingVariable("MAILRU_OAUTH_MAIL_ID"));
    }
}

//! The browser's part: the address where a user lets the application in, and the redirect that comes back.

use std::fmt;

use secrecy::{ExposeSecret, SecretString};
use url::Url;

use super::{
    client::Client,
    grant::MailGrant,
    scope::{Scope, problem},
    secret::{challenge, random},
};
use crate::{
    auth::code_from_redirect,
    error::{ConfigError, Error},
    tokens::Grant,
    wire::settings::services::OAUTH_MAIL,
};

/// The redirect address of a program that has none: the page shows the code, and the user copies it by hand.
pub const OUT_OF_BAND: &str = "urn:ietf:wg:oauth:2.0:oob";

/// The same with the code in the title of the page, where a program may find it.
pub const OUT_OF_BAND_AUTO: &str = "urn:ietf:wg:oauth:2.0:oob:auto";

/// When the page of consent is shown to a user who has let the application in before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Prompt {
    /// Always: `prompt=consent`. Newer applications get a refresh token only so, with [`Scope::OfflineAccess`].
    Consent,
    /// Always, as older applications say it: `prompt_force=1`.
    Force,
}

/// What a user is sent to a browser for, and what is needed when the browser comes back. Its `state` and its verifier are its own: keep it
/// with the visitor until then, or keep both ([`expose_state`](Self::expose_state), [`expose_verifier`](Self::expose_verifier)) and make
/// it again by [`remembered`](Self::remembered).
#[derive(Clone)]
#[must_use]
pub struct MailAuthorization {
    client: Client,
    redirect_uri: String,
    scope: Vec<Scope>,
    commas: bool,
    prompt: Option<Prompt>,
    login: Option<String>,
    state: Result<SecretString, ConfigError>,
    /// `None` without PKCE.
    verifier: Option<Result<SecretString, ConfigError>>,
}

impl MailAuthorization {
    pub(super) fn new(client: Client, redirect_uri: String) -> Self {
        let (state, verifier) = (random(), Some(random()));
        Self { client, redirect_uri, scope: Vec::new(), commas: false, prompt: None, login: None, state, verifier }
    }

    /// Asks for these, in place of others.
    pub fn scope(mut self, scope: impl IntoIterator<Item = impl Into<Scope>>) -> Self {
        self.scope = scope.into_iter().map(Into::into).collect();
        self
    }

    /// Joins the words of the scope by a comma, as two programs do. All others join them by a space, and so does this without it.
    pub fn commas(mut self) -> Self {
        self.commas = true;
        self
    }

    /// Says when the page of consent is shown again.
    pub fn prompt(mut self, prompt: Prompt) -> Self {
        self.prompt = Some(prompt);
        self
    }

    /// The address that the page fills in for the user. Known from the provider's own program for phones.
    pub fn login(mut self, email: impl Into<String>) -> Self {
        self.login = Some(email.into());
        self
    }

    /// Leaves PKCE out, as older programs do. Whoever gets hold of the redirect can then use the code, if the application is a public
    /// one.
    pub fn without_pkce(mut self) -> Self {
        self.verifier = None;
        self
    }

    /// Takes the `state` and the verifier of an authorization whose user was sent away before, in place of new ones.
    pub fn remembered(mut self, state: impl Into<String>, verifier: Option<impl Into<String>>) -> Self {
        self.state = Ok(state.into().into());
        self.verifier = verifier.map(|verifier| Ok(verifier.into().into()));
        self
    }

    /// The `state`: 256 random bits. **A secret** until the browser comes back.
    ///
    /// # Errors
    /// [`Error::Config`] when the system has no random numbers.
    pub fn expose_state(&self) -> Result<&str, Error> {
        exposed(&self.state)
    }

    /// What the challenge is made of: 256 random bits; nothing without PKCE. **A secret.**
    ///
    /// # Errors
    /// [`Error::Config`] when the system has no random numbers.
    pub fn expose_verifier(&self) -> Result<Option<&str>, Error> {
        self.verifier.as_ref().map(exposed).transpose()
    }

    /// The address to send the browser to.
    ///
    /// # Errors
    /// [`Error::Config`] when nothing could come of it, with the reason: a scope that is refused or gives no refresh token, a redirect
    /// address that is none, an empty id, settings that cannot be used.
    pub fn url(&self) -> Result<String, Error> {
        self.client.check()?;
        self.check()?;
        let malformed = ConfigError::Url { which: "OAuth Mail URL", problem: "is not a URL" };
        let base = self.client.http.settings().services.base(OAUTH_MAIL);
        let mut url = Url::parse(&format!("{base}/login")).map_err(|_| malformed)?;
        let scope: Vec<_> = self.scope.iter().map(Scope::as_str).collect();
        let scope = scope.join(if self.commas { "," } else { " " });
        let mut query = url.query_pairs_mut();
        query.append_pair("client_id", &self.client.id);
        query.append_pair("response_type", "code");
        query.append_pair("redirect_uri", &self.redirect_uri);
        if !scope.is_empty() {
            query.append_pair("scope", &scope);
        }
        query.append_pair("state", self.expose_state()?);
        if let Some(verifier) = &self.verifier {
            let verifier = verifier.as_ref().map_err(Clone::clone)?;
            query.append_pair("code_challenge", &challenge(verifier)).append_pair("code_challenge_method", "S256");
        }
        match self.prompt {
            Some(Prompt::Consent) => query.append_pair("prompt", "consent"),
            Some(Prompt::Force) => query.append_pair("prompt_force", "1"),
            None => &mut query,
        };
        if let Some(login) = &self.login {
            query.append_pair("login", login);
        }
        drop(query);
        Ok(url.into())
    }

    /// The grant in the redirect that the browser came back with: the whole address, or path and query as a server sees it. Its `state`
    /// is compared before anything of it is believed, in a time that tells nothing of it.
    ///
    /// # Errors
    /// [`Error::Auth`]: the user refused, `state` differs, or there is no code.
    pub fn exchange(&self, redirect: &str) -> Result<MailGrant, Error> {
        let code = code_from_redirect(redirect, Some(self.expose_state()?))?;
        self.grant(code)
    }

    /// The grant of a code that the user copied by hand. Of another redirect address only [`exchange`](Self::exchange) can say that the
    /// code is for this user.
    ///
    /// # Errors
    /// [`Error::Config`] when the redirect address is not one of the out-of-band ones, or the code is empty.
    pub fn exchange_code(&self, code: &str) -> Result<MailGrant, Error> {
        let code = code.trim();
        if !self.is_out_of_band() {
            let problem =
                "is one that browsers come back to: take the whole redirect, whose `state` has to be compared";
            return Err(ConfigError::Url { which: "redirect URI", problem }.into());
        }
        if code.is_empty() {
            return Err(ConfigError::Empty("code").into());
        }
        self.grant(code.to_owned())
    }

    fn grant(&self, code: String) -> Result<MailGrant, Error> {
        let verifier = self.verifier.clone().transpose()?;
        let (code, redirect_uri) = (code.into(), self.redirect_uri.clone());
        Ok(MailGrant::new(self.client.credentials(), Grant::Code { code, redirect_uri, verifier }))
    }

    fn is_out_of_band(&self) -> bool {
        [OUT_OF_BAND, OUT_OF_BAND_AUTO].contains(&self.redirect_uri.as_str())
    }

    fn check(&self) -> Result<(), ConfigError> {
        if let Some(problem) = problem(&self.scope, self.prompt == Some(Prompt::Consent)) {
            return Err(ConfigError::Setting { which: "scope", problem });
        }
        let malformed = |problem| Err(ConfigError::Url { which: "redirect URI", problem });
        let Ok(uri) = Url::parse(&self.redirect_uri) else { return malformed("is not a URL") };
        if self.redirect_uri.trim() != self.redirect_uri || self.redirect_uri.contains(char::is_control) {
            return malformed("begins or ends with a space, or holds a control character");
        }
        if uri.fragment().is_some() {
            return malformed("has a fragment, which no redirect address may have");
        }
        if uri.scheme() == "urn" && !self.is_out_of_band() {
            return malformed("is a URN, and neither `OUT_OF_BAND` nor `OUT_OF_BAND_AUTO`");
        }
        Ok(())
    }
}

fn exposed(secret: &Result<SecretString, ConfigError>) -> Result<&str, Error> {
    secret.as_ref().map(ExposeSecret::expose_secret).map_err(|error| error.clone().into())
}

/// Shows neither `state` nor verifier, nor the redirect address, whose query is nobody's business.
impl fmt::Debug for MailAuthorization {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MailAuthorization")
            .field("client_id", &self.client.id)
            .field("scope", &self.scope)
            .field("prompt", &self.prompt)
            .finish_non_exhaustive()
    }
}

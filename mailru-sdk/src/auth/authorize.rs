//! The browser's part: the address where a user lets the application in.

use std::fmt;

use url::Url;

use super::scope::join_scope;
use crate::{
    error::{ConfigError, Error},
    objects::Privilege,
    session::Application,
    wire::base_url::check_address,
};

/// How the page is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Display {
    /// A whole page; what the platform does by itself.
    Page,
    /// A small window.
    Popup,
    /// A page for simple phones.
    Mobile,
    /// A page for touch screens.
    Touch,
}

/// What a user is sent to a browser for. See [`url`](Self::url).
///
/// ```
/// use mailru_sdk::{ServerApp, auth::{Privilege, code_from_redirect}};
///
/// # fn main() -> Result<(), mailru_sdk::Error> {
/// let app = ServerApp::new(423004, "secret key");
/// let authorization = app.authorization("https://example.com/back").scope([Privilege::Photos]).state("random words");
/// let url = authorization.url()?; // send the browser there
/// assert!(url.starts_with("https://connect.mail.ru/oauth/authorize?client_id=423004&response_type=code"));
///
/// // The browser comes back; `state` is checked before the code is believed.
/// let redirect = "https://example.com/back?state=random+words&code=0123456789abcdef0123456789abcdef";
/// let code = code_from_redirect(redirect, Some("random words"))?;
/// let grant = app.code(code, authorization.redirect_uri()?);
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
#[must_use]
pub struct Authorization {
    base: String,
    plain_http: bool,
    client_id: u64,
    redirect_uri: String,
    response_type: &'static str,
    scope: String,
    display: Display,
    revoke: bool,
    state: Option<String>,
}

impl Authorization {
    pub(crate) fn new(application: &Application, redirect_uri: String) -> Self {
        Self {
            base: application.http.settings().oauth_url.clone(),
            plain_http: application.http.settings().allows_plain_http(),
            client_id: application.id,
            redirect_uri,
            response_type: "code",
            scope: String::new(),
            display: Display::Page,
            revoke: false,
            state: None,
        }
    }

    /// Asks for tokens in the fragment of the redirect (the implicit flow) instead of a code.
    pub fn implicit(mut self) -> Self {
        self.response_type = "token";
        self
    }

    /// Asks for privileges.
    pub fn scope(mut self, scope: impl IntoIterator<Item = impl Into<Privilege>>) -> Self {
        self.scope = join_scope(scope);
        self
    }

    /// Says how the page is shown. Known from working client programs.
    pub fn display(mut self, display: Display) -> Self {
        self.display = display;
        self
    }

    /// Shows the page of privileges even to a user who has granted them. Known from working client programs.
    pub fn revoke(mut self) -> Self {
        self.revoke = true;
        self
    }

    /// Adds a word that comes back with the redirect, by which a program knows that it asked for it. It should be random, and
    /// remembered with the visitor.
    ///
    /// Whether the platform returns a parameter `state` was never documented, so it goes into the query of the redirect address,
    /// as working clients do it.
    pub fn state(mut self, state: impl Into<String>) -> Self {
        self.state = Some(state.into());
        self
    }

    /// The redirect address as the platform is told it: the text as it was given, with `state` after it. The code grant needs exactly
    /// this.
    ///
    /// # Errors
    /// [`Error::Config`] when the redirect address is no address.
    pub fn redirect_uri(&self) -> Result<String, Error> {
        let Some(state) = &self.state else { return Ok(self.redirect_uri.clone()) };
        let uri = self.parsed_redirect_uri()?;
        if uri.query_pairs().any(|(name, _)| name == "state") {
            let problem = "has a `state` already, so the one that comes back could not be told";
            return Err(ConfigError::Url { which: "redirect URI", problem }.into());
        }
        // The platform compares with the text that was registered, so this is not written anew: no slash, no port, no letter of it.
        let joint = match self.redirect_uri.split_once('?') {
            None => "?",
            Some((_, query)) if query.is_empty() || query.ends_with('&') => "",
            Some(_) => "&",
        };
        let state: String = url::form_urlencoded::byte_serialize(state.as_bytes()).collect();
        Ok(format!("{}{joint}state={state}", self.redirect_uri))
    }

    /// The address to send the browser to.
    ///
    /// # Errors
    /// [`Error::Config`] when the OAuth URL or the redirect address cannot be used.
    pub fn url(&self) -> Result<String, Error> {
        check_address("OAuth URL", &self.base, self.plain_http)?;
        self.parsed_redirect_uri()?;
        let malformed = ConfigError::Url { which: "OAuth URL", problem: "is not a URL" };
        let mut url = Url::parse(&format!("{}/authorize", self.base)).map_err(|_| malformed)?;
        let mut query = url.query_pairs_mut();
        query.append_pair("client_id", &self.client_id.to_string());
        query.append_pair("response_type", self.response_type);
        query.append_pair("redirect_uri", &self.redirect_uri()?);
        if !self.scope.is_empty() {
            query.append_pair("scope", &self.scope);
        }
        let display = match self.display {
            Display::Page => None,
            Display::Popup => Some("popup"),
            Display::Mobile => Some("mobile"),
            Display::Touch => Some("touch"),
        };
        if let Some(display) = display {
            query.append_pair("display", display);
        }
        if self.revoke {
            query.append_pair("revoke", "1");
        }
        drop(query);
        Ok(url.into())
    }

    fn parsed_redirect_uri(&self) -> Result<Url, ConfigError> {
        let malformed = |problem| ConfigError::Url { which: "redirect URI", problem };
        let uri = Url::parse(&self.redirect_uri).map_err(|_| malformed("is not a URL"))?;
        // Readers of URLs pass over them, each in its own way.
        if self.redirect_uri.trim() != self.redirect_uri || self.redirect_uri.contains(char::is_control) {
            return Err(malformed("begins or ends with a space, or holds a control character"));
        }
        if uri.fragment().is_some() {
            return Err(malformed("has a fragment, which the platform uses for its answer"));
        }
        Ok(uri)
    }
}

/// Shows neither `state`, which is worth something only as long as nobody else knows it, nor the query that it goes into.
impl fmt::Debug for Authorization {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Authorization")
            .field("client_id", &self.client_id)
            .field("response_type", &self.response_type)
            .field("scope", &self.scope)
            .field("display", &self.display)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn to(redirect_uri: &str) -> Authorization {
        Authorization::new(&Application::new(1), redirect_uri.to_owned()).state("a b&c")
    }

    #[test]
    fn the_text_that_was_registered_stays_as_it_is_before_the_state() {
        for (registered, joint) in [
            ("https://example.com", "?"),
            ("https://example.com/", "?"),
            ("https://example.com:443/back", "?"),
            ("http://example.com:80", "?"),
            ("HTTPS://Example.COM/Back", "?"),
            ("https://пример.рф/назад", "?"),
            ("https://example.com/a/../b", "?"),
            ("https://example.com/b%7ec'd", "?"),
            ("https://example.com?", ""),
            ("https://example.com?from=mailru", "&"),
            ("https://example.com/back?a=b+c&", ""),
            ("mm423004://authorize", "?"),
        ] {
            let sent = format!("{registered}{joint}state=a+b%26c");
            assert_eq!(to(registered).redirect_uri().unwrap(), sent);
            let url = Url::parse(&to(registered).url().unwrap()).unwrap();
            let told = url.query_pairs().find(|(name, _)| name == "redirect_uri");
            assert_eq!(told.map(|(_, uri)| uri.into_owned()), Some(sent));
        }
    }

    #[test]
    fn an_address_that_nothing_can_be_added_to_is_refused() {
        for unusable in [
            "",
            "example.com",
            "https://example.com/#top",
            "https://example.com/?state=1",
            " https://example.com/",
            "https://example.com/ ",
            "https://example.com/a\nb",
        ] {
            assert!(to(unusable).redirect_uri().is_err(), "{unusable:?}");
        }
    }
}

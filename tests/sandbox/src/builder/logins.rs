//! The choices about logins and the sessions that come of them: how long they last, what their answers hold, who may authorize.

use std::collections::BTreeSet;
use std::time::Duration;

use super::SandboxBuilder;
use crate::log::Observer;
use crate::oauth::{OauthErrors, TokenRequest};

impl SandboxBuilder {
    /// How long an access token is valid; 24 hours by default.
    pub fn token_lifetime(mut self, lifetime: Duration) -> Self {
        self.lifecycle.lifetime = lifetime;
        self
    }

    /// Whether a refresh token works only once and is replaced by a new one, as by default, or is returned again and works
    /// for ever. What the platform does is unknown.
    pub fn rotates_refresh_tokens(mut self, rotates: bool) -> Self {
        self.lifecycle.rotates = rotates;
        self
    }

    /// Whether answers to a password or a refresh token have `x_mailru_vid`; true by default.
    pub fn sends_vid(mut self, sends: bool) -> Self {
        self.oauth.sends_vid = sends;
        self
    }

    /// Whether answers to a password or a refresh token have `token_type`; true by default.
    pub fn sends_token_type(mut self, sends: bool) -> Self {
        self.oauth.sends_token_type = sends;
        self
    }

    /// How the token endpoint writes errors; [`OauthErrors::Text`] by default.
    pub fn oauth_errors(mut self, errors: OauthErrors) -> Self {
        self.oauth.errors = errors;
        self
    }

    /// Puts the application into development: only its author, who is the user of the sandbox, and the testers listed here
    /// can authorize it. By default everybody can.
    pub fn in_development(mut self, testers: impl IntoIterator<Item = u64>) -> Self {
        self.oauth.testers.get_or_insert_with(BTreeSet::new).extend(testers);
        self
    }

    /// Restricts `redirect_uri` to this address and what is below it; each further call adds one more. By default any
    /// address will do. The page for standalone applications always does.
    pub fn redirect_prefix(mut self, prefix: impl Into<String>) -> Self {
        self.oauth.redirect_prefixes.push(prefix.into());
        self
    }

    /// Whether a user who has consented to everything that is asked for is led on without a page; true by default, unless the
    /// application sends `revoke=1`, or to OAuth Mail `prompt=consent` or `prompt_force=1`. Otherwise the page asks each time.
    pub fn remembers_consent(mut self, remembers: bool) -> Self {
        self.oauth.remembers_consent = remembers;
        self.oauth_mail.remembers_consent = remembers;
        self
    }

    /// Calls the function for each request to the platform's token endpoint when it has been decided and before the client has the
    /// answer. A further call replaces the function. It should be quick: the sandbox waits for it.
    pub fn on_token_request(mut self, observe: impl Fn(&TokenRequest) + Send + Sync + 'static) -> Self {
        self.oauth.observer = Observer::new(observe);
        self
    }
}

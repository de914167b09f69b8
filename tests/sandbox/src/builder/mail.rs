//! The choices about OAuth Mail.

use std::time::Duration;

use super::SandboxBuilder;
use crate::log::Observer;
use crate::oauth_mail::{MailApplication, MailRequest};

impl SandboxBuilder {
    /// Registers an application with OAuth Mail; each further call adds one more. By default there is one with a secret and any
    /// address to return to, whose id and secret are made from the seed; it gives way to those that are registered.
    pub fn mail_application(mut self, application: MailApplication) -> Self {
        self.oauth_mail.applications.push(application);
        self
    }

    /// How long an access token of OAuth Mail is valid; an hour by default, as in all answers seen.
    pub fn mail_token_lifetime(mut self, lifetime: Duration) -> Self {
        self.oauth_mail.lifetime = lifetime;
        self
    }

    /// Whether errors of OAuth Mail come with HTTP 400 or 401; false by default, when they come with 200, of which the provider's own SDK
    /// reads them. Both have been seen.
    pub fn mail_error_statuses(mut self, has: bool) -> Self {
        self.oauth_mail.error_statuses = has;
        self
    }

    /// Calls the function for each request to OAuth Mail of a program, not of a browser, when it has been decided and before the client
    /// has the answer. A further call replaces the function. It should be quick: the sandbox waits for it.
    pub fn on_mail_request(mut self, observe: impl Fn(&MailRequest) + Send + Sync + 'static) -> Self {
        self.oauth_mail.observer = Observer::new(observe);
        self
    }
}

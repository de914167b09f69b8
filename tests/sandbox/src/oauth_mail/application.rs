//! Applications of OAuth Mail, which have nothing to do with those of the platform.

use std::collections::BTreeSet;

/// An application that is registered with OAuth Mail, for [`mail_application`](crate::SandboxBuilder::mail_application).
///
/// What it may ask for is decided by its scopes: with one of the newer words `openid`, `profile`, `email` and `offline_access` the newer
/// rules hold, without them the older ones, under which no scope at all is `userinfo`.
///
/// ```
/// use mailru_sandbox::{MailApplication, Sandbox};
///
/// let site = MailApplication::new("0f0e0d0c0b0a09080706050403020100", "secret").redirect_uri("https://example.org/back/");
/// let phone = MailApplication::public("00112233445566778899aabbccddeeff").redirect_uri("org.example.app:/back");
/// let builder = Sandbox::builder().mail_application(site).mail_application(phone);
/// ```
#[derive(Debug, Clone)]
#[must_use = "an application does nothing until a builder has it"]
pub struct MailApplication {
    pub(crate) id: String,
    /// `None` for a program that cannot keep one.
    pub(crate) secret: Option<String>,
    /// Anything when there is none.
    pub(super) redirects: Vec<String>,
    pub(super) product_only: bool,
    pub(super) omitted: BTreeSet<String>,
}

impl MailApplication {
    /// One with a secret. The ids of the service are 32 hexadecimal digits in all examples seen, but any text will do.
    pub fn new(client_id: impl Into<String>, client_secret: impl Into<String>) -> Self {
        let public = Self::public(client_id);
        Self { secret: Some(client_secret.into()), ..public }
    }

    /// One without a secret, as applications on phones are. One that it sends all the same is error 3.
    pub fn public(client_id: impl Into<String>) -> Self {
        let (redirects, omitted) = (Vec::new(), BTreeSet::new());
        Self { id: client_id.into(), secret: None, redirects, product_only: false, omitted }
    }

    /// Registers an address to return to, which is compared to the letter, scheme and final slash included; each further call adds one
    /// more. By default any address will do. `urn:ietf:wg:oauth:2.0:oob` and `urn:ietf:wg:oauth:2.0:oob:auto` always do.
    pub fn redirect_uri(mut self, address: impl Into<String>) -> Self {
        self.redirects.push(address.into());
        self
    }

    /// Lets it be one of those that are taken since 1 July 2025: they get access to a product, which here is `mail.imap`, and cannot
    /// ask for a mere sign-in. That the answer is `error=invalid_scope` then is inferred.
    pub fn product_access_only(mut self) -> Self {
        self.product_only = true;
        self
    }

    /// Leaves a member such as `id` or `nickname` out of the profiles that it gets, as any of them may be absent; each further call
    /// leaves out one more.
    pub fn without_member(mut self, name: impl Into<String>) -> Self {
        self.omitted.insert(name.into());
        self
    }

    /// Whether it may be returned to at this address.
    pub(super) fn is_registered(&self, address: &str) -> bool {
        self.redirects.is_empty() || self.redirects.iter().any(|registered| registered == address)
    }
}

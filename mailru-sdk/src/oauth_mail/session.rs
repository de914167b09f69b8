//! What a session of OAuth Mail can do beside its profile: another token before its time, the end of it, and mail.

use secrecy::ExposeSecret as _;

use super::{
    end_point::{form, trouble},
    xoauth2::Xoauth2,
};
use crate::{
    circuit::Bearer,
    error::{AuthError, ConfigError, Error, TransportError},
    escape::encode,
    redact::{Secrets as _, excerpt},
    session::Session,
    spec::Effect,
    types::read::Body as Read,
    wire::{
        deadline::Deadline,
        exchange::{Errand, Turn, exchange},
        outgoing::{Body, Outgoing, To},
        service,
        settings::services::OLDER_OAUTH_MAIL,
    },
};

/// What errors call the place where tokens are revoked.
const REVOKE: &str = "oauth.mail.ru/revoke";

#[cfg_attr(docsrs, doc(cfg(feature = "oauth-mail")))]
impl Session<Bearer> {
    /// The text by which an IMAP or SMTP server lets the user of that address in (SASL `XOAUTH2`), from a token that is fresh. It needs
    /// the scope `mail.imap`.
    ///
    /// # Errors
    /// [`Error::Param`] for an address or a token that cannot stand in it; those of a refresh; [`Error::Auth`] when the token has expired
    /// and there is no refresh token.
    pub async fn xoauth2(&self, email: &str) -> Result<Xoauth2, Error> {
        Xoauth2::check(email)?;
        let no_token = || AuthError::Incomplete { place: "the session", member: "refresh_token" };
        let ticket = self.core().fresh_ticket().await?.ok_or_else(no_token)?;
        let now = self.core().http.settings().clock.now();
        if ticket.tokens.expires_within(std::time::Duration::ZERO, now) {
            return Err(no_token().into());
        }
        Ok(Xoauth2::new(email, &ticket.tokens)?)
    }

    /// Gets another token now, as after a mail server refused the one in use. Calls do so by themselves.
    ///
    /// # Errors
    /// [`Error::Service`] when the service refuses, which is the end of the session unless it `is_retryable()`; [`Error::Auth`] when there
    /// is no refresh token.
    pub async fn renew(&self) -> Result<(), Error> {
        let life = self.core().life().filter(|life| life.can_renew());
        let life = life.ok_or(AuthError::Incomplete { place: "the session", member: "refresh_token" })?;
        life.renew(&life.ticket()).await.map(drop)
    }

    /// Has the tokens revoked: the refresh token where there is one, which ends what came of it, and the access token otherwise. What a
    /// store keeps stays there.
    ///
    /// One program is known to ask `https://o2.mail.ru/revoke`; the form of the request is that of RFC 7009, which is inferred.
    ///
    /// # Errors
    /// [`Error::Service`] when the service refuses, [`Error::Transport`] when it does not answer, [`Error::Config`] of a session that no
    /// application made.
    pub async fn revoke(&self) -> Result<(), Error> {
        let credentials = self.core().life().and_then(|life| Some((life.ticket().tokens, life.credentials()?)));
        let (tokens, credentials) =
            credentials.ok_or(ConfigError::Missing("application that it could be revoked for"))?;
        let http = &credentials.http;
        let (token, hint) = match tokens.expose_refresh_token() {
            Some(token) => (token, "refresh_token"),
            None => (tokens.expose_access_token(), "access_token"),
        };
        let secret = credentials.client_secret.as_ref().map(|secret| ("client_secret", secret.expose_secret()));
        let own = [("token", token), ("token_type_hint", hint), ("client_id", credentials.client_id.as_str())];
        let mut form = String::new();
        for (name, value) in own.into_iter().chain(secret) {
            form.extend([if form.is_empty() { "" } else { "&" }, name, "="]);
            encode(value, &mut form);
        }
        let url = format!("{}/revoke", http.settings().services.base(OLDER_OAUTH_MAIL));
        let request = Outgoing { url, body: Body::Form(form), to: To::Service(None) };
        let (policy, deadline) = (http.settings().retry, Deadline::new(http.settings().timeout));
        // Revoking twice is as good as once.
        let (effect, turn) = (Effect::Read, Turn::Passes);
        let errand = Errand { method: REVOKE, effect, turn, policy, deadline, judge: &trouble };
        let reply = exchange(http, &request, &errand).await?;
        let mut secrets = self.core().secrets();
        secrets.extend(secret.map(|(_, secret)| secret.to_owned()));
        if let Some(refusal) = self::form().and_then(|form| service::of(&reply, form)) {
            return Err(refusal.in_call(REVOKE, &reply, &secrets).into());
        }
        if reply.is_success() {
            return Ok(());
        }
        let text = excerpt(&Read::of(&reply.body).text, 0, &secrets);
        Err(TransportError::status(reply.status, REVOKE, text, reply.retry_after()).into())
    }
}

//! The exchange of a grant for tokens, whoever wants it: a program that begins a session, or a session that goes on.

use std::sync::Arc;

use secrecy::{ExposeSecret, SecretString};

use crate::{
    error::{AuthError, ConfigError, Error},
    escape::encode,
    spec::Effect,
    tokens::{answer, grant::Grant, pair::Tokens, refused},
    types::Uid,
    wire::{
        deadline::Deadline,
        exchange::{Errand, Turn, exchange},
        outgoing::{Body, Outgoing},
        reply::Reply,
        retry::RetryPolicy,
        transport::Http,
    },
};

/// Who asks for tokens.
#[derive(Debug, Clone)]
pub(crate) struct Credentials {
    pub(crate) client_id: u64,
    pub(crate) client_secret: SecretString,
    pub(crate) http: Arc<Http>,
}

/// Exchanges a grant for tokens, which must be those of that user, where it is known, within the time that is left.
pub(crate) async fn request_tokens(
    credentials: &Credentials,
    grant: &Grant,
    uid: Option<Uid>,
    policy: RetryPolicy,
    deadline: Deadline,
) -> Result<Tokens, Error> {
    let Credentials { client_id, client_secret, http } = credentials;
    http.check()?;
    for (name, secret) in [grant.secret(), ("client secret", client_secret)] {
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
    let request = Outgoing { url: grant.url(http), body: Body::Form(form) };
    // A grant can be used once, so it is sent again only where it cannot have been.
    let judge = |reply: &Reply| refused::trouble(grant, reply);
    let (method, effect, turn) = (answer::TOKEN, Effect::Write, Turn::Passes);
    let errand = Errand { method, effect, turn, policy, judge: &judge, deadline };
    let reply = exchange(http, &request, &errand).await?;
    let secrets = [grant.secret().1, client_secret].into_iter().chain(grant.unsent());
    let secrets: Vec<_> = secrets.map(|secret| secret.expose_secret().to_owned()).collect();
    let mut tokens = answer::read(&reply, grant.name(), http.settings().clock.now(), &secrets)?;
    if tokens.contradict(uid) {
        return Err(AuthError::OtherUser.into());
    }
    tokens.uid = tokens.uid.or(uid);
    // Some answers to a refresh repeat no refresh token; the old one then stays good.
    if let Grant::Refresh { refresh_token, .. } = grant {
        tokens.refresh_token.get_or_insert_with(|| refresh_token.clone());
    }
    Ok(tokens)
}

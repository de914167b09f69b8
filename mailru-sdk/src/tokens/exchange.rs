//! The exchange of a grant for tokens, whoever wants it: a program that begins a session, or a session that goes on.

use std::sync::Arc;

use secrecy::{ExposeSecret, SecretString};

use crate::{
    error::{AuthError, ConfigError, Error},
    escape::encode,
    spec::Effect,
    tokens::{
        end_point::{Answered, TokenEndPoint},
        grant::Grant,
        pair::Tokens,
    },
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
    pub(crate) client_id: String,
    /// None of a program that cannot keep one, where the end point takes that.
    pub(crate) client_secret: Option<SecretString>,
    pub(crate) end_point: &'static TokenEndPoint,
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
    let Credentials { client_id, client_secret, end_point, http } = credentials;
    http.check()?;
    let own = client_secret.as_ref().map(|secret| ("client secret", secret));
    for (name, secret) in std::iter::once(grant.secret()).chain(own) {
        if secret.expose_secret().is_empty() {
            return Err(ConfigError::Empty(name).into());
        }
    }
    let mut form = "client_id=".to_owned();
    encode(client_id, &mut form);
    form.extend(["&grant_type=", grant.name()]);
    let secret = client_secret.as_ref().map(|secret| ("client_secret", secret.expose_secret()));
    for (name, value) in secret.into_iter().chain(grant.params()) {
        form.extend(["&", name, "="]);
        encode(value, &mut form);
    }
    let (url, to) = ((end_point.url)(grant, http.settings()), (end_point.to)());
    let request = Outgoing { url, body: Body::Form(form), to };
    // A grant can be used once, so it is sent again only where it cannot have been.
    let judge = |reply: &Reply| (end_point.trouble)(grant, reply);
    let (method, effect, turn) = (end_point.name, Effect::Write, Turn::Passes);
    let errand = Errand { method, effect, turn, policy, judge: &judge, deadline };
    let reply = exchange(http, &request, &errand).await?;
    let secrets = grant.secrets().into_iter().chain(client_secret);
    let secrets: Vec<_> = secrets.map(|secret| secret.expose_secret().to_owned()).collect();
    let (grant_name, now) = (grant.name(), http.settings().clock.now());
    let answered = Answered { reply: &reply, end_point: end_point.name, grant: grant_name, now, secrets: &secrets };
    let mut tokens = (end_point.read)(&answered)?;
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

//! The answer of a token endpoint: tokens, a refusal, or neither.

use std::time::SystemTime;

use super::{pair::Tokens, refused, said::Said};
use crate::{
    error::{AuthError, DecodeError, DecodeKind, Details, Error, TransportError},
    redact::{excerpt, message},
    types::{Text, read::Body},
    wire::reply::Reply,
};

/// Reads the answer to a grant. `secrets` are masked wherever foreign text gets into an error.
pub(crate) fn read(reply: &Reply, grant: &'static str, now: SystemTime, secrets: &[String]) -> Result<Tokens, Error> {
    let body = Body::of(&reply.body);
    let (said, complete) = Said::of(&body.text);
    // An error is one whatever follows; half an answer holds no tokens.
    if let Some(word) = &said.error {
        if refused::passes(reply.status, &said).is_some() {
            return Err(later(reply, &body.text, secrets));
        }
        let clean = |text: &Text| -> Box<str> { message(text, secrets).into() };
        let (error, description) = (clean(word), said.description.as_ref().map(clean));
        return Err(AuthError::Refused { grant, error, description }.into());
    }
    if complete.is_err() || !reply.is_success() {
        return Err(unreadable(reply, grant, &body.text, secrets));
    }
    said.tokens(grant, now).map_err(Error::from)
}

/// A refusal that may go away by itself: no end of a session.
fn later(reply: &Reply, text: &str, secrets: &[String]) -> Error {
    TransportError::later(reply.status, TOKEN, excerpt(text, 0, secrets), reply.retry_after()).into()
}

/// An answer that is no JSON, or says neither yes nor no.
fn unreadable(reply: &Reply, grant: &'static str, text: &str, secrets: &[String]) -> Error {
    if let Some(coding) = reply.coding().filter(|_| reply.is_success()) {
        let message = message(&format!("content-encoding: {coding}"), secrets).into();
        let (kind, method, nothing) = (DecodeKind::Encoded, TOKEN.into(), Box::default);
        let details = Details { kind, method, path: nothing(), message, excerpt: nothing() };
        return DecodeError(Box::new(details)).into();
    }
    if reply.is_success() {
        return AuthError::Malformed { place: grant, member: "body" }.into();
    }
    TransportError::status(reply.status, TOKEN, excerpt(text, 0, secrets), reply.retry_after()).into()
}

/// What errors call the token endpoint, which has no method name.
pub(crate) const TOKEN: &str = "oauth/token";

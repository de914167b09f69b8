//! The answer of a token end point: tokens, a refusal, or neither.

use super::{end_point::Answered, pair::Tokens, refused, said::Said};
use crate::{
    error::{AuthError, DecodeError, DecodeKind, Details, Error, TransportError},
    redact::{excerpt, message},
    types::{Text, read::Body},
};

/// Reads the answer to a grant as the platform gives it.
pub(super) fn read(answered: &Answered<'_>) -> Result<Tokens, Error> {
    let Answered { reply, grant, secrets, .. } = *answered;
    let body = Body::of(&reply.body);
    let (said, complete) = Said::of(&body.text);
    // An error is one whatever follows; half an answer holds no tokens.
    if let Some(word) = &said.error {
        if refused::passes(reply.status, &said).is_some() {
            return Err(later(answered, &body.text));
        }
        let clean = |text: &Text| -> Box<str> { message(text, secrets).into() };
        let (error, description) = (clean(word), said.description.as_ref().map(clean));
        return Err(AuthError::Refused { grant, error, description }.into());
    }
    whole(answered, &body.text, said, complete.is_ok())
}

#[cfg(feature = "oauth-mail")]
/// Reads the tokens of an answer of which it is known that it is no refusal.
pub(crate) fn granted(answered: &Answered<'_>) -> Result<Tokens, Error> {
    let body = Body::of(&answered.reply.body);
    let (said, complete) = Said::of(&body.text);
    whole(answered, &body.text, said, complete.is_ok())
}

fn whole(answered: &Answered<'_>, text: &str, said: Said, is_complete: bool) -> Result<Tokens, Error> {
    if !is_complete || !answered.reply.is_success() {
        return Err(unreadable(answered, text));
    }
    said.tokens(answered.grant, answered.now).map_err(Error::from)
}

/// A refusal that may go away by itself: no end of a session.
fn later(answered: &Answered<'_>, text: &str) -> Error {
    let Answered { reply, end_point, secrets, .. } = *answered;
    TransportError::later(reply.status, end_point, excerpt(text, 0, secrets), reply.retry_after()).into()
}

/// An answer that is no JSON, or says neither yes nor no.
fn unreadable(answered: &Answered<'_>, text: &str) -> Error {
    let Answered { reply, end_point, grant, secrets, .. } = *answered;
    if let Some(coding) = reply.coding().filter(|_| reply.is_success()) {
        let message = message(&format!("content-encoding: {coding}"), secrets).into();
        let (kind, method, nothing) = (DecodeKind::Encoded, end_point.into(), Box::default);
        let details = Details { kind, method, path: nothing(), message, excerpt: nothing() };
        return DecodeError(Box::new(details)).into();
    }
    if reply.is_success() {
        return AuthError::Malformed { place: grant, member: "body" }.into();
    }
    TransportError::status(reply.status, end_point, excerpt(text, 0, secrets), reply.retry_after()).into()
}

//! The answer of a token endpoint, in both of its shapes: tokens, or an error.

use std::time::{Duration, SystemTime};

use crate::{
    error::{AuthError, Error, TransportError},
    redact::{excerpt, message},
    tokens::pair::Tokens,
    types::{Json, Lenient, Uid, lenient::from_text},
    wire::reply::Reply,
};

/// Reads the answer to a grant. `secrets` are masked wherever foreign text gets into an error.
pub(crate) fn read(reply: &Reply, grant: &'static str, now: SystemTime, secrets: &[String]) -> Result<Tokens, Error> {
    let text = std::str::from_utf8(&reply.body).unwrap_or_default();
    let Ok(answer) = Json::parse(text) else {
        return Err(unreadable(reply, grant, text, secrets));
    };
    if let Some(error) = answer.get("error").filter(|error| !error.is_null()) {
        return Err(refused(grant, error, &answer, secrets).into());
    }
    if !reply.is_success() {
        return Err(unreadable(reply, grant, text, secrets));
    }
    tokens(&answer, grant, now).map_err(Error::from)
}

fn tokens(answer: &Json, grant: &'static str, now: SystemTime) -> Result<Tokens, AuthError> {
    let text = |member: &'static str| answer.get(member).and_then(Json::as_str).filter(|text| !text.is_empty());
    let access_token = text("access_token").ok_or(AuthError::Incomplete { place: grant, member: "access_token" })?;
    let mut tokens = Tokens::new(access_token);
    if let Some(refresh_token) = text("refresh_token") {
        tokens = tokens.refresh_token(refresh_token);
    }
    // The grant is spent by now, so a pair is not thrown away for a lifetime that nobody can read; error 102 will tell.
    let seconds = scalar::<u64>(answer, grant, "expires_in").unwrap_or_default();
    tokens.expires_at = seconds.and_then(|seconds| now.checked_add(Duration::from_secs(seconds)));
    tokens.uid = scalar::<Uid>(answer, grant, "x_mailru_vid")?;
    Ok(tokens)
}

/// A member that may be absent, as number or as text.
fn scalar<T: Lenient>(answer: &Json, place: &'static str, member: &'static str) -> Result<Option<T>, AuthError> {
    let Some(value) = answer.get(member) else { return Ok(None) };
    from_text(&value.to_string()).map_err(|_| AuthError::Malformed { place, member })
}

/// The error as a plain word, as the OAuth pages write it, or as the object that the REST API writes.
fn refused(grant: &'static str, error: &Json, answer: &Json, secrets: &[String]) -> AuthError {
    let clean = |text: &str| -> Box<str> { message(text, secrets).into() };
    let (word, description) = match error {
        Json::String(word) => (word.to_string(), answer.get("error_description").and_then(Json::as_str)),
        object => {
            let code = object.get("error_code").map_or_else(|| "unknown".to_owned(), scalar_text);
            (code, object.get("error_msg").and_then(Json::as_str))
        }
    };
    AuthError::Refused { grant, error: clean(&word), description: description.map(clean) }
}

fn scalar_text(value: &Json) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// An answer that is no JSON, or says neither yes nor no.
fn unreadable(reply: &Reply, grant: &'static str, text: &str, secrets: &[String]) -> Error {
    if reply.is_success() {
        return AuthError::Malformed { place: grant, member: "body" }.into();
    }
    TransportError::status(reply.status, TOKEN, excerpt(text, 0, secrets), reply.retry_after()).into()
}

/// What errors call the token endpoint, which has no method name.
pub(crate) const TOKEN: &str = "oauth/token";

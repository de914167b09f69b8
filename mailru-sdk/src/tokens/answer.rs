//! The answer of a token endpoint, in both of its shapes: tokens, or an error.

use std::time::{Duration, SystemTime};

use crate::{
    error::{AuthError, Error, TransportError},
    redact::{excerpt, message},
    tokens::pair::Tokens,
    types::{
        Text, Uid,
        read::{Body, Misfits, Next, Place as _, Reader, Stop},
    },
    wire::reply::Reply,
};

/// What an answer says, in either shape.
#[derive(Default)]
struct Said {
    access_token: Option<Text>,
    refresh_token: Option<Text>,
    expires_in: Option<u64>,
    uid: Option<Uid>,
    /// There is a `x_mailru_vid`, and it is no id.
    odd_uid: bool,
    /// The error's word or code.
    error: Option<Text>,
    description: Option<Text>,
}

/// Reads the answer to a grant. `secrets` are masked wherever foreign text gets into an error.
pub(crate) fn read(reply: &Reply, grant: &'static str, now: SystemTime, secrets: &[String]) -> Result<Tokens, Error> {
    let (body, mut said) = (Body::of(&reply.body), Said::default());
    let complete = said.read(&mut Reader::new(&body.text, Misfits::Members));
    // An error is one whatever follows; half an answer holds no tokens.
    if let Some(word) = &said.error {
        let clean = |text: &Text| -> Box<str> { message(text, secrets).into() };
        let (error, description) = (clean(word), said.description.as_ref().map(clean));
        return Err(AuthError::Refused { grant, error, description }.into());
    }
    if complete.is_err() || !reply.is_success() {
        return Err(unreadable(reply, grant, &body.text, secrets));
    }
    said.tokens(grant, now).map_err(Error::from)
}

impl Said {
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), Stop> {
        if !reader.begins_object()? {
            reader.skip()?;
            return reader.end();
        }
        let mut first = true;
        let names = ["access_token", "refresh_token", "expires_in", "x_mailru_vid", "error", "error_description"];
        while let Some(next) = reader.next_of(&names, &mut first)? {
            match next {
                Next::Wanted(0) => self.access_token.read(reader)?,
                Next::Wanted(1) => self.refresh_token.read(reader)?,
                // The grant is spent by now, so a pair is not thrown away for a lifetime that nobody can read; error 102 will tell.
                Next::Wanted(2) => self.expires_in.read(reader)?,
                Next::Wanted(3) => {
                    let misfits = reader.count();
                    self.uid.read(reader)?;
                    self.odd_uid = reader.count() > misfits;
                }
                Next::Wanted(4) => self.error(reader)?,
                Next::Wanted(_) => self.description.read(reader)?,
                Next::Other => reader.skip()?,
            }
        }
        reader.end()
    }

    /// The error as a plain word, as the OAuth pages write it, or as the object that the REST API writes.
    fn error(&mut self, reader: &mut Reader<'_>) -> Result<(), Stop> {
        match reader.value()? {
            b'n' => return reader.skip(),
            b'"' => return self.error.read(reader),
            _ => self.error = Some(Text::from_static("unknown")),
        }
        if !reader.begins_object()? {
            return reader.skip();
        }
        let mut first = true;
        while let Some(next) = reader.next_of(&["error_code", "error_msg"], &mut first)? {
            match next {
                Next::Wanted(0) => {
                    let mut code = None;
                    code.read(reader)?;
                    self.error = code.or(self.error.take());
                }
                Next::Wanted(_) => self.description.read(reader)?,
                Next::Other => reader.skip()?,
            }
        }
        Ok(())
    }

    fn tokens(self, grant: &'static str, now: SystemTime) -> Result<Tokens, AuthError> {
        let there = |text: Option<Text>| text.filter(|text| !text.is_empty());
        let missing = AuthError::Incomplete { place: grant, member: "access_token" };
        let mut tokens = Tokens::new(there(self.access_token).ok_or(missing)?.into_string());
        if let Some(refresh_token) = there(self.refresh_token) {
            tokens = tokens.refresh_token(refresh_token.into_string());
        }
        if self.odd_uid {
            return Err(AuthError::Malformed { place: grant, member: "x_mailru_vid" });
        }
        tokens.expires_at = self.expires_in.and_then(|seconds| now.checked_add(Duration::from_secs(seconds)));
        tokens.uid = self.uid;
        Ok(tokens)
    }
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

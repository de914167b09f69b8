//! What an answer of a token end point says, in both of its shapes: tokens, or an error.

use std::time::SystemTime;

use super::pair::Tokens;
use crate::{
    codes::Code,
    error::AuthError,
    types::{
        Text, Uid,
        read::{FromScalar as _, Misfits, Next, Place as _, Reader, Scalar, Stop, is_nothing},
    },
    wire::refusal::{self, Refusal},
};

#[derive(Default)]
pub(super) struct Said {
    access_token: Option<Text>,
    refresh_token: Option<Text>,
    expires_in: Option<u64>,
    uid: Option<Uid>,
    /// There is a `x_mailru_vid`, and it is no id.
    odd_uid: bool,
    /// The error's word or code.
    pub(super) error: Option<Text>,
    /// The error has the form that the REST API uses, so what it is called by is its code.
    has_code: bool,
    pub(super) description: Option<Text>,
}

impl Said {
    /// Reads as much as there is; an error too where the text ends early or is no JSON.
    pub(super) fn of(text: &str) -> (Self, Result<(), Stop>) {
        let mut said = Self::default();
        if let Some(Refusal::Known { code, message }) = refusal::as_xml(text) {
            said = Self { error: Some(code.to_string().into()), has_code: true, description: Some(message), ..said };
        }
        let complete = said.read(&mut Reader::new(text, Misfits::Members));
        (said, complete)
    }

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
                Next::Wanted(3) => self.owner(reader.skipped()?)?,
                Next::Wanted(4) => self.error(reader)?,
                Next::Wanted(_) => self.description.read(reader)?,
                Next::Other => reader.skip()?,
            }
        }
        reader.end()
    }

    fn owner(&mut self, json: &str) -> Result<(), Stop> {
        if is_nothing(json) {
            return Ok(());
        }
        let mut reader = Reader::new(json, Misfits::Members);
        self.uid.read(&mut reader)?;
        self.odd_uid = reader.count() > 0;
        Ok(())
    }

    /// The error as a plain word, as the OAuth pages write it, or as the object that the REST API writes. Where nothing stands in its
    /// place, as beside a pair that was granted, there is none.
    fn error(&mut self, reader: &mut Reader<'_>) -> Result<(), Stop> {
        let unknown = || Some(Text::from_static("unknown"));
        match reader.value()? {
            b'"' => {
                let mut word: Option<Text> = None;
                word.read(reader)?;
                self.error = word.filter(|word| !word.trim().is_empty()).or(self.error.take());
                return Ok(());
            }
            b'{' => {}
            _ => {
                if !is_nothing(reader.skipped()?) {
                    self.error = unknown();
                }
                return Ok(());
            }
        }
        reader.begins_object()?;
        let (before, mut first, mut is_empty) = (self.error.take(), true, true);
        self.error = unknown();
        while let Some(next) = reader.next_of(&["error_code", "error_msg"], &mut first)? {
            is_empty = false;
            match next {
                Next::Wanted(0) => {
                    let mut code = None;
                    code.read(reader)?;
                    self.has_code = code.is_some();
                    self.error = code.or(self.error.take());
                }
                Next::Wanted(_) => self.description.read(reader)?,
                Next::Other => reader.skip()?,
            }
        }
        if is_empty {
            self.error = before;
        }
        Ok(())
    }

    /// The code of the error, where it has one.
    pub(super) fn code(&self) -> Option<Code> {
        let code = self.error.as_deref().filter(|_| self.has_code)?;
        i64::from_scalar(Scalar::Text(code)).map(Code::from_number)
    }

    /// The pair.
    ///
    /// # Errors
    /// Its access token is missing, or nobody can read whose it is.
    pub(super) fn tokens(self, grant: &'static str, now: SystemTime) -> Result<Tokens, AuthError> {
        let there = |text: Option<Text>| text.filter(|text| !text.is_empty());
        let missing = AuthError::Incomplete { place: grant, member: "access_token" };
        let mut tokens = Tokens::new(there(self.access_token).ok_or(missing)?.into_string());
        if let Some(refresh_token) = there(self.refresh_token) {
            tokens = tokens.refresh_token(refresh_token.into_string());
        }
        if self.odd_uid {
            return Err(AuthError::Malformed { place: grant, member: "x_mailru_vid" });
        }
        tokens.uid = self.uid;
        Ok(tokens.lasting(self.expires_in, now))
    }
}

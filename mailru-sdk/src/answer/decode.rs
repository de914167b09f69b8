//! From the bytes of an answer to a typed result: is it an error of the platform, is it JSON, is it what the method returns.
//!
//! The fast path is one UTF-8 check and one typed pass over the text. Only for what does not fit is the text looked at again, to say where
//! and what.

use std::sync::Arc;

use serde::de::DeserializeOwned;

use super::{page, path::whole_path};
use crate::{
    codes::Code,
    error::{ApiError, DecodeError, DecodeKind, Details, Error, Misfit, Place, TransportError},
    redact::{Secrets, excerpt, message},
    spec::{Effect, MethodSpec},
    types::{
        Json, Lenient,
        read::{Body, Facts, Problem, Reader, Stop, Told, offset, path, read_all, without_place},
    },
    wire::{
        observe::tell_misfits,
        refusal::{self, Refusal},
        reply::Reply,
        service::Errors,
        settings::Settings,
    },
};

/// An answer and what is needed to make an error of it.
pub(crate) struct Answer<'a> {
    pub(crate) reply: Reply,
    pub(crate) method: &'a str,
    pub(crate) spec: &'static MethodSpec,
    pub(crate) settings: &'a Settings,
    /// What the session must not show.
    pub(crate) session: &'a dyn Secrets,
    /// What reads the errors of a service that has a form of its own.
    pub(crate) errors: Option<Errors>,
    /// The tokens that the call used, which may have been replaced since.
    pub(crate) used: Option<Arc<dyn Secrets>>,
}

/// A result, and what was left out of it.
pub(crate) type WithMisfits<T> = Result<(T, Vec<Misfit>), Error>;

/// Decodes as the spec says: leniently.
pub(crate) fn lenient<T: Lenient>(answer: &Answer<'_>) -> WithMisfits<T> {
    answer.read(&answer.body()?, T::read)
}

/// Decodes as the type's own serde says.
pub(crate) fn strict<T: DeserializeOwned>(answer: &Answer<'_>) -> WithMisfits<T> {
    Ok((answer.strictly(&answer.body()?)?, Vec::new()))
}

/// Decodes a page as the spec says, and notes on the way what is needed to ask for the next one.
pub(crate) fn page<P: Lenient>(answer: &Answer<'_>) -> WithMisfits<(P, Facts)> {
    answer.read(&answer.body()?, |reader| {
        page::note(answer.spec.page.as_ref(), reader);
        Ok((P::read(reader)?, reader.facts()))
    })
}

/// The same as the type's own serde says.
pub(crate) fn strict_page<P: DeserializeOwned>(answer: &Answer<'_>) -> WithMisfits<(P, Facts)> {
    let body = answer.body()?;
    let page = answer.strictly(&body)?;
    Ok(((page, page::facts(answer.spec.page.as_ref(), &body.text)), Vec::new()))
}

/// Decodes one member of an object and passes over the rest.
pub(crate) fn member<T: Lenient>(answer: &Answer<'_>, name: &'static str) -> Result<T, Error> {
    let (value, _) = answer.read(&answer.body()?, |reader| reader.only(name))?;
    Ok(value)
}

/// Decodes any JSON object or list, an error of the platform included.
pub(crate) fn passing_errors(answer: &Answer<'_>) -> WithMisfits<Json> {
    let body = Body::of(&answer.reply.body);
    match answer.judged(&body) {
        Err(Error::Api(error)) => answer.read(&body, Json::read).map_err(|_| Error::Api(error)),
        Err(error) => Err(error),
        Ok(()) => answer.read(&body, Json::read),
    }
}

impl Answer<'_> {
    /// Everything that must not appear in a message.
    pub(super) fn secrets(&self) -> Vec<String> {
        let used = self.used.iter().flat_map(|used| used.secrets());
        self.session.secrets().into_iter().chain(used).collect()
    }

    /// The body as text, if the platform reports no error.
    fn body(&self) -> Result<Body<'_>, Error> {
        let body = Body::of(&self.reply.body);
        self.judged(&body).map(|()| body)
    }

    fn judged(&self, body: &Body<'_>) -> Result<(), Error> {
        let text = &*body.text;
        if let Some(error) = self.reported(text) {
            return Err(error);
        }
        if let Some(error) = self.unsuccessful(text) {
            return Err(error);
        }
        if text.trim_ascii().is_empty() {
            return Err(self.decode_error(DecodeKind::Empty, "", "", String::new()));
        }
        Ok(())
    }

    fn read<T>(&self, body: &Body<'_>, read: impl FnOnce(&mut Reader<'_>) -> Result<T, Stop>) -> WithMisfits<T> {
        let mut reader = self.reader(&body.text);
        let value = reader.mended(&body.broken).and_then(|()| read_all(&mut reader, read));
        match value {
            Ok(value) => Ok((value, self.told(reader, &body.text))),
            Err(_) => Err(self.failed(reader, body)),
        }
    }

    fn strictly<T: DeserializeOwned>(&self, body: &Body<'_>) -> Result<T, Error> {
        let text = body.text.strip_prefix('\u{feff}').unwrap_or(&body.text);
        serde_json::from_str(text).map_err(|error| self.foreign(text, &error))
    }

    fn reader<'t>(&self, text: &'t str) -> Reader<'t> {
        let Settings { misfits, decoded_limit, ref deviations, .. } = *self.settings;
        let reader = Reader::answer(text, misfits, self.spec.effect == Effect::Write);
        reader.within(decoded_limit).listening(deviations.are_heard())
    }

    /// Tells what was left out.
    fn told(&self, mut reader: Reader<'_>, text: &str) -> Vec<Misfit> {
        let notes = reader.noted();
        let (failures, count) = reader.told();
        let told = Told::all(text, failures);
        if let Some(notes) = notes {
            self.tell_deviations(text, notes, &told);
        }
        if count == 0 {
            return Vec::new();
        }
        let secrets = self.secrets();
        let clean = |text: &str| -> Box<str> { message(text, &secrets).into() };
        let misfit = |told: Told| Misfit {
            place: Place { method: self.method.into(), path: clean(&told.path), declared: told.declared },
            expected: told.expected.into(),
            found: clean(&told.found),
        };
        let misfits: Vec<_> = told.into_iter().map(misfit).collect();
        tell_misfits(self.settings.on_misfit.as_ref(), &misfits);
        misfits
    }

    /// The error that the platform reports, at whatever status.
    fn reported(&self, text: &str) -> Option<Error> {
        if let Some(errors) = self.errors {
            return errors.error(self.method, &self.reply, text, || self.secrets());
        }
        Some(match refusal::read(text)? {
            Refusal::Known { code, message: text } => {
                let message = message(&text, &self.secrets()).into();
                let (code, retry_after) = (Code::from_number(code), self.reply.retry_after());
                self.tell_code(code);
                ApiError { code, message, method: self.method.into(), retry_after }.into()
            }
            // The status says more than such an error.
            Refusal::Unknown if !self.reply.is_success() => return None,
            Refusal::Unknown => {
                let at = text.find("\"error\"").unwrap_or(0);
                let excerpt = excerpt(text, at, &self.secrets());
                self.decode_error(DecodeKind::UnknownErrorForm, "error", "", excerpt)
            }
        })
    }

    /// A status that is no success, without an error that the platform reports.
    fn unsuccessful(&self, text: &str) -> Option<Error> {
        if self.reply.is_success() {
            return None;
        }
        let excerpt = self.coding(text).unwrap_or_else(|| excerpt(text, 0, &self.secrets()));
        Some(TransportError::status(self.reply.status, self.method, excerpt, self.reply.retry_after()).into())
    }

    /// Says why the text is not what the method returns.
    fn failed(&self, mut reader: Reader<'_>, body: &Body<'_>) -> Error {
        let text = &*body.text;
        let told = Told::of(text, reader.failure());
        let kind = match told.problem {
            Problem::Ends(_) => DecodeKind::Truncated,
            // What is neither is most likely no text at all.
            Problem::Syntax(_) if !body.broken.is_empty() => DecodeKind::NotUtf8,
            Problem::Syntax(_) => DecodeKind::Syntax,
            Problem::NotUtf8 => DecodeKind::NotUtf8,
            Problem::TooLarge => DecodeKind::TooLarge,
            _ => DecodeKind::Shape,
        };
        if let Some(notes) = reader.noted() {
            let shape = (kind == DecodeKind::Shape).then_some(&told);
            self.tell_deviations(text, notes, Told::all(text, reader.told().0).iter().chain(shape));
        }
        // Of an object that no spec describes, the member is what was asked for.
        let path = match (told.problem, told.declared) {
            (Problem::Missing(name), None) => name,
            _ => &told.path,
        };
        self.misfit(text, kind, path, &told.message(), told.at)
    }

    /// The same for a type of another crate.
    fn foreign(&self, text: &str, error: &serde_json::Error) -> Error {
        let at = offset(text, error.line(), error.column());
        let kind = match error.classify() {
            serde_json::error::Category::Eof => DecodeKind::Truncated,
            serde_json::error::Category::Syntax | serde_json::error::Category::Io => DecodeKind::Syntax,
            serde_json::error::Category::Data => DecodeKind::Shape,
        };
        let path = if kind == DecodeKind::Shape { path(text, at) } else { String::new() };
        // The position is told by the excerpt.
        let words = error.to_string();
        let (path, words) = whole_path(&path, without_place(&words));
        self.misfit(text, kind, &path, words, at)
    }

    fn misfit(&self, text: &str, kind: DecodeKind, path: &str, words: &str, at: usize) -> Error {
        if let Some(coding) = self.coding(text) {
            return self.decode_error(DecodeKind::Encoded, "", &coding, String::new());
        }
        if text.trim_start_matches('\u{feff}').trim_ascii_start().starts_with('<') {
            return self.decode_error(DecodeKind::Html, "", "", excerpt(text, 0, &self.secrets()));
        }
        self.decode_error(kind, path, words, excerpt(text, at, &self.secrets()))
    }

    /// In what the text is coded, of one that cannot be read. A server that says so of plain text is forgiven.
    fn coding(&self, text: &str) -> Option<String> {
        let coding = self.reply.coding().filter(|_| text.contains('\u{fffd}'))?;
        Some(format!("content-encoding: {}", message(coding, &self.secrets())))
    }

    fn decode_error(&self, kind: DecodeKind, path: &str, problem: &str, excerpt: String) -> Error {
        DecodeError(Box::new(Details {
            kind,
            method: self.method.into(),
            path: message(path, &self.secrets()).into(),
            message: message(problem, &self.secrets()).into(),
            excerpt: excerpt.into(),
        }))
        .into()
    }
}

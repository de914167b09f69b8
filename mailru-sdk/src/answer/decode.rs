//! From the bytes of an answer to a typed result: is it an error of the platform, is it JSON, is it what the method returns.
//!
//! The fast path is one UTF-8 check and one typed pass over the text. Only when it fails is the text looked at again, to say where
//! and what.

use std::sync::Arc;

use serde::de::DeserializeOwned;

use super::{page::Facts, place};
use crate::{
    codes::Code,
    error::{ApiError, DecodeError, DecodeKind, Details, Error, TransportError},
    redact::{Secrets, excerpt, message},
    spec::MethodSpec,
    types::{Json, Lenient, lenient::from_text},
    wire::{
        refusal::{self, Refusal},
        reply::Reply,
    },
};

/// An answer and what is needed to make an error of it.
pub(crate) struct Answer<'a> {
    pub(crate) reply: Reply,
    pub(crate) method: &'a str,
    pub(crate) spec: &'static MethodSpec,
    /// What the session must not show.
    pub(crate) session: &'a dyn Secrets,
    /// The tokens that the call used, which may have been replaced since.
    pub(crate) used: Option<Arc<dyn Secrets>>,
}

/// Decodes as the spec says: leniently.
pub(crate) fn lenient<T: Lenient>(answer: &Answer<'_>) -> Result<T, Error> {
    let text = answer.text()?;
    from_text(text).map_err(|failure| {
        let read = offset(text, failure.line(), failure.column() + 1);
        answer.misfit(text, Some(failure), &place::path(text.get(..read).unwrap_or_default()))
    })
}

/// Decodes as the type's own serde says. Such a type may refuse a value after it was read, or before, so the decoder has to keep
/// the path.
pub(crate) fn strict<T: DeserializeOwned>(answer: &Answer<'_>) -> Result<T, Error> {
    let text = answer.text()?;
    if let Ok(value) = serde_json::from_str(text) {
        return Ok(value);
    }
    let mut json = serde_json::Deserializer::from_str(text);
    let mut track = serde_path_to_error::Track::new();
    let failure = T::deserialize(serde_path_to_error::Deserializer::new(&mut json, &mut track)).err();
    Err(answer.misfit(text, failure.or_else(|| json.end().err()), &track.path().to_string()))
}

/// Decodes a page, and reads what is needed to ask for the next one.
pub(crate) fn page<P>(answer: &Answer<'_>, read: fn(&Answer<'_>) -> Result<P, Error>) -> Result<(P, Facts), Error> {
    let page = read(answer)?;
    let text = std::str::from_utf8(&answer.reply.body).unwrap_or_default();
    Ok((page, answer.spec.page.as_ref().map(|rule| Facts::of(text, rule)).unwrap_or_default()))
}

/// Decodes one member of an object and passes over the rest.
pub(crate) fn member<T: Lenient>(answer: &Answer<'_>, name: &str) -> Result<T, Error> {
    let object: Json = lenient(answer)?;
    let member = object.get(name).map_or_else(|| "null".to_owned(), Json::to_string);
    from_text(&member).map_err(|error| answer.misfit(&member, Some(error), name))
}

/// Decodes any JSON object or list, an error of the platform included.
pub(crate) fn passing_errors(answer: &Answer<'_>) -> Result<Json, Error> {
    match answer.text() {
        Err(Error::Api(error)) => std::str::from_utf8(&answer.reply.body)
            .ok()
            .and_then(|text| Json::parse(text).ok())
            .ok_or(Error::Api(error)),
        Err(error) => Err(error),
        Ok(_) => lenient(answer),
    }
}

impl Answer<'_> {
    /// Everything that must not appear in a message.
    fn secrets(&self) -> Vec<String> {
        let used = self.used.iter().flat_map(|used| used.secrets());
        self.session.secrets().into_iter().chain(used).collect()
    }

    /// The body as text, if the platform reports no error.
    fn text(&self) -> Result<&str, Error> {
        let Ok(text) = simdutf8::basic::from_utf8(&self.reply.body) else {
            return Err(self
                .unsuccessful("")
                .unwrap_or_else(|| self.decode_error(DecodeKind::NotUtf8, "", "", String::new())));
        };
        if let Some(error) = self.reported(text) {
            return Err(error);
        }
        if let Some(error) = self.unsuccessful(text) {
            return Err(error);
        }
        if text.trim_ascii().is_empty() {
            return Err(self.decode_error(DecodeKind::Empty, "", "", String::new()));
        }
        Ok(text)
    }

    /// The error that the platform reports, at whatever status.
    fn reported(&self, text: &str) -> Option<Error> {
        Some(match refusal::read(text)? {
            Refusal::Known { code, message: text } => {
                let message = message(&text, &self.secrets()).into();
                let (code, retry_after) = (Code::from_number(code), self.reply.retry_after());
                ApiError { code, message, method: self.method.into(), retry_after }.into()
            }
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
        let excerpt = excerpt(text, 0, &self.secrets());
        Some(TransportError::status(self.reply.status, self.method, excerpt, self.reply.retry_after()).into())
    }

    /// Says why the text is not what the method returns.
    fn misfit(&self, text: &str, failure: Option<serde_json::Error>, path: &str) -> Error {
        if text.trim_ascii_start().starts_with('<') {
            return self.decode_error(DecodeKind::Html, "", "", excerpt(text, 0, &self.secrets()));
        }
        let Some(failure) = failure else {
            // The two passes disagree; nothing is known but that the first one failed.
            return self.decode_error(DecodeKind::Shape, path, "", excerpt(text, 0, &self.secrets()));
        };
        let kind = match failure.classify() {
            serde_json::error::Category::Eof => DecodeKind::Truncated,
            serde_json::error::Category::Syntax | serde_json::error::Category::Io => DecodeKind::Syntax,
            serde_json::error::Category::Data => DecodeKind::Shape,
        };
        let path = if kind == DecodeKind::Shape && path != "." { path } else { "" };
        let message = failure.to_string();
        // The position is told by the excerpt.
        let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(text, _)| text);
        let (path, message) = whole_path(path, message);
        let at = offset(text, failure.line(), failure.column());
        self.decode_error(kind, &path, message, excerpt(text, at, &self.secrets()))
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

/// How a message about a member begins.
const MISFITS: [&str; 3] = ["expected ", "missing field ", "duplicate field "];

/// The path to a member, and what is wrong with it.
///
/// What stands inside a union is read out of JSON that was read before, so the message itself begins with the rest of the
/// path, once for each union around it: `attachments[1]: content.tag: expected a text`.
fn whole_path<'m>(path: &str, message: &'m str) -> (String, &'m str) {
    let mut whole = path.to_owned();
    let mut rest = message;
    while !MISFITS.iter().any(|beginning| rest.starts_with(beginning)) {
        let inside = rest.split_once(": ").filter(|(inside, _)| !inside.contains([' ', '"', '`']));
        // The message of a type of another crate has colons of its own: `invalid type: string "a: b"`.
        let Some((inside, after)) = inside else { return (path.to_owned(), message) };
        if !whole.is_empty() && !inside.starts_with('[') {
            whole.push('.');
        }
        whole.push_str(inside);
        rest = after;
    }
    (whole, rest)
}

/// The byte that `serde_json` means by a line and a column, both counted from 1.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let before: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    before + column.saturating_sub(1)
}

#[cfg(test)]
mod tests {
    use super::whole_path;

    #[test]
    fn the_path_goes_on_inside_a_union() {
        for (message, expected) in [
            ("expected a text", ("posts[1]", "expected a text")),
            ("content.tag: expected a text", ("posts[1].content.tag", "expected a text")),
            ("items[2]: [0]: missing field `id`", ("posts[1].items[2][0]", "missing field `id`")),
            (
                "tag: expected a list, found \"b: expected c\"",
                ("posts[1].tag", "expected a list, found \"b: expected c\""),
            ),
        ] {
            let (path, rest) = whole_path("posts[1]", message);
            assert_eq!((path.as_str(), rest), expected, "{message}");
        }
    }

    #[test]
    fn what_is_no_path_stays_in_the_message() {
        for message in [
            r#"invalid type: string "expected a", expected u32"#,
            r#"invalid type: string "a: expected b", expected u32"#,
            "unknown variant `a: expected b`, expected `c`",
            r#""a: expected b": expected a text"#,
            "bad colour",
        ] {
            assert_eq!(whole_path("posts[1]", message), ("posts[1]".to_owned(), message));
        }
    }
}

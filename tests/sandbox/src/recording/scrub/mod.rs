//! What makes an exchange safe to keep. Secrets go. Names, addresses, texts, links, ids, dates and larger numbers are replaced by invented
//! ones of the same form, the same by the same; flags, small counts, words of enums, tags and codes stay, for they are what the
//! exchange is kept for. Whether a word is one of an enum, the spec says: no other text stays.

pub(crate) mod invent;
pub(crate) mod names;
mod stand_ins;
mod text;
mod value;

use std::sync::Arc;

use serde_json::{Map, Value, json};

pub(crate) use text::{Form, grouped};
pub(crate) use value::is_numbered;

use self::names::{COMMON, is_method, is_secret, is_word};
use self::stand_ins::StandIns;
use super::heard::{Heard, Kind};
use super::{Answer, Exchange, Parameter, Request, Upload, VERSION};
use crate::known::{Known, Type};

/// What the browser library calls to make several calls in one.
pub(crate) const BATCH: &str = "batcher";

/// In the place of a secret.
const GONE: &str = "gone";

/// Where a value stands.
#[derive(Debug, Clone, Copy)]
struct Place<'k> {
    /// What the spec says of it.
    ty: Option<&'k Type>,
    /// The file by whose names the type goes.
    file: &'k str,
    /// The parameter, or the nearest member.
    name: &'k str,
    is_request: bool,
}

impl Place<'_> {
    fn nowhere() -> Self {
        Place { ty: None, file: "", name: "", is_request: false }
    }
}

/// Makes exchanges safe, and remembers what stands for what.
#[derive(Debug)]
pub(crate) struct Scrubber {
    known: Arc<Known>,
    stand_ins: StandIns,
}

impl Scrubber {
    /// Scrubbers of different seeds invent different values, so that two recordings in one folder do not seem to speak of the same things.
    pub(crate) fn new(known: Arc<Known>, seed: u64) -> Self {
        Self { known, stand_ins: StandIns::new(seed) }
    }

    /// The exchange as it may be kept; `None` for what is none with the API.
    pub(crate) fn scrub(&mut self, heard: &Heard) -> Option<Exchange> {
        let (request, body) = match heard.kind()? {
            Kind::Call => self.call(heard),
            Kind::Token => self.token(heard),
        };
        let answer = match body {
            Ok((body, callback)) => Answer { status: heard.status, callback, body: Some(body), unread: None },
            Err(unread) => Answer { status: heard.status, callback: false, body: None, unread: Some(unread) },
        };
        Some(Exchange { recording: VERSION, number: 0, month: heard.month.clone(), request, answer })
    }

    fn call(&mut self, heard: &Heard) -> (Request, Result<(Value, bool), String>) {
        let known = Arc::clone(&self.known);
        let name = heard.method().filter(|name| is_method(name) || name == BATCH);
        let method = name.as_deref().and_then(|name| known.method(name));
        let own = heard.pairs.iter().filter(|(name, _)| !COMMON.contains(&name.as_str()));
        let parameters = own.map(|(name, value)| {
            let ty = method.and_then(|method| method.param(name)).map(|param| &param.ty);
            self.parameter(&known, name, value, method.map_or("", |method| &method.file), ty)
        });
        let parameters = parameters.collect();
        let request = Request {
            method: name,
            grant: None,
            secure: heard.parameter("secure") == Some("1"),
            session: heard.parameter("session_key").is_some(),
            parameters,
            ..self.request(heard)
        };
        let body = json(heard).map(|(value, callback)| {
            let body = if let Some(Value::Object(error)) = value.get("error") {
                json!({ "error": self.error(error) })
            } else {
                let ty = method.map(|method| method.variant(|name| heard.parameter(name)).1);
                let file = method.map_or("", |method| &method.file);
                self.value(&known, &value, Place { ty, file, ..Place::nowhere() })
            };
            (body, callback)
        });
        (request, body)
    }

    fn request(&mut self, heard: &Heard) -> Request {
        let verb = if heard.verb == "POST" { "POST" } else { "GET" }.to_owned();
        let (parameters, method, grant) = (Vec::new(), None, None);
        let files = heard.files.iter().map(|file| self.upload(file)).collect();
        Request { method, grant, verb, secure: false, session: false, parameters, files }
    }

    fn parameter(&mut self, known: &Known, name: &str, value: &str, file: &str, ty: Option<&Type>) -> Parameter {
        let place = Place { ty, file, name, is_request: true };
        let scrubbed = match self.value(known, &Value::from(value), place) {
            Value::String(text) => text,
            other => other.to_string(),
        };
        let invented = scrubbed != value;
        let name = if names::is_member(name) { name.to_owned() } else { self.text(name, Place::nowhere()) };
        Parameter { name, value: scrubbed, invented }
    }

    fn upload(&mut self, file: &Upload) -> Upload {
        let ending = file.file_name.rsplit_once('.').map(|(_, ending)| ending);
        let ending = ending.filter(|ending| {
            ending.len() <= 4 && ending.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        });
        let file_name = ending.map_or_else(|| "file".to_owned(), |ending| format!("file.{ending}"));
        let name =
            if names::is_member(&file.name) { file.name.clone() } else { self.text(&file.name, Place::nowhere()) };
        Upload { name, file_name, size: file.size }
    }

    /// The code stays, and so does the form of the rest.
    fn error(&mut self, error: &Map<String, Value>) -> Map<String, Value> {
        let known = Arc::clone(&self.known);
        let is_code =
            |name: &str, value: &Value| name == "error_code" && (value.is_i64() || value.as_str().is_some_and(is_word));
        let member = |(name, value): (&String, &Value)| {
            let name_ = if names::is_member(name) { name.clone() } else { "member".to_owned() };
            let kept = is_code(name, value).then(|| value.clone());
            (name_, kept.unwrap_or_else(|| self.value(&known, value, Place { name, ..Place::nowhere() })))
        };
        error.iter().map(member).collect()
    }

    fn token(&mut self, heard: &Heard) -> (Request, Result<(Value, bool), String>) {
        let grant = heard.parameter("grant_type").filter(|grant| is_word(grant)).unwrap_or("unknown").to_owned();
        let request = Request { grant: Some(grant), ..self.request(heard) };
        let kept = |name: &str, value: &Value| match (name, value) {
            ("expires_in", Value::Number(_)) => true,
            ("error" | "token_type", Value::String(word)) => is_word(word),
            _ => false,
        };
        let body = json(heard).map(|(value, callback)| {
            let members = value.as_object().cloned().unwrap_or_default();
            let member = |(name, value): (String, Value)| {
                let value = if kept(&name, &value) { value } else { GONE.into() };
                (name, value)
            };
            let members = members.into_iter().filter(|(name, _)| names::is_member(name) || is_secret(name));
            (Value::Object(members.map(member).collect()), callback)
        });
        (request, body)
    }
}

/// The JSON of an answer, and whether it came as the argument of a script's call; otherwise what came instead.
fn json(heard: &Heard) -> Result<(Value, bool), String> {
    if let Some(unread) = &heard.unread {
        return Err(unread.clone());
    }
    let bytes = &heard.body;
    // As the SDK takes it: with a mark before it, and with bytes that are no UTF-8.
    let text = String::from_utf8_lossy(bytes);
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    if let Ok(value) = serde_json::from_str(text) {
        return Ok((value, false));
    }
    let argument = |text: &str| {
        let (name, rest) = text.trim().split_once('(')?;
        let is_name = name.trim_end().bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_.$[]".contains(&byte));
        let argument = rest.trim_end_matches(|end: char| end == ';' || end.is_whitespace()).strip_suffix(')')?;
        if is_name { serde_json::from_str(argument).ok() } else { None }
    };
    let media_type: String = heard
        .media_type
        .chars()
        .take_while(|letter| letter.is_ascii_lowercase() || "/.+-".contains(*letter))
        .take(40)
        .collect();
    let what = if media_type.is_empty() { "no type" } else { &media_type };
    argument(text).map(|value| (value, true)).ok_or_else(|| format!("{what}, {} bytes", bytes.len()))
}

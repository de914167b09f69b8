//! From the fields of a form to the call that they ask for, signed; and its encoding, for a browser that cannot do it by itself.

use mailru_sdk::spec::Verb;
use serde_json::json;

use super::form::OWN;
use crate::circuit::Circuit;
use crate::escape;
use crate::explain::{self, Signer};
use crate::oauth;
use crate::parameters::{FilePart, Parameters};
use crate::platform::Platform;
use crate::signature::{self, Key};

/// Between the parts of a form with files. Parts that hold it are refused.
const BOUNDARY: &str = "mailru-sandbox-page-7d1f0a5c";

/// A signed call.
#[derive(Debug)]
pub(crate) struct Prepared {
    pub(crate) method: &'static str,
    pub(crate) verb: Verb,
    call: Parameters,
}

/// How it is written.
#[derive(Debug)]
pub(crate) struct Encoded {
    /// What comes behind the endpoint: the query string with its `?`, or nothing.
    pub(crate) query: String,
    /// The content type and the body.
    pub(crate) body: Option<(String, Vec<u8>)>,
}

/// The call that a form asks for, or what is wrong with the form.
pub(crate) fn prepare(platform: &Platform, form: &Parameters) -> Result<Prepared, &'static str> {
    let spec = form.get("method").and_then(|name| platform.catalogue.method(name)).ok_or("there is no such method")?;
    let circuit = match form.get("circuit") {
        Some("client") => Circuit::Client,
        Some("server") => Circuit::Server,
        _ => return Err("there is no such circuit"),
    };
    let mut call = Parameters::default();
    call.add("method".to_owned(), spec.name.to_owned());
    call.add("app_id".to_owned(), platform.application.id.to_string());
    for (name, value) in form.pairs() {
        // A field that is left empty is none.
        if let Some(own) = name.strip_prefix(OWN).filter(|_| !value.is_empty()) {
            call.add(own.to_owned(), value.clone());
        }
    }
    let uid = add_user(platform, form, &mut call)?;
    if circuit == Circuit::Server {
        call.add("secure".to_owned(), "1".to_owned());
    }
    for line in form.get("more").unwrap_or_default().lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (name, value) = line.split_once('=').unwrap_or((line, ""));
        call.add(name.to_owned(), value.to_owned());
    }
    // A browser sends a file without a name where none was chosen.
    for file in form.files().iter().filter(|file| !file.file_name.is_empty()) {
        let name = file.name.strip_prefix(OWN).unwrap_or(&file.name).to_owned();
        call.add_file(FilePart { name, ..file.clone() });
    }
    if call.get("sig").is_none() {
        let sig = sign(platform, Signer { circuit, uid }, &call, form.get("mistake").unwrap_or_default())?;
        call.add("sig".to_owned(), sig);
    }
    let verb = if call.files().is_empty() { spec.verb } else { Verb::Post };
    Ok(Prepared { method: spec.name, verb, call })
}

impl Prepared {
    /// What a script needs to send it; files it has by itself.
    pub(crate) fn script(&self) -> String {
        let verb = if self.verb == Verb::Post { "POST" } else { "GET" };
        json!({ "verb": verb, "fields": self.call.pairs(), "files": self.call.files().len() }).to_string()
    }

    pub(crate) fn encoded(&self) -> Result<Encoded, &'static str> {
        let pairs = escape::query(self.call.pairs());
        let (query, body) = match (self.verb, self.call.files()) {
            (_, [_, ..]) => {
                let media_type = format!("multipart/form-data; boundary={BOUNDARY}");
                (String::new(), Some((media_type, multipart(&self.call)?)))
            }
            (Verb::Post, _) => {
                (String::new(), Some(("application/x-www-form-urlencoded".to_owned(), pairs.into_bytes())))
            }
            (Verb::Get, _) => (format!("?{pairs}"), None),
        };
        Ok(Encoded { query, body })
    }
}

/// Adds the session key or the uid; returns the user's id.
fn add_user(platform: &Platform, form: &Parameters, call: &mut Parameters) -> Result<Option<u64>, &'static str> {
    let user = form.get("user").and_then(|uid| uid.parse().ok());
    let user = user.filter(|uid| platform.world.read().person(*uid).is_some()).ok_or("there is no such user")?;
    match form.get("acting") {
        Some("session") => {
            let open = || platform.consent(oauth::full_session(user)).access;
            call.add("session_key".to_owned(), platform.sessions.key_of(user).unwrap_or_else(open));
            Ok(Some(user))
        }
        Some("uid") => {
            if call.get("uid").is_none() {
                call.add("uid".to_owned(), user.to_string());
            }
            Ok(call.get("uid").and_then(|uid| uid.parse().ok()))
        }
        Some("nobody") => Ok(None),
        _ => Err("there is no such way to act"),
    }
}

fn sign(platform: &Platform, signer: Signer, call: &Parameters, mistake: &str) -> Result<String, &'static str> {
    let application = &platform.application;
    if !mistake.is_empty() {
        let forged = explain::forge(application, signer, call, mistake);
        return forged.ok_or("the mistake cannot be made in this call");
    }
    let key = match signer.circuit {
        // Without a user the call fails before its signature is looked at.
        Circuit::Client => Key::Private { uid: signer.uid.unwrap_or(0), private_key: &application.private_key },
        Circuit::Server => Key::Secret { secret_key: &application.secret_key },
    };
    Ok(signature::sign(call.pairs(), key))
}

fn multipart(call: &Parameters) -> Result<Vec<u8>, &'static str> {
    let mut body = Vec::new();
    let mut part = |disposition: &str, media_type: &str, content: &[u8]| {
        if contains(content, BOUNDARY.as_bytes()) {
            return Err("a part of the form holds the boundary between parts");
        }
        let head = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; {disposition}\r\n{media_type}\r\n");
        body.extend([head.as_bytes(), content, b"\r\n"].concat());
        Ok(())
    };
    for (name, value) in call.pairs() {
        part(&format!("name=\"{}\"", quoted(name)), "", value.as_bytes())?;
    }
    for file in call.files() {
        let disposition = format!("name=\"{}\"; filename=\"{}\"", quoted(&file.name), quoted(&file.file_name));
        let media_type = file.media_type.as_ref().map(|media_type| format!("Content-Type: {media_type}\r\n"));
        part(&disposition, &media_type.unwrap_or_default(), &file.bytes)?;
    }
    body.extend(format!("--{BOUNDARY}--\r\n").bytes());
    Ok(body)
}

/// As browsers write the names of parts.
fn quoted(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

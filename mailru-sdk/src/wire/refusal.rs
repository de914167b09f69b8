//! The platform's own errors: `{"error": {"error_code": 100, "error_msg": ".."}}`, and what else may stand there.

use crate::types::{Json, lenient::from_text};

pub(crate) enum Refusal {
    Known {
        code: i64,
        message: String,
    },
    /// There is an `error`, but in no form that the platform is known to use.
    Unknown,
}

/// Reads the error that the body of an answer reports, if it does.
pub(crate) fn of(body: &[u8]) -> Option<Refusal> {
    // A long list is not even checked for being text.
    let text = body.trim_ascii_start().starts_with(b"{").then(|| std::str::from_utf8(body).ok());
    read(text.flatten()?)
}

/// Reads the error that an answer reports, if it does.
pub(crate) fn read(text: &str) -> Option<Refusal> {
    // Only an object can be an error, and only one with that word in it, perhaps escaped; the rest is not read twice.
    let may_be = text.trim_ascii_start().starts_with('{') && (text.contains("\"error\"") || text.contains("\\u"));
    let answer = may_be.then(|| Json::parse(text).ok()).flatten()?;
    let error = answer.get("error").filter(|error| !error.is_null())?;
    let code = error.get("error_code").and_then(|code| from_text(&code.to_string()).ok());
    let message = error.get("error_msg").and_then(Json::as_str).unwrap_or_default().to_owned();
    Some(code.map_or(Refusal::Unknown, |code| Refusal::Known { code, message }))
}

//! What the token end point means by a refusal: that the grant is worth nothing any more, or that it should be asked again later.
//!
//! Programs that take the second for the first log their users out whenever the platform has a bad day. Known of the platform are one
//! word, `invalid_grant`, and that errors may come as its REST API writes them; the words for a bad day are those of RFC 6749 (4.1.2.1,
//! 5.2) and RFC 8628 (3.5).

use super::{grant::Grant, said::Said};
use crate::{class::ErrorClass, codes::Code, error::Trouble, types::read::Body, wire::reply::Reply};

/// By these words the end point says that it did nothing and will do it later.
const LATER: [&str; 2] = ["temporarily_unavailable", "slow_down"];

/// By this one that something went wrong, perhaps half-way.
const FAILED: &str = "server_error";

/// What a refusal is, if it may go away by itself.
pub(super) fn passes(status: u16, said: &Said) -> Option<Trouble> {
    let code = said.code().filter(|code| code.class() == ErrorClass::Retry);
    let word = said.error.as_deref()?;
    let says_later = LATER.iter().any(|later| word.eq_ignore_ascii_case(later));
    // Too many requests, or too busy for any: whoever says so with an error of its own has not looked at the grant.
    if says_later || matches!(status, 429 | 503) || matches!(code, Some(Code::Unavailable | Code::RateLimited)) {
        return Some(Trouble::Declined(code));
    }
    if let Some(code) = code {
        return Some(Trouble::Code(code));
    }
    // A word that asks for patience counts at any status; the status of a failure does at any word.
    let status = if word.eq_ignore_ascii_case(FAILED) { status.max(500) } else { status };
    Some(Trouble::Status(status)).filter(|trouble| trouble.passes())
}

/// What keeps an answer to that grant from being a success, as far as another attempt could mend it.
///
/// A code and a refresh token are spent by their first use, whatever became of the answer; so they are sent again only where the end
/// point says that it did nothing. A password can be sent again.
pub(super) fn trouble(grant: &Grant, reply: &Reply) -> Option<Trouble> {
    let said = Said::of(&Body::of(&reply.body).text).0;
    let said = passes(reply.status, &said).or_else(|| said.code().map(Trouble::Code));
    let trouble = said.or((!reply.is_success()).then_some(Trouble::Status(reply.status)))?;
    match (grant, trouble) {
        (Grant::Password { .. }, Trouble::Code(code)) if trouble.passes() => Some(Trouble::Declined(Some(code))),
        (Grant::Password { .. }, _) if trouble.passes() => Some(Trouble::Declined(None)),
        _ => Some(trouble),
    }
}

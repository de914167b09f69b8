//! The token end point of OAuth Mail. Its refusals have the form of the service's other errors, at status 200 too.

use super::userinfo;
use crate::{
    error::{Error, ErrorClass, Trouble},
    spec::ErrorForm,
    tokens::{Answered, Grant, TokenEndPoint, Tokens, granted},
    wire::{outgoing::To, reply::Reply, service, settings::services::OAUTH_MAIL as ADDRESS},
};

/// Where codes and refresh tokens go.
pub(super) static OAUTH_MAIL: TokenEndPoint = TokenEndPoint {
    name: "oauth.mail.ru/token",
    to: || To::Service(None),
    url: |_, settings| format!("{}/token", settings.services.base(ADDRESS)),
    read,
    trouble: |_: &Grant, reply: &Reply| trouble(reply),
};

/// The form of errors, which the spec declares.
pub(super) fn form() -> Option<&'static ErrorForm> {
    userinfo::SERVICE.error.as_ref()
}

fn read(answered: &Answered<'_>) -> Result<Tokens, Error> {
    match form().and_then(|form| service::of(answered.reply, form)) {
        Some(refusal) => Err(refusal.in_call(answered.end_point, answered.reply, answered.secrets).into()),
        None => granted(answered),
    }
}

/// What keeps an answer from being a success, as far as another attempt could mend it. A code and a refresh token are sent again only where
/// the service is too busy to have looked at them.
pub(super) fn trouble(reply: &Reply) -> Option<Trouble> {
    match form().and_then(|form| service::of(reply, form)).map(|refusal| refusal.class) {
        Some(ErrorClass::Retry) if matches!(reply.status, 429 | 503) => Some(Trouble::Declined(None)),
        Some(class) => Some(Trouble::Service(class)),
        None => (!reply.is_success()).then_some(Trouble::Status(reply.status)),
    }
}

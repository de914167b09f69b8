//! The token end point of the platform, which is two addresses.

use super::{answer, end_point::TokenEndPoint, grant::Grant, refused};
use crate::wire::outgoing::To;

/// The platform's.
pub(crate) static PLATFORM: TokenEndPoint = TokenEndPoint {
    name: "oauth/token",
    to: || To::Platform,
    url: |grant, settings| match grant {
        Grant::Code { .. } => format!("{}/token", settings.oauth_url),
        Grant::Password { .. } | Grant::Refresh { .. } => settings.token_url.clone(),
    },
    read: answer::read,
    trouble: refused::trouble,
};

//! The `authentication_key` of a launch: `md5(app_id + "_" + vid + "_" + secret key)`.

use secrecy::{ExposeSecret, SecretString};

use super::{decode::hex_digest, error::IncomingError, signature::Signature};
use crate::types::Uid;

/// Verifies the key that proves `vid`.
#[inline]
pub(super) fn verify(app_id: u64, vid: Uid, key: &str, secret: &SecretString) -> Result<(), IncomingError> {
    let expected = Signature::of(&format!("{app_id}_{vid}_"), secret)?;
    let equal = hex_digest(key).is_some_and(|given| expected.is(&given));
    if equal { Ok(()) } else { Err(IncomingError::WrongAuthenticationKey) }
}

/// Verifies it where a signed request has one. It is inside the signature, so this only adds a second proof of `vid`.
#[inline]
pub(super) fn verify_if_sent(
    app_id: u64,
    vid: Uid,
    key: Option<&SecretString>,
    secret: &SecretString,
) -> Result<(), IncomingError> {
    key.map_or(Ok(()), |key| verify(app_id, vid, key.expose_secret(), secret))
}

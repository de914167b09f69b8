//! What the billing of games.mail.ru is answered.

use std::fmt;

use serde::Serialize;

use crate::incoming::error::IncomingError;

/// The answer to a [`GmrBilling`](crate::incoming::GmrBilling). `Display` writes the JSON body.
///
/// `{"status":"ok"}` is what a working program sent. The form of an error is **inferred** from other requests of the
/// same system, and whether the platform asks again after one is not known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "status", rename_all = "lowercase")]
pub enum GmrReply {
    /// The payment was taken, now or by an earlier call-back of the same transaction.
    Ok,
    /// It was not.
    Error {
        /// A number of the game's own.
        #[serde(rename = "errcode")]
        code: u32,
        /// A text for the platform's people.
        #[serde(rename = "errmsg")]
        message: String,
    },
}

/// The number with which the platform itself refuses a signature.
const INVALID: u32 = 5001;

/// The same for all errors.
impl From<&IncomingError> for GmrReply {
    #[inline]
    fn from(error: &IncomingError) -> Self {
        Self::Error { code: INVALID, message: error.outside().to_owned() }
    }
}

impl From<IncomingError> for GmrReply {
    #[inline]
    fn from(error: IncomingError) -> Self {
        Self::from(&error)
    }
}

impl fmt::Display for GmrReply {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&serde_json::to_string(self).map_err(|_| fmt::Error)?)
    }
}

//! What the platform's billing is answered: [`BillingReply`], the whole body of an HTTP 200 reply.

use std::fmt;

use serde::{Serialize, Serializer, ser::SerializeStruct};

use super::error::IncomingError;

/// The answer to a [`BillingCallback`](super::BillingCallback), sent with HTTP status 200 whatever it says.
///
/// `Display` writes the JSON body, `{"status":2,"error_code":703}`; `Serialize` gives the same to a framework. No content type
/// is known to be required; `application/json` works.
///
/// The platform repeats the call-back after [`Later`](Self::Later) and, as far as is known, not after the others. Its
/// intervals, and what it makes of a time-out, are unknown: answer [`Delivered`](Self::Delivered) to a `transaction_id` that
/// was delivered before, without delivering again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[doc(alias = "status")]
pub enum BillingReply {
    /// `status` 1: the service was delivered, now or by an earlier call-back of the same transaction.
    Delivered,
    /// `status` 0: it could not be delivered now, because of a failure on your side; the platform is to ask again.
    Later(BillingReason),
    /// `status` 2: it cannot be delivered, ever.
    Refused(BillingReason),
}

/// Why a service is not delivered: the `error_code` of the reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
#[doc(alias = "error_code")]
pub enum BillingReason {
    /// 700: anything that the other codes do not name.
    Other,
    /// 701: there is no such user.
    UserNotFound,
    /// 702: there is no such service.
    ServiceNotFound,
    /// 703: this user cannot have this service at this price. The price comes from the user's browser unsigned, so
    /// compare it with your own list.
    WrongPrice,
}

impl BillingReason {
    /// The number on the wire.
    #[must_use]
    #[inline]
    pub const fn code(self) -> u16 {
        match self {
            Self::Other => 700,
            Self::UserNotFound => 701,
            Self::ServiceNotFound => 702,
            Self::WrongPrice => 703,
        }
    }

    /// The reason of that number; any that is not known is [`Other`](Self::Other).
    #[must_use]
    #[inline]
    pub const fn from_code(code: u32) -> Self {
        match code {
            701 => Self::UserNotFound,
            702 => Self::ServiceNotFound,
            703 => Self::WrongPrice,
            _ => Self::Other,
        }
    }
}

impl BillingReply {
    #[inline]
    const fn parts(self) -> (u8, Option<BillingReason>) {
        match self {
            Self::Delivered => (1, None),
            Self::Later(reason) => (0, Some(reason)),
            Self::Refused(reason) => (2, Some(reason)),
        }
    }
}

/// A request that fails verification is refused for good with code 700, which says nothing of what was wrong. A verifier
/// without a key is a failure of one's own, after which the platform is to ask again.
///
/// Programs disagree here and the platform's text does not settle it; this is what most of them answer.
impl From<&IncomingError> for BillingReply {
    #[inline]
    fn from(error: &IncomingError) -> Self {
        match error {
            IncomingError::EmptySecret => Self::Later(BillingReason::Other),
            _ => Self::Refused(BillingReason::Other),
        }
    }
}

impl From<IncomingError> for BillingReply {
    #[inline]
    fn from(error: IncomingError) -> Self {
        Self::from(&error)
    }
}

impl Serialize for BillingReply {
    #[inline]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (status, reason) = self.parts();
        let mut reply = serializer.serialize_struct("BillingReply", 1 + usize::from(reason.is_some()))?;
        reply.serialize_field("status", &status)?;
        match reason {
            Some(reason) => reply.serialize_field("error_code", &reason.code())?,
            None => reply.skip_field("error_code")?,
        }
        reply.end()
    }
}

impl fmt::Display for BillingReply {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.parts() {
            (status, None) => write!(f, r#"{{"status":{status}}}"#),
            (status, Some(reason)) => write!(f, r#"{{"status":{status},"error_code":{}}}"#, reason.code()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reply_is_written_in_numbers() {
        let table = [
            (BillingReply::Delivered, r#"{"status":1}"#),
            (BillingReply::Later(BillingReason::Other), r#"{"status":0,"error_code":700}"#),
            (BillingReply::Refused(BillingReason::Other), r#"{"status":2,"error_code":700}"#),
            (BillingReply::Refused(BillingReason::UserNotFound), r#"{"status":2,"error_code":701}"#),
            (BillingReply::Refused(BillingReason::ServiceNotFound), r#"{"status":2,"error_code":702}"#),
            (BillingReply::Refused(BillingReason::WrongPrice), r#"{"status":2,"error_code":703}"#),
        ];
        for (reply, expected) in table {
            assert_eq!(reply.to_string(), expected);
            assert_eq!(serde_json::to_string(&reply).unwrap(), expected);
            if let BillingReply::Refused(reason) = reply {
                assert_eq!(BillingReason::from_code(reason.code().into()), reason);
            }
        }
    }

    #[test]
    fn whatever_was_wrong_the_platform_hears_the_same() {
        let refused = BillingReply::Refused(BillingReason::Other);
        for error in [
            IncomingError::Missing("sig"),
            IncomingError::OtherApplication { found: 1, own: 2 },
            IncomingError::WrongSignature { over: "app_id".into() },
        ] {
            assert_eq!(BillingReply::from(error), refused);
        }
        assert_eq!(BillingReply::from(IncomingError::EmptySecret), BillingReply::Later(BillingReason::Other));
    }
}

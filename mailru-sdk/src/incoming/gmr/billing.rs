//! The billing call-back of games.mail.ru. The reply is next door.

use secrecy::SecretString;

use crate::{
    incoming::{
        decode, error::IncomingError, into_params::IntoParams, member::Member, params::Params, signature::Kind,
    },
    types::{Json, Text, Uid},
};

const MERCHANT: &str = "merchant_param";

const KIND: Kind = Kind {
    signature: "sign",
    names: &[MERCHANT, "sum", "tid", "uid"],
    // Users know the launch, may be able to add parameters to it, and must not be able to show it as a payment.
    foreign: &["appid"],
    json: Some(MERCHANT),
};

/// Verifies the billing call-backs of a game on games.mail.ru.
///
/// The parameters and the scheme of the signature are documented, the secret's place (the tab "System properties") for
/// another request only, and no complete example of a signature was ever published.
#[derive(Debug, Clone)]
#[doc(alias = "GMR")]
pub struct GmrBillingVerifier {
    secret: SecretString,
}

/// A payment on games.mail.ru, verified.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct GmrBilling {
    /// The user who paid.
    pub uid: Uid,
    /// The amount in the game's own currency, exactly as it was signed.
    pub sum: Text,
    /// The transaction, a GUID. Treat a repeated one as the same payment.
    pub tid: Text,
    /// What the payment frame was opened with, which came from the user's browser; `null` when empty or absent.
    pub merchant_param: Json,
    /// Signed parameters that the SDK does not know.
    pub extra: Params,
}

impl GmrBilling {
    /// The amount as a number, which may not be exact: compare amounts of money by [`sum`](Self::sum).
    #[must_use]
    #[inline]
    pub fn sum_as_f64(&self) -> f64 {
        // What is not a number was refused.
        self.sum.parse().unwrap_or_default()
    }
}

impl GmrBillingVerifier {
    /// With the game's secret, which is not the secret key of a My World application.
    #[must_use]
    #[inline]
    pub fn new(secret: impl Into<String>) -> Self {
        Self { secret: secret.into().into() }
    }

    /// Verifies a call-back and types it.
    ///
    /// # Errors
    /// Whatever was wrong, for the log; the answer to the platform is `GmrReply::from(&error)`.
    #[inline]
    pub fn verify(&self, request: impl IntoParams) -> Result<GmrBilling, IncomingError> {
        let mut signed = KIND.verify(&request.into_params()?, &self.secret)?;
        Ok(GmrBilling {
            uid: signed.required("uid")?,
            sum: signed.required::<Amount>("sum")?.0,
            tid: signed.required::<TransactionId>("tid")?.0,
            merchant_param: signed.optional::<MerchantParam>(MERCHANT)?.map_or(Json::Null, |param| param.0),
            extra: signed.rest(),
        })
    }

    /// The query that the platform would send with these parameters, for tests of one's own program.
    ///
    /// # Errors
    /// When a name is unusable or repeated (`sign` is added here), or the secret is empty.
    #[inline]
    pub fn test_query(&self, params: impl IntoParams) -> Result<String, IncomingError> {
        Ok(KIND.sign(params.into_params()?, &self.secret)?.to_query())
    }
}

struct Amount(Text);

impl Member for Amount {
    const EXPECTED: &'static str = "a decimal number";

    #[inline]
    fn read(text: &str) -> Option<Self> {
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
        // So many digits that they are beyond every number are none.
        let is_finite = || text.parse().is_ok_and(f64::is_finite);
        (digits(whole) && digits(fraction) && is_finite()).then(|| Self(text.into()))
    }
}

struct TransactionId(Text);

impl Member for TransactionId {
    const EXPECTED: &'static str = "a GUID";

    #[inline]
    fn read(text: &str) -> Option<Self> {
        let is_part = |byte: u8| byte.is_ascii_hexdigit() || byte == b'-';
        (!text.is_empty() && text.bytes().all(is_part)).then(|| Self(text.into()))
    }
}

struct MerchantParam(Json);

impl Member for MerchantParam {
    const EXPECTED: &'static str = "a JSON object";

    #[inline]
    fn read(text: &str) -> Option<Self> {
        if text.is_empty() {
            return Some(Self(Json::Null));
        }
        // One program found it encoded twice.
        let parsed = Json::parse(text).or_else(|_| Json::parse(&decode::component(text, 0).unwrap_or_default()));
        parsed.ok().filter(|json| matches!(json, Json::Object(_))).map(Self)
    }
}

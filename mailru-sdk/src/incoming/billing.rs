//! The billing call-back of My World: a user paid, and the application is asked to deliver. The reply is next door.

use secrecy::SecretString;

use super::{
    error::IncomingError,
    into_params::IntoParams,
    member::{Signed, same_application},
    params::Params,
    signature::Kind,
};
use crate::types::Uid;

const KIND: Kind = Kind {
    signature: "sig",
    names: &[
        "app_id",
        "debug",
        "mailiki_price",
        "other_price",
        "profit",
        "service_id",
        "sms_price",
        "transaction_id",
        "uid",
    ],
    // Users know their own launch, may be able to add parameters to it, and must not be able to show it as a payment.
    foreign: &["authentication_key", "is_app_user", "method", "oid", "session_expire", "session_key", "vid"],
    json: None,
};

/// Verifies the billing call-backs of an application.
///
/// The platform sends them by GET to the address in the application's settings, and by nothing but the signature shows
/// that it is the platform. A launch is signed with the same key; it is never taken for a payment.
#[derive(Debug, Clone)]
pub struct BillingVerifier {
    app_id: u64,
    secret_key: SecretString,
}

/// A payment, verified.
///
/// Known from copies of the platform's billing guide and from working programs.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
#[doc(alias = "payments")]
pub struct BillingCallback {
    /// The application that is paid.
    pub app_id: u64,
    /// The money transaction. A repeated one is the same payment, which is delivered once.
    pub transaction_id: u64,
    /// The service, by the number that the application gave to the payment dialog; constant per service, never 0.
    pub service_id: u64,
    /// The user who paid.
    pub uid: Uid,
    /// What the user paid. It was asked for by the user's browser: compare it with your own price.
    pub price: Price,
    /// What the developer receives, in kopecks.
    pub profit: u64,
    /// Whether it is a test call, for which nobody paid.
    pub debug: bool,
    /// Signed parameters that the SDK does not know.
    pub extra: Params,
}

/// What a user paid, in the units of the protocol's editions; at least one is there and not zero.
///
/// Calls of the 2012 edition have `mailiki` and `kopecks`, those of 2011 either `kopecks` or `sms_tariff`. A price of zero
/// counts as absent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Price {
    /// In mailiki, the platform's own currency, as the payment dialog was told. One is 100 kopecks.
    #[doc(alias = "mailiki_price")]
    pub mailiki: Option<u64>,
    /// In kopecks.
    #[doc(alias = "other_price")]
    pub kopecks: Option<u64>,
    /// The tariff of a paid SMS: 1, 3 or 5. It is a number of a price list, not an amount.
    #[doc(alias = "sms_price")]
    pub sms_tariff: Option<u64>,
}

impl Price {
    /// The price in kopecks by whichever edition: of the mailiki, else as given. An SMS tariff has no official amount.
    #[must_use]
    #[inline]
    pub fn in_kopecks(&self) -> Option<u64> {
        self.mailiki.map_or(self.kopecks, |mailiki| mailiki.checked_mul(100))
    }
}

impl BillingVerifier {
    /// For the application of that id, with its **secret key**.
    #[must_use]
    #[inline]
    pub fn new(app_id: u64, secret_key: impl Into<String>) -> Self {
        Self { app_id, secret_key: secret_key.into().into() }
    }

    /// Verifies a call-back and types it.
    ///
    /// # Errors
    /// Whatever was wrong, for the log; the answer to the platform is `BillingReply::from(&error)`.
    #[inline]
    pub fn verify(&self, request: impl IntoParams) -> Result<BillingCallback, IncomingError> {
        let params = request.into_params()?;
        same_application(&params, "app_id", self.app_id)?;
        let mut signed = KIND.verify(&params, &self.secret_key)?;
        Ok(BillingCallback {
            app_id: signed.required("app_id")?,
            transaction_id: signed.required("transaction_id")?,
            service_id: signed.required("service_id")?,
            uid: signed.required("uid")?,
            price: price(&mut signed)?,
            profit: signed.required("profit")?,
            debug: signed.optional("debug")?.unwrap_or(false),
            extra: signed.rest(),
        })
    }

    /// The query that the platform would send with these parameters, for tests of one's own program. The `app_id` may be left
    /// out.
    ///
    /// # Errors
    /// When a name is unusable or repeated (`sig` is added here), or the secret key is empty.
    #[inline]
    pub fn test_query(&self, params: impl IntoParams) -> Result<String, IncomingError> {
        Ok(KIND.sign(params.into_params()?.or("app_id", self.app_id)?, &self.secret_key)?.to_query())
    }
}

#[inline]
fn price(signed: &mut Signed) -> Result<Price, IncomingError> {
    let mut amount = |name| Ok(signed.optional(name)?.filter(|amount| *amount != 0));
    let price =
        Price { mailiki: amount("mailiki_price")?, kopecks: amount("other_price")?, sms_tariff: amount("sms_price")? };
    if !matches!(price.sms_tariff, None | Some(1 | 3 | 5)) {
        return Err(IncomingError::Malformed { name: "sms_price", expected: "1, 3 or 5" });
    }
    if price.mailiki.or(price.kopecks).or(price.sms_tariff).is_none() {
        return Err(IncomingError::Missing("mailiki_price"));
    }
    Ok(price)
}

//! Requests that come *from* the platform: verified, typed, and independent of any web framework.
//!
//! | request | verifier | result | known from |
//! |---|---|---|---|
//! | a user paid inside My World | [`BillingVerifier`] | [`BillingCallback`], answered by a [`BillingReply`] | copies of the billing guide, working programs |
//! | My World opens an embedded application | [`LaunchVerifier`] | [`Launch`] | copies of the guide to social applications, a real signature |
//! | a visitor of a site that uses the JavaScript library | [`MrcVerifier`] | [`MrcCookie`] | the guide to sites, the library's source |
//! | a user paid on games.mail.ru | [`GmrBillingVerifier`] | [`GmrBilling`], answered by a [`GmrReply`] | the platform's page |
//! | games.mail.ru opens a game | [`GmrLaunchVerifier`] | [`GmrLaunch`] | inference only |
//!
//! Each verifier takes a query string or decoded pairs (see [`IntoParams`]), checks the signature in constant time, refuses
//! repeated names, checks whose application it is and, where there is one, the time of expiry. Whatever a result holds was
//! signed. An [`IncomingError`] tells the *developer* what was wrong; the world outside is told
//! [`"invalid"`](IncomingError::outside) and no more. No `Debug` form here shows a secret, a session or a signature.
//!
//! ```
//! use mailru_sdk::incoming::{BillingCallback, BillingReason, BillingReply, BillingVerifier};
//!
//! /// What the web framework calls with the query of `GET /billing?app_id=...`; the answer is the body.
//! fn billing(verifier: &BillingVerifier, query: &str) -> String {
//!     let reply = match verifier.verify(query) {
//!         Ok(callback) => deliver(&callback),
//!         Err(error) => {
//!             eprintln!("billing: {error}");
//!             BillingReply::from(&error)
//!         }
//!     };
//!     reply.to_string()
//! }
//!
//! fn deliver(callback: &BillingCallback) -> BillingReply {
//!     match (callback.service_id, callback.price.mailiki) {
//!         (10, Some(25)) => BillingReply::Delivered,
//!         (10, _) => BillingReply::Refused(BillingReason::WrongPrice),
//!         _ => BillingReply::Refused(BillingReason::ServiceNotFound),
//!     }
//! }
//!
//! # fn main() -> Result<(), mailru_sdk::incoming::IncomingError> {
//! let verifier = BillingVerifier::new(423004, "secret key");
//! let query = verifier.test_query([
//!     ("transaction_id", "1"), ("service_id", "10"), ("uid", "7"), ("mailiki_price", "25"), ("profit", "1200"),
//! ])?;
//! assert_eq!(billing(&verifier, &query), r#"{"status":1}"#);
//! assert_eq!(billing(&verifier, &query.replace("uid=7", "uid=8")), r#"{"status":2,"error_code":700}"#);
//! # Ok(())
//! # }
//! ```
//!
//! The platform repeats call-backs. What was paid once is delivered once by [`deliver_once`] and a memory of
//! [`SeenTransactions`].
//!
//! # What such a signature is worth
//!
//! All of them are `md5(params + secret key)`, with `params` every `name=value` but the signature, decoded, sorted by name and
//! written **without separators**. So `a=1` and `b=2` have the signature of `a` with the value `1b=2`. The verifiers
//! therefore refuse a request in which the name of a known parameter, followed by `=`, shows anywhere but in that parameter;
//! names that contain `=`; and values that are not what the platform sends, such as an id with a letter in it. What remains
//! is text that the platform gives no form to (`state`, parameters of the application's own address): where such a value holds
//! `=` itself, it can be divided differently, into other parameters that the platform does not know.
//!
//! MD5 and this scheme are the platform's choice. They keep out whoever does not know the secret key; everybody who
//! knows it can sign anything.

// It calls nobody, so it may use the ground alone, and has its own errors.

// Few programs take such requests, so the functions here are marked to be inlined: they are compiled in the programs that call
// them, and cost the others nothing. They were an eighth of what the SDK is compiled to.

mod authentication_key;
mod billing;
mod cookie;
mod decode;
mod error;
mod gmr;
mod into_params;
mod launch;
mod member;
mod mrc;
mod own;
mod params;
mod reply;
mod seen;
mod signature;

pub use billing::{BillingCallback, BillingVerifier, Price};
pub use error::IncomingError;
pub use gmr::{GmrBilling, GmrBillingVerifier, GmrLaunch, GmrLaunchVerifier, GmrReply};
pub use into_params::IntoParams;
pub use launch::{Launch, LaunchVerifier};
pub use mrc::{MrcCookie, MrcSession, MrcVerifier};
pub use own::OwnParameters;
pub use params::Params;
pub use reply::{BillingReason, BillingReply};
/// To read a session key out of a result: `launch.session_key.expose_secret()`.
#[doc(no_inline)]
pub use secrecy::{ExposeSecret, SecretString};
pub use seen::{Before, Begun, Claim, MemorySeen, SeenError, SeenFuture, SeenTransactions, deliver_once};

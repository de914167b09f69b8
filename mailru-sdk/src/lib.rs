//! A typed, signed, async SDK for the Mail.ru platform (My World) REST API.
//!
//! ```no_run
//! # async fn example(uid: u64) -> Result<(), mailru_sdk::Error> {
//! use mailru_sdk::{Api, ClientApp, Uid, objects::User};
//!
//! let app = ClientApp::new(423004, "private key");
//! let api = Api::new(app.session("access token", uid));
//!
//! let ids: Vec<Uid> = api.friends().get().await?;
//! let users: Vec<User> = api.friends().get().extended().offset(20).await?;
//! # Ok(())
//! # }
//! ```
//!
//! Calls begin at an [`Api`], which has one method for each group: `api.friends()`, `api.users()`. What a group can do is on
//! the pages of [`api`]; what comes back is in [`objects`]; what can go wrong is in [`error`]. The [`guide`] leads through all
//! of it, from the first call to methods of one's own. The crate `mailru-sandbox` is a local platform to try it against.
//!
//! Calls run in [tokio](https://docs.rs/tokio), with timers and IO (`#[tokio::main]` has both), and with the feature `blocking` in
//! programs without it. Anywhere else they are an [`Error::Config`] that says what is missing; [`guide::in_your_program`] has a table of
//! what was tried.
//!
//! # The two circuits
//!
//! Every request is signed with MD5, in one of two ways that the platform calls circuits:
//!
//! | | client-server | server-server |
//! |---|---|---|
//! | runs | on the user's side: desktop, mobile, browser | on your own servers |
//! | key | the private key, which users can extract | the secret key, which never leaves your servers |
//! | `sig` | `md5(uid + params + private_key)` | `md5(params + secret_key)` |
//! | also sent | | `secure=1` |
//! | made by | [`ClientApp`] | [`ServerApp`] |
//! | may act for | the user whose session it is | that user, an absent user, or nobody |
//!
//! `params` is every `name=value` that is sent, sorted by name, without separators. The SDK does all of that; the circuit is a
//! type, so a method that belongs to the other one does not compile. [`App`] picks the circuit from the keys that it is given,
//! and refuses such a method when it is called.
//!
//! A request can be signed without being sent, which shows what the platform will see:
//!
//! ```
//! use mailru_sdk::{Api, ClientApp, ServerApp};
//!
//! # fn main() -> Result<(), mailru_sdk::Error> {
//! let client = ClientApp::new(423004, "7815696ecbf1c96e6894b779456d330e");
//! let api = Api::new(client.session("be6ef89965d58e56dec21acb9b62bdaa", 1324730981306483817));
//! let request = api.friends().get().prepare()?;
//! assert_eq!(request.sig(), "5073f15c6d5b6ab2fde23ac43332b002");
//! assert!(request.base_string().starts_with("1324730981306483817app_id=423004method=friends.get"));
//!
//! let server = ServerApp::new(423004, "3dad9cbf9baaa0360c0f2ba372d25716");
//! let api = Api::new(server.session("be6ef89965d58e56dec21acb9b62bdaa"));
//! let request = api.friends().get().prepare()?;
//! assert_eq!(request.sig(), "4a05af66f80da18b308fa7e536912bae");
//! assert!(request.base_string().contains("secure=1"));
//! # Ok(())
//! # }
//! ```
//!
//! # Errors and retries
//!
//! Every call fails with an [`Error`], whose variants say who has to do something about it. Before it fails, a call is tried three times,
//! where that is safe: always when no connection came about, and after time-outs, HTTP status 429 and 5xx and the error codes 1, 3 and
//! 201 if the method only reads. A call that changes something is never sent twice once a byte of it may have arrived. All of it can be
//! set by [`Settings::retry`] and for each call by `.retry(..)`, limited by [`Settings::rate_limit`], and watched by
//! [`Settings::on_call`]; [`guide::errors_and_retries`] has the details.
//!
//! # When the SDK lacks something
//!
//! - A parameter: `.param("name", value)` on any request.
//! - A method: `api.call("group.method").param("name", value).await?` gives [`Json`].
//! - Another form of the answer: `.returning::<T>()`; the answer as it came, headers included: `.raw()`.
//!
//! # What the platform does not promise
//!
//! The platform's own documentation is mostly gone. Each page in [`api`] says how well its method is known: from the platform's
//! page, from working client programs, or by inference only. Answers are decoded leniently, since the platform writes numbers
//! as strings and strings as numbers; unknown members and new enum values never fail a call.
//!
//! # Features
//!
//! | feature | |
//! |---|---|
//! | `rustls` (default) | TLS by rustls, with the certificates that the system trusts |
//! | `native-tls` | TLS by the system's own library, when `rustls` is off |
//! | `blocking` | calls from programs that are not async, see `blocking` |
//! | `encryption` | token stores encrypt what they keep, see `auth::TokenKeys` |
//! | `redis` | what several machines share through Redis or Valkey, see `redis` |
//! | `stream` | [`Pages`] are a `Stream` |
//! | `oauth-mail` | signing in by `oauth.mail.ru`, the younger service, see `oauth_mail`; the feature adds one small dependency |
//! | `tracing` | a span for each call and an event for each attempt, see [`Settings::on_call`] |

// Documentation shows which feature an item needs; only the toolchain of docs.rs can do that.
#![cfg_attr(docsrs, feature(doc_cfg))]
// Where links of an extension's documentation lead that is built by `cargo doc --no-deps`.
#![doc(html_root_url = "https://docs.rs/mailru-sdk/latest")]
#![warn(unreachable_pub)]

// The macros write absolute paths, so that the same expansion serves in here and in other crates.
extern crate self as mailru_sdk;

mod answer;
pub mod api;
mod app;
pub mod auth;
#[cfg(feature = "blocking")]
pub mod blocking;
mod circuit;
mod class;
pub mod error;
mod escape;
pub mod guide;
pub mod incoming;
#[cfg(feature = "oauth-mail")]
pub mod oauth_mail;
mod redact;
#[cfg(feature = "redis")]
pub mod redis;
mod request;
mod session;
pub mod spec;
mod tokens;
pub mod types;
mod wire;

/// Fills a module with the method group that a spec file of your own crate declares.
pub use mailru_macros::extension as group;

pub use api::{client::Api, public::PublicApi};
pub use app::{App, ClientApp, ServerApp};
pub use circuit::{Bearer, CallsClient, CallsServer, CarriesToken, Circuit, Client, Inferred, Kind, Server};
pub use error::{Error, Misfit};
pub use request::{Call, CallWithMisfits, DynamicCall, Pages, PreparedRequest, RawResponse, Value};
pub use session::{Session, TokenWatch};
pub use types::{
    Date, Flag, Json, Text, Timestamp, Uid,
    read::{DeviationKind, Misfits},
};
pub use wire::{
    file::File,
    observe::{CallEvent, CallStage, Deviation, Deviations},
    rate_limit::{Limiter, RateLimit, Turn},
    request_body::RequestBody,
    retry::RetryPolicy,
    settings::Settings,
};

/// The error codes of the platform.
#[mailru_macros::errors(spec = "api-spec/errors.toml")]
pub mod codes {}

/// The objects of the platform, and the enums and unions inside them.
#[mailru_macros::types(spec = "api-spec/types.toml")]
pub mod objects {}

/// Answers from no network, for the fuzz targets. Not part of the documented surface.
#[cfg(fuzzing)]
#[doc(hidden)]
pub mod fuzzing {
    pub use crate::wire::fuzzing::{Answer, answer_with};
}

/// What generated code needs. Not part of the documented surface.
#[doc(hidden)]
pub mod __private {
    pub use mailru_macros::extension_with_names;
    pub use serde;

    pub use crate::{
        answer::{Unread, decoded, decoded_aloud, example, foreign_example},
        request::Draft,
        types::{
            read::{
                Due, Foreign, Member, Place, Reader, Shape, Single, Stop, Table, View, Viewed, due,
                foreign_option_view, foreign_view, object_option,
            },
            stored::{deserialize, serialize},
        },
    };
}

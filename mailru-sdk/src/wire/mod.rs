//! Bytes out, bytes in: a request and its reply, in as many attempts as are allowed.
//!
//! Here lives whatever stands between a finished request and the platform: the HTTP client and its TLS, time-outs, the rate
//! limit, repetitions, what may be watched of them, and the [`settings`] that all of it obeys. It knows a request as verb, address and
//! body ([`outgoing`]), and an answer as status, headers and bytes ([`reply`]), of which it reads no more than whether the platform refuses
//! ([`refusal`]). It keeps no session, no signature and no method's parameters: a renewal is handed to it as a future. It may use `error`
//! and the ground.

pub(crate) mod aside;
pub(crate) mod attempts;
pub(crate) mod base_url;
mod carrier;
mod client;
pub(crate) mod clock;
mod collect;
pub(crate) mod deadline;
pub(crate) mod env;
pub(crate) mod exchange;
mod failure;
pub(crate) mod file;
#[cfg(fuzzing)]
pub(crate) mod fuzzing;
pub(crate) mod network;
pub(crate) mod observe;
pub(crate) mod outgoing;
#[cfg(feature = "blocking")]
pub(crate) mod per_process;
mod pools;
mod process;
pub(crate) mod progress;
pub(crate) mod rate_limit;
pub(crate) mod refusal;
pub(crate) mod reply;
pub(crate) mod request_body;
pub(crate) mod retry;
pub(crate) mod runtime;
pub(crate) mod service;
pub(crate) mod settings;
pub(crate) mod tls;
pub(crate) mod transport;

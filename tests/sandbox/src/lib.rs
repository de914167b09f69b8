//! A local Mail.ru platform: a real HTTP server on the loopback address that answers REST calls as the platform does.
//!
//! It checks the application, the session, the signature and the parameters of every call, answers from a small world of
//! people who are the same in every method, opens sessions by every grant of OAuth, and remembers what it was asked. What is
//! served and what is not is listed in the README of the crate. It plays OAuth Mail, `oauth.mail.ru`, too. It never listens on anything but `127.0.0.1`, and knows
//! nothing of the real platform's users.
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), mailru_sandbox::StartError> {
//! let sandbox = mailru_sandbox::Sandbox::start().await?;
//! assert!(sandbox.api_url().starts_with("http://127.0.0.1:"));
//! assert!(sandbox.requests().is_empty());
//! sandbox.stop().await;
//! # Ok(())
//! # }
//! ```

#![warn(unreachable_pub)]

mod application;
mod builder;
mod circuit;
mod clock;
mod codes;
#[cfg(feature = "learn")]
pub mod compare;
mod error;
mod escape;
mod explain;
mod explorer;
mod faults;
mod gate;
mod generator;
mod http;
#[cfg(feature = "learn")]
mod known;
#[cfg(feature = "learn")]
pub mod learn;
mod log;
mod methods;
mod oauth;
mod oauth_mail;
mod pages;
mod parameters;
mod platform;
#[cfg(feature = "learn")]
pub mod record;
mod recording;
mod replay;
mod sandbox;
mod sessions;
mod settings;
pub mod signature;
mod world;

pub use builder::SandboxBuilder;
pub use circuit::Circuit;
pub use clock::Clock;
pub use error::{StartError, UnknownUser};
pub use explain::{Difference, SignatureExplanation, SignatureMistake};
pub use faults::{Fault, FaultError};
pub use gate::Gate;
pub use log::RecordedRequest;
pub use oauth::{ClientKey, OauthErrors, TokenRequest};
pub use oauth_mail::{MailApplication, MailRequest};
pub use parameters::FilePart;
pub use recording::RecordingError;
pub use sandbox::Sandbox;
pub use world::{Notification, ScenarioError};

/// The examples of the README, compiled and run with the documentation tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

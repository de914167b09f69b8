//! Requests of games.mail.ru, a separate system with its own ids and secrets, signed in the same way, by a parameter called `sign`.

mod billing;
mod launch;
mod reply;

pub use billing::{GmrBilling, GmrBillingVerifier};
pub use launch::{GmrLaunch, GmrLaunchVerifier};
pub use reply::GmrReply;

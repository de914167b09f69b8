//! What the tests that cross crates share.

pub mod browser;
pub mod chromium;
mod circuits;
#[cfg(doctest)]
mod documents;
pub mod example;
pub mod logs;
pub mod random;
pub mod redis;
pub mod scripted;
pub mod sequence;
pub mod server;
pub mod spec;
pub mod texts;

pub use circuits::{Circuits, client_app, inferred_app, server_app};

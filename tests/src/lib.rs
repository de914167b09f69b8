//! What the tests that cross crates share.

mod circuits;
pub mod scripted;

pub use circuits::{Circuits, client_app, inferred_app, server_app, settings};

//! A session: on whose behalf calls are made, which keys sign them, and which pair of tokens is in use; refreshing it.
//!
//! How a program comes by a session is told in `auth` and `app`, what is done in one in `request`. It may use `tokens`, `wire`, `error`
//! and the ground.

mod application;
mod begin;
mod core;
mod handle;
mod keeper;
mod refresh;
mod state;
mod stored;
mod unsaved;
mod watch;

pub(crate) use self::{
    application::Application,
    core::{Acting, Core, Keys},
    refresh::Life,
    state::{Renewed, Ticket},
};
pub use self::{handle::Session, watch::TokenWatch};

//! From the model to Rust: one file per kind of thing that is written.

pub mod docs;
mod errors;
mod group;
mod metadata;
mod names;
mod objects;
mod open_enums;
mod params;
mod request;
mod types;
mod unions;

pub use errors::errors;
pub use group::{Place, group};
pub use types::{names_for_extensions, type_defs as types};

//! From the model to Rust: one file per kind of thing that is written.

mod calls;
mod choice;
pub(crate) mod docs;
mod errors;
mod examples;
mod group;
mod metadata;
mod names;
mod objects;
mod open_enums;
mod params;
mod request;
mod types;
mod unions;

pub(crate) use calls::calls;
pub(crate) use errors::errors;
pub(crate) use group::{Place, group};
pub(crate) use types::{type_defs as types, types_for_extensions};

//! From the model to Rust: one file per kind of thing that is written. Nothing is judged or reported here: a model that gets
//! so far renders. May use `check`, for what a rule says of a part, and `model`, `names` and `order`; the text of a spec is
//! out of reach.

mod calls;
mod choice;
mod declarations;
pub(crate) mod docs;
mod errors;
mod examples;
mod group;
mod metadata;
mod names;
mod objects;
mod open_enums;
mod params;
mod place;
mod rarely;
mod request;
mod sdk;
mod storage;
mod types;
mod unions;

pub(crate) use calls::calls;
pub(crate) use declarations::{types, types_for_extensions};
pub(crate) use errors::errors;
pub(crate) use group::group;
pub(crate) use place::Place;
pub(crate) use sdk::{placed_at, under_its_name};

//! [`Json`], any JSON value, for answers that nobody has described and members that the SDK does not know.
//!
//! [`value`] is the value and the ways to look into it; [`build`] makes one, [`read`] reads one from any deserializer, [`decode`] reads
//! typed values out of one, [`text`] reads and writes JSON text.

mod build;
mod decode;
mod equal;
mod error;
mod number;
mod read;
mod text;
mod value;

pub use self::{decode::from_json, error::JsonError, number::JsonNumber, value::Json};
pub(crate) use self::{error::Fault, read::AnyJson};

#[cfg(test)]
mod tests;

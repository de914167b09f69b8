//! [`Json`], any JSON value, for answers that nobody has described and members that the SDK does not know.
//!
//! [`value`] is the value and the ways to look into it; [`build`] makes one, [`lenient`] reads one as part of an answer, [`decode`] reads
//! typed values out of one, [`text`] reads and writes JSON text.

mod build;
mod decode;
mod equal;
mod error;
mod lenient;
mod text;
mod value;

pub use self::{error::JsonError, value::Json};

#[cfg(test)]
mod tests;

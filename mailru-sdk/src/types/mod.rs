//! The values that answers and parameters are made of: ids, flags, texts, times, dates and free JSON.
//!
//! Each reads what the platform really sends (a number in a string, a string where a number is due, `0` for `false`)
//! and writes one form of it. The objects of the platform are not here: they are generated from the spec.

// The ground, with `spec`, `circuit`, `class`, `escape` and `redact`, which use nothing above them. What a whole answer means is in
// `answer`.

mod date;
mod flag;
mod json;
mod number;
mod own;
mod plain;
mod rare;
pub(crate) mod read;
pub(crate) mod stored;
mod text;
mod timestamp;
#[cfg(test)]
mod traps;
mod uid;

pub use date::{Date, ParseDateError};
pub use flag::Flag;
pub use json::{Json, JsonError};
pub use number::JsonNumber;
pub use rare::{Rare, Rarely};
pub use read::Lenient;
pub use text::Text;
pub use timestamp::Timestamp;
pub use uid::{ParseUidError, Uid};

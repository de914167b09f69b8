//! From a reply to a typed result: is it an error of the platform, is it JSON, is it what the method returns.
//!
//! How each kind of value is read is in `types`; here is what becomes of a whole answer, of a page, and of an example of the spec. It
//! may use `wire`, `error` and the ground; it knows no session, only that some words must not be shown.

mod body;
pub(crate) mod decode;
mod deviations;
mod examples;
mod page;
mod path;

pub(crate) use self::decode::Answer;
pub use self::{
    body::{Unread, decoded, decoded_aloud},
    examples::{example, foreign_example},
};

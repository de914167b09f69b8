//! A crate that adds methods to the SDK, as an example of how that is done.
//!
//! The spec file `spec/gifts.toml` declares them, in the grammar of the SDK's own `api-spec/`; the module below is all the
//! Rust that is needed. Everything else follows: requests, their documentation on the pages of [`gifts`], pages, raw answers,
//! a test for each example of the spec (run by `cargo test`), and the sandbox's answers
//! (`Sandbox::builder().group(&gifts::GROUP)`).
//!
//! ```
//! use gifts_example::gifts::{Gift, GiftsExt as _, Occasion};
//! use mailru_sdk::{Api, Error};
//!
//! async fn birthday_gifts<K>(api: &Api<K>) -> Result<Vec<Gift>, Error> {
//!     api.gifts().get().occasion(Occasion::Birthday).detailed().await
//! }
//! ```
//!
//! The spec uses a type of the SDK (`User`), types that it declares itself (`Gift`, `Occasion`), and one of this crate
//! (`rust:crate::Kopecks`).
//!
//! A group that the SDK has can be added to as well. The file `spec/friends.toml` is named after it, as its methods are on the
//! wire; the module [`more_friends`] is not, since `api.friends()` is there already.

mod kopecks;

pub use kopecks::Kopecks;

#[mailru_sdk::group(spec = "spec/gifts.toml")]
pub mod gifts {}

#[mailru_sdk::group(spec = "spec/friends.toml")]
pub mod more_friends {}

//! A company's own crate, by which its programs have the SDK.

pub use mailru_sdk as my_world;
pub use mailru_sdk::group;

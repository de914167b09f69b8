//! A call of its methods would not find them, whatever the macro writes; so the message says why, at the name to change.

#[mailru_sdk::group(spec = "gifts.toml")]
pub mod friends {}

fn main() {}

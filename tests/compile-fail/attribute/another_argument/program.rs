#[mailru_sdk::group(file = "gifts.toml")]
pub mod gifts {}

fn main() {}

#[mailru_sdk::group(spec = "gifts.toml", name = "gifts")]
pub mod gifts {}

fn main() {}

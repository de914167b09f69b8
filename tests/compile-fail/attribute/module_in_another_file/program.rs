// 2 errors
#[mailru_sdk::group(spec = "gifts.toml")]
pub mod gifts;

fn main() {}

#[mailru_sdk::group(spec = "gifts.toml")]
pub struct Gifts;

fn main() {}

#[mailru_sdk::group(spec = "gfits.toml")]
pub mod gifts {}

fn main() {}

#[mailru_sdk::group]
pub mod gifts {}

fn main() {}

#[mailru_sdk::group(spec = gifts)]
pub mod gifts {}

fn main() {}

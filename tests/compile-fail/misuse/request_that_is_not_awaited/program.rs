#[mailru_sdk::group(spec = "gifts.toml")]
pub mod gifts {}

use gifts::GiftsExt as _;
use mailru_sdk::{Api, Client};

#[deny(unused_must_use)]
pub fn send(api: &Api<Client>) {
    api.gifts().send(1_u64).text("To you");
}

fn main() {}

#[mailru_sdk::group(spec = "gifts.toml")]
pub mod gifts {}

use gifts::GiftsExt as _;
use mailru_sdk::{Api, Client, Error};

pub async fn pages(api: &Api<Client>) -> Result<(), Error> {
    let _first = api.gifts().list().pages().next().await;
    Ok(())
}

fn main() {}

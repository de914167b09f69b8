#[mailru_sdk::group(spec = "gifts.toml")]
pub mod gifts {}

use gifts::GiftsExt as _;
use mailru_sdk::{Api, Client, Error};

pub async fn send(api: &Api<Client>) -> Result<(), Error> {
    api.gifts().send().text("To you").await?;
    Ok(())
}

fn main() {}

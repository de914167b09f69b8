#[mailru_sdk::group(spec = "gifts.toml")]
pub mod gifts {}

use gifts::GiftsExt as _;
use mailru_sdk::{Api, Client, Error};

pub async fn both(api: &Api<Client>) -> Result<(), Error> {
    api.gifts().list().extended().sent_by_app().await?;
    Ok(())
}

fn main() {}

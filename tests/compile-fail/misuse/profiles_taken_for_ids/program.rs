#[mailru_sdk::group(spec = "gifts.toml")]
pub mod gifts {}

use gifts::GiftsExt as _;
use mailru_sdk::{Api, Client, Error, Uid};

pub async fn ids(api: &Api<Client>) -> Result<Vec<Uid>, Error> {
    let ids: Vec<Uid> = api.gifts().list().extended().await?;
    Ok(ids)
}

fn main() {}

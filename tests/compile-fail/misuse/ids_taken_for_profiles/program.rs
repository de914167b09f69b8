#[mailru_sdk::group(spec = "gifts.toml")]
pub mod gifts {}

use gifts::GiftsExt as _;
use mailru_sdk::{Api, Client, Error};

pub async fn gifts(api: &Api<Client>) -> Result<Vec<gifts::Gift>, Error> {
    let gifts: Vec<gifts::Gift> = api.gifts().list().await?;
    Ok(gifts)
}

fn main() {}

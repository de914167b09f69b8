#[mailru_sdk::group(spec = "gifts.toml")]
pub mod gifts {}

use mailru_sdk::{Api, Client, Error};

pub async fn wave(api: &Api<Client>) -> Result<(), Error> {
    api.gifts().wave().await?;
    Ok(())
}

fn main() {}

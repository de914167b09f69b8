#[mailru_sdk::group(spec = "gifts.toml")]
pub mod gifts {}

use gifts::GiftsExt as _;
use mailru_sdk::{Api, Client, Error, File};

pub async fn wrap(api: &Api<Client>) -> Result<(), Error> {
    api.gifts().wrap("https://example.com/paper.png", File::from_path("paper.png")).await?;
    Ok(())
}

fn main() {}

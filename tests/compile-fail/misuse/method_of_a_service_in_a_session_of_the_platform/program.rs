#[mailru_sdk::group(spec = "gifts.toml")]
pub mod gifts {}

use gifts::GiftsExt as _;
use mailru_sdk::{Api, ClientApp, Error};

pub async fn list(uid: u64) -> Result<(), Error> {
    let api = Api::new(ClientApp::new(1, "key").session("token", uid));
    api.gifts().list().await?;
    Ok(())
}

fn main() {}

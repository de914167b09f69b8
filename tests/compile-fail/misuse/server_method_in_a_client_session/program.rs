#[mailru_sdk::group(spec = "gifts.toml")]
pub mod gifts {}

use gifts::GiftsExt as _;
use mailru_sdk::{Api, ClientApp, Error};

pub async fn refund(uid: u64) -> Result<(), Error> {
    let api = Api::new(ClientApp::new(1, "key").session("token", uid));
    api.gifts().refund("1").await?;
    Ok(())
}

fn main() {}

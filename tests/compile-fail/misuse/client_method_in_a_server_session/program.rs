#[mailru_sdk::group(spec = "gifts.toml")]
pub mod gifts {}

use gifts::GiftsExt as _;
use mailru_sdk::{Api, Error, ServerApp};

pub async fn wave() -> Result<(), Error> {
    let api = Api::new(ServerApp::new(1, "key").session("token"));
    api.gifts().wave().await?;
    Ok(())
}

fn main() {}

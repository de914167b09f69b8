//! The module has another name than the file; its struct is called after the module.

#[mailru_sdk::group(spec = "gifts.toml")]
pub mod presents {}

use mailru_sdk::{Api, Client, Error};
use presents::PresentsExt as _;

pub async fn send(api: &Api<Client>) -> Result<(), Error> {
    let _gift = api.presents().send(1_u64).extended().await?;
    Ok(())
}

fn main() {}

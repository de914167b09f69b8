//! Uses everything that the sound form of `gifts.toml` declares, so that whatever a mistake there takes away would be missed.

#[mailru_sdk::group(spec = "gifts.toml")]
pub mod gifts {}

use gifts::{Gift, GiftsExt as _, Kind};
use mailru_sdk::{Api, Client, Error};

pub async fn send(api: &Api<Client>) -> Result<(), Error> {
    api.gifts().send(14_000_000_000_000_000_001_u64).text("To you").await?;
    let request = api.gifts().send(1_u64).extended().param("wrapped", true);
    request.prepare()?;
    let _gift = request.await?;
    Ok(())
}

pub fn unwrap(gift: Gift) {
    let Gift { id: _, kind: _, .. } = gift;
}

pub fn wrap(kind: &Kind) -> &'static str {
    match kind {
        Kind::Unknown(_) => "?",
        _ => gifts::GROUP.name,
    }
}

fn main() {}

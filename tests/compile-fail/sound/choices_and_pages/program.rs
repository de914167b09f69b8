//! Choices, files, and every kind of page.

#![deny(warnings)]

#[mailru_sdk::group(spec = "gifts.toml")]
pub mod gifts {}

use gifts::{Found, Gift, GiftsExt as _, WrapPicture, WrapType};
use mailru_sdk::{Api, Client, Error, File, Uid};

pub async fn wrap(api: &Api<Client>) -> Result<(), Error> {
    api.gifts().wrap("https://example.com/paper.png").await?;
    api.gifts().wrap(File::from_bytes("paper.png", [0])).card(File::from_path("card.png")).await?;
    api.gifts().wrap(WrapPicture::ImgUrl("https://example.com".into())).r#type(WrapType::TypeId(1)).await?;
    Ok(())
}

pub async fn pages(api: &Api<Client>) -> Result<(), Error> {
    let mut ids = api.gifts().list().limit(10).pages();
    while let Some(page) = ids.next().await? {
        let _page: Vec<Uid> = page;
    }
    let _gifts: Option<Vec<Gift>> = api.gifts().list().extended().pages().next().await?;
    let _found: Option<Found> = api.gifts().search("red").pages().next().await?;
    let _history: Option<Vec<Gift>> = api.gifts().history().pages().next().await?;
    let _info: Option<Vec<Gift>> = api.gifts().info(["1", "2"]).pages().next().await?;
    Ok(())
}

fn main() {}

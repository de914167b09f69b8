//! A program that has the SDK by another crate, and by no name of its own.

#![deny(warnings)]

#[company::group(spec = "gifts.toml", crate = company::my_world)]
pub mod gifts {}

use company::my_world::{Api, Client, Error, Text};
use gifts::GiftsExt as _;

pub async fn call(api: &Api<Client>) -> Result<Option<Text>, Error> {
    let gifts = api.gifts().get().kind(gifts::Kind::Big).limit(1).detailed().await?;
    api.gifts().give(1, "https://example.com/").text("text").await?;
    Ok(gifts.into_iter().next().map(|gift| gift.id))
}

fn main() {}

//! A program of the edition of 2021.
// rustc: --edition=2021

#![deny(warnings)]

#[mailru_sdk::group(spec = "gifts.toml")]
pub mod gifts {}

pub async fn call(api: &mailru_sdk::Api<mailru_sdk::Client>) -> ::std::result::Result<(), mailru_sdk::Error> {
    use gifts::GiftsExt as _;
    let gifts = api.gifts().get().kind(gifts::Kind::Big).limit(1).detailed().await?;
    let _: ::std::option::Option<mailru_sdk::Text> = gifts.into_iter().next().map(|gift| gift.id);
    let _ = api.gifts().give(1, "https://example.com/").text("text").await?;
    Ok(())
}

fn main() {}

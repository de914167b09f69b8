//! A program that knows the SDK by a name of its own.
// mailru_sdk is mru

#![deny(warnings)]

#[mru::group(spec = "gifts.toml", crate = mru)]
pub mod gifts {}

pub async fn call(api: &mru::Api<mru::Client>) -> ::std::result::Result<(), mru::Error> {
    use gifts::GiftsExt as _;
    let gifts = api.gifts().get().kind(gifts::Kind::Big).limit(1).detailed().await?;
    let _: ::std::option::Option<mru::Text> = gifts.into_iter().next().map(|gift| gift.id);
    let _ = api.gifts().give(1, "https://example.com/").text("text").await?;
    Ok(())
}

fn main() {}

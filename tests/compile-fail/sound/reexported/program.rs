//! A program that has the SDK from another crate, and in a place of its own.
// mailru_sdk is mru

#![deny(warnings)]

pub mod company {
    pub mod platforms {
        pub use ::mru as my_world;
    }
    pub use mru::group;
}

pub mod inner {
    #[crate::company::group(spec = "gifts.toml", crate = crate::company::platforms::my_world,)]
    pub mod gifts {}
}

pub use inner::gifts;

pub async fn call(api: &company::platforms::my_world::Api<company::platforms::my_world::Client>) -> ::std::result::Result<(), company::platforms::my_world::Error> {
    use gifts::GiftsExt as _;
    let gifts = api.gifts().get().kind(gifts::Kind::Big).limit(1).detailed().await?;
    let _: ::std::option::Option<company::platforms::my_world::Text> = gifts.into_iter().next().map(|gift| gift.id);
    let _ = api.gifts().give(1, "https://example.com/").text("text").await?;
    Ok(())
}

fn main() {}

//! A program without the names that others have everywhere.

#![deny(warnings)]
#![no_implicit_prelude]

#[::mailru_sdk::group(spec = "gifts.toml")]
pub mod gifts {}

pub fn call(api: &::mailru_sdk::Api<::mailru_sdk::Client>) -> ::mailru_sdk::Call<'_, ::std::vec::Vec<gifts::Gift>> {
    use gifts::GiftsExt as _;
    api.gifts().get().kind(gifts::Kind::Big).limit(1).detailed().send()
}

fn main() {}

//! A program of the edition of 2015.
// rustc: --edition=2015

#![deny(warnings)]

extern crate mailru_sdk;

#[mailru_sdk::group(spec = "gifts.toml")]
pub mod gifts {}

pub fn call(api: &mailru_sdk::Api<mailru_sdk::Client>) -> mailru_sdk::Call<'_, Vec<gifts::Gift>> {
    use gifts::GiftsExt;
    api.gifts().get().kind(gifts::Kind::Big).limit(1).detailed().send()
}

fn main() {}

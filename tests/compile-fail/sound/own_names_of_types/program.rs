//! A program with types and modules that are called as those of the standard library.

#![deny(warnings)]
#![allow(non_camel_case_types)]

macro_rules! own {
    ($($name:ident)*) => { $(pub struct $name;)* };
}

own! { Result Option String Vec Some Ok Err None Box Into From Default Clone Iterator Debug Future bool u32 u64 str }

pub mod std {}
pub mod core {}
pub mod alloc {}
pub mod serde {}
pub mod mailru_sdk {}

pub mod inner {
    #[::mailru_sdk::group(spec = "gifts.toml")]
    pub mod gifts {
        pub struct Result;
        pub struct Option;
        pub struct String;
        pub struct Vec;
    }
}

pub use inner::gifts;

pub fn call(api: &::mailru_sdk::Api<::mailru_sdk::Client>) -> ::mailru_sdk::Call<'_, ::std::vec::Vec<gifts::Gift>> {
    use gifts::GiftsExt as _;
    api.gifts().get().kind(gifts::Kind::Big).limit(1).detailed().send()
}

fn main() {}

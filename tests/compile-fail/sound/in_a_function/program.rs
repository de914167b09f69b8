//! A module that a function holds.

#![deny(warnings)]

fn main() {
    #[mailru_sdk::group(spec = "gifts.toml")]
    pub mod gifts {}

    fn call(api: &mailru_sdk::Api<mailru_sdk::Client>) -> mailru_sdk::Call<'_, Vec<gifts::Gift>> {
        use gifts::GiftsExt as _;
        api.gifts().get().kind(gifts::Kind::Big).detailed().send()
    }
    let _ = call;
}

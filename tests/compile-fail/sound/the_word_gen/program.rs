//! A word that is a keyword in the edition of generated code, and in that of this program a name.
// rustc: --edition=2021

#![deny(warnings)]

#[mailru_sdk::group(spec = "gifts.toml")]
pub mod gifts {}

use gifts::{Gene, GiftsExt as _, Kind};
use mailru_sdk::{Api, Client, Error};

pub async fn call(api: &Api<Client>) -> Result<Option<String>, Error> {
    let _all: Vec<Kind> = api.gifts().gen("a").await?;
    let Gene { gen, .. } = api.gifts().read().gen_of("b").gen().await?;
    api.gifts().write().gen(1).await?;
    Ok(gen.map(Into::into))
}

fn main() {}

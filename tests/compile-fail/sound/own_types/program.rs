//! Types of the spec itself, of the SDK and of the crate, under every lint that a careful crate may deny.

#![crate_type = "lib"]
#![deny(warnings, missing_docs, rust_2018_idioms, unreachable_pub, unused_qualifications, unused_lifetimes)]
#![deny(missing_debug_implementations, single_use_lifetimes, trivial_casts, unused_results, unused_import_braces)]
#![forbid(unsafe_code)]

/// Gifts, from the crate's own spec.
#[mailru_sdk::group(spec = "gifts.toml")]
pub mod gifts {}

use gifts::{Gift, GiftsExt as _, Kind, Wrapping};
use mailru_sdk::{Api, Client, Error, objects::{Sex, User}};

/// A colour, as `rust:crate::Colour` in the spec.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Colour(pub String);

impl std::fmt::Display for Colour {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// Uses what the spec declares.
pub async fn list(api: &Api<Client>) -> Result<Option<Colour>, Error> {
    let gifts: Vec<Gift> = api.gifts().list().kind(Kind::Flower).sex(Sex::Female).colour(Colour("red".into())).await?;
    let givers: Vec<User> = api.gifts().list().givers().await?;
    let colours: Vec<Colour> = api.gifts().list().colours().await?;
    drop(givers);
    for gift in &gifts {
        match &gift.wrapping {
            Some(Wrapping::Paper(paper)) => return Ok(paper.colour.clone()),
            Some(Wrapping::Unknown(_)) | None => {}
            Some(_) => return Ok(None),
        }
    }
    Ok(colours.into_iter().next())
}

//! Names that are words of Rust, or that generated code uses for itself.

#![deny(warnings)]

#[mailru_sdk::group(spec = "gifts.toml")]
pub mod gifts {}

use gifts::{GiftsExt as _, Moved, Result, String, Vec};
use mailru_sdk::{Api, Client, Error};

pub async fn call(api: &Api<Client>) -> std::result::Result<(), Error> {
    let request = api.gifts().r#move("a", true, 1, 2_u64).r#type("b").self_(3).f("c").api("d").k("e").v("f").t(4);
    let moved: Moved = request.name("g").value("h").method_("i").index("j").r#async(true).await?;
    let Moved { r#type: _, r#fn: _, f: _, self_: _, r#where: _, .. } = moved;
    let _done: Vec = api.gifts().r#match().await?;
    api.gifts().default().default_().vec(["x"]).r#box(["y"]).str("z").await?;
    Ok(())
}

pub fn hides_nothing(string: &String, result: &Result, vec: &Vec) -> usize {
    std::mem::size_of_val(string) + std::mem::size_of_val(result) + std::mem::size_of_val(vec)
}

fn main() {}

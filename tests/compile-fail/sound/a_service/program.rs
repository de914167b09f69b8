#![deny(warnings)]

#[mailru_sdk::group(spec = "gifts.toml")]
pub mod gifts {}

use gifts::{Gift, GiftsExt as _};
use mailru_sdk::{Api, Bearer, Client, Error, File, Server, Session, Settings};

pub async fn all(paper: File) -> Result<Vec<Gift>, Error> {
    let api: Api<Bearer> = Api::new(Session::with_token("token", Settings::new()));
    let mut pages = api.gifts().list().extended().pages();
    let first = pages.next().await?.unwrap_or_default();
    api.gifts().wrap(paper).await?;
    let _shops = api.gifts().shops().await?;
    Ok(first)
}

pub async fn shops(client: &Api<Client>, server: &Api<Server>) -> Result<(), Error> {
    client.gifts().shops().await?;
    server.gifts().refund().await?;
    assert_eq!(gifts::SERVICE.url, "https://gifts.example.com/v1");
    Ok(())
}

fn main() {}

//! A session whose circuit is inferred compiles with every method; a wrong one is refused when it is called.

#[mailru_sdk::group(spec = "gifts.toml")]
mod gifts {}

use gifts::GiftsExt as _;
use mailru_sdk::{Api, CallsServer, Client, Error, Inferred, Server};

pub async fn any(api: &Api<Inferred>) -> Result<(), Error> {
    api.gifts().pay_back("1").await?;
    api.gifts().wave().await?;
    Ok(())
}

pub async fn own(client: &Api<Client>, server: &Api<Server>) -> Result<(), Error> {
    client.gifts().wave().await?;
    server.gifts().pay_back("1").await?;
    Ok(())
}

/// A function of one's own can ask for a circuit as the methods do.
pub async fn generic<K: CallsServer>(api: &Api<K>) -> Result<(), Error> {
    api.gifts().pay_back("1").await?;
    Ok(())
}

fn main() {}

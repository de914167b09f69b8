//! Delivers a payment, hears of it again, and is interrupted between the goods and the mark, with the database of `DATABASE_URL`, whose
//! tables `payments` and `goods` it makes and fills, or with a server of its own.

use std::{env, error::Error};

use mailru_database::{Postgres, deliver, goods, prepare};
use mailru_sdk::incoming::BillingVerifier;
use sqlx::PgPool;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let (own, url) = if let Ok(url) = env::var("DATABASE_URL") {
        (None, url)
    } else {
        let Some(server) = Postgres::start() else { return Ok(()) };
        let url = server.url();
        (Some(server), url)
    };
    let database = PgPool::connect(&url).await?;
    prepare(&database).await?;
    let before = goods(&database).await?;

    let verifier = BillingVerifier::new(423_004, "secret key");
    let what = [("transaction_id", "3751"), ("service_id", "10"), ("uid", "7"), ("mailiki_price", "25")];
    let query = verifier.test_query([&what[..], &[("profit", "1250")]].concat())?;
    let payment = verifier.verify(query.as_str())?;

    let mut interrupted = database.begin().await?;
    sqlx::query("INSERT INTO goods VALUES ('7', '10')").execute(&mut *interrupted).await?;
    drop(interrupted);
    println!("interrupted between goods and mark: {} delivered", goods(&database).await? - before);
    for what in ["the call-back", "the same again"] {
        let reply = deliver(&database, &payment).await?;
        println!("{what}: {reply}, {} delivered", goods(&database).await? - before);
    }
    drop((database, own));
    Ok(())
}

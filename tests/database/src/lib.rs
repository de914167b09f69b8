//! A shop whose goods are in PostgreSQL, and with them the mark that they were delivered: [`deliver`] is the code that the guide
//! shows. A server to try it against is next door.

mod postgres;

use mailru_sdk::incoming::{BillingCallback, BillingReply};
use sqlx::PgPool;

pub use postgres::Postgres;

/// Makes the tables of the shop.
///
/// # Errors
/// What the database says.
pub async fn prepare(database: &PgPool) -> Result<(), sqlx::Error> {
    for table in [
        "CREATE TABLE IF NOT EXISTS payments (transaction_id text PRIMARY KEY, at timestamptz NOT NULL DEFAULT now())",
        "CREATE TABLE IF NOT EXISTS goods (uid text NOT NULL, service_id text NOT NULL)",
    ] {
        sqlx::query(table).execute(database).await?;
    }
    Ok(())
}

/// Delivers a payment unless that was done before: the goods and the mark are written together or not at all.
///
/// # Errors
/// What the database says. Nothing was delivered then, as far as is known; the platform is to ask again.
pub async fn deliver(database: &PgPool, payment: &BillingCallback) -> Result<BillingReply, sqlx::Error> {
    let mut transaction = database.begin().await?;
    // While another call-back of this payment is at work, this waits until it is known how that one ends.
    let mark = "INSERT INTO payments (transaction_id) VALUES ($1) ON CONFLICT DO NOTHING";
    let marked = sqlx::query(mark).bind(payment.transaction_id.to_string()).execute(&mut *transaction).await?;
    if marked.rows_affected() == 1 {
        sqlx::query("INSERT INTO goods (uid, service_id) VALUES ($1, $2)")
            .bind(payment.uid.to_string())
            .bind(payment.service_id.to_string())
            .execute(&mut *transaction)
            .await?;
    }
    transaction.commit().await?;
    Ok(BillingReply::Delivered)
}

/// How many goods were delivered.
///
/// # Errors
/// What the database says.
pub async fn goods(database: &PgPool) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar("SELECT count(*) FROM goods").fetch_one(database).await
}

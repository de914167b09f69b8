//! A payment is delivered once: by a repetition after the first call-back, during it, and after an end between goods and mark.

use std::sync::atomic::{AtomicU64, Ordering};

use mailru_database::{Postgres, deliver, goods, prepare};
use mailru_sdk::incoming::{BillingCallback, BillingReply, BillingVerifier};
use sqlx::PgPool;

async fn shop() -> Option<(Postgres, PgPool)> {
    let server = Postgres::start()?;
    let database = PgPool::connect(&server.url()).await.unwrap();
    prepare(&database).await.unwrap();
    Some((server, database))
}

/// A payment that nobody else has.
fn payment() -> BillingCallback {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    let verifier = BillingVerifier::new(423_004, "secret key");
    let number = NEXT.fetch_add(1, Ordering::Relaxed).to_string();
    let what = [("transaction_id", &*number), ("service_id", "10"), ("uid", "7"), ("mailiki_price", "25")];
    let query = verifier.test_query([&what[..], &[("profit", "1250")]].concat()).unwrap();
    verifier.verify(query.as_str()).unwrap()
}

#[tokio::test]
async fn a_repetition_delivers_nothing_and_is_answered_as_the_first() {
    let Some((_server, database)) = shop().await else { return };
    let payment = payment();
    for _ in 0..3 {
        assert_eq!(deliver(&database, &payment).await.unwrap(), BillingReply::Delivered);
    }
    assert_eq!(goods(&database).await.unwrap(), 1);
}

/// Comes to an end when a statement waits for another transaction.
async fn until_one_waits(database: &PgPool) {
    let waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted";
    while sqlx::query_scalar::<_, i64>(waiting).fetch_one(database).await.unwrap() == 0 {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_repetition_during_the_first_waits_for_how_that_ends() {
    let Some((_server, database)) = shop().await else { return };
    for is_committed in [true, false] {
        let (payment, before) = (payment(), goods(&database).await.unwrap());
        let mut first = database.begin().await.unwrap();
        let mark = "INSERT INTO payments (transaction_id) VALUES ($1)";
        sqlx::query(mark).bind(payment.transaction_id.to_string()).execute(&mut *first).await.unwrap();
        sqlx::query("INSERT INTO goods VALUES ('7', '10')").execute(&mut *first).await.unwrap();
        let second = tokio::spawn({
            let (database, payment) = (database.clone(), payment.clone());
            async move { deliver(&database, &payment).await }
        });
        until_one_waits(&database).await;
        if is_committed { first.commit().await } else { first.rollback().await }.unwrap();
        assert_eq!(second.await.unwrap().unwrap(), BillingReply::Delivered);
        assert_eq!(goods(&database).await.unwrap(), before + 1, "committed: {is_committed}");
    }
}

#[tokio::test]
async fn an_end_between_goods_and_mark_leaves_neither() {
    let Some((mut server, database)) = shop().await else { return };
    let payment = payment();
    let mut first = database.begin().await.unwrap();
    sqlx::query("INSERT INTO goods VALUES ('7', '10')").execute(&mut *first).await.unwrap();
    server.crash();
    assert!(first.commit().await.is_err());
    assert_eq!(goods(&database).await.unwrap(), 0);
    assert_eq!(deliver(&database, &payment).await.unwrap(), BillingReply::Delivered);
    server.crash();
    assert_eq!(deliver(&database, &payment).await.unwrap(), BillingReply::Delivered);
    assert_eq!(goods(&database).await.unwrap(), 1);
}

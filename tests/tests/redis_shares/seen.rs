//! A transaction is delivered by one process, once.

use std::{cell::Cell, time::Duration};

use futures_util::{FutureExt as _, future::join_all};
use mailru_sdk::{
    incoming::{Before, Begun, BillingReason, BillingReply, Claim, SeenError, SeenTransactions as _, deliver_once},
    redis::{Redis, RedisSeen},
};
use mailru_tests::redis;

fn seen(server: &redis::Redis) -> RedisSeen {
    RedisSeen::new(&Redis::new(server.url()), "seen:423004:")
}

async fn claim(seen: &RedisSeen) -> Claim {
    match seen.begin("1").await.unwrap() {
        Begun::Yours(claim) | Begun::Unfinished(claim) => claim,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn of_all_call_backs_of_a_transaction_one_delivers() {
    let Some(server) = redis::Redis::start() else { return };
    let deliveries = Cell::new(0);
    let call_back = async |_| {
        let deliver = async |before| {
            assert_eq!(before, Before::Nothing);
            deliveries.set(deliveries.get() + 1);
            tokio::task::yield_now().await;
            BillingReply::Delivered
        };
        deliver_once(&seen(&server), "1", deliver).await
    };
    let replies = join_all((0..8).map(call_back)).await;
    let later = BillingReply::Later(BillingReason::Other);
    assert!(replies.iter().all(|reply| [BillingReply::Delivered, later].contains(reply)), "{replies:?}");
    assert_eq!(call_back(8).await, BillingReply::Delivered);
    assert_eq!(deliveries.get(), 1);
}

#[tokio::test]
async fn a_repetition_meets_the_first_at_work_and_then_its_outcome() {
    let Some(server) = redis::Redis::start() else { return };
    let (one, other) = (seen(&server), seen(&server));
    let first = claim(&one).await;
    assert_eq!(other.begin("1").await.unwrap(), Begun::Busy);
    one.later(&first).await.unwrap();
    let second = claim(&other).await;
    one.refused(&first, 701).await.unwrap();
    assert_eq!(one.begin("1").await.unwrap(), Begun::Busy, "the first claim is over");
    other.refused(&second, 703).await.unwrap();
    assert_eq!(one.begin("1").await.unwrap(), Begun::Refused(703));
    other.delivered(&second).await.unwrap();
    other.later(&second).await.unwrap();
    assert_eq!(one.begin("1").await.unwrap(), Begun::Delivered, "goods that are there are delivered");
}

#[tokio::test]
async fn after_a_crash_between_goods_and_mark_the_next_one_looks_first() {
    let Some(server) = redis::Redis::start() else { return };
    let (one, other) = (seen(&server).lease(Duration::ZERO), seen(&server));
    let goods = Cell::new(0);
    let dies = deliver_once(&one, "1", async |_| {
        goods.set(goods.get() + 1);
        tokio::task::yield_now().await;
        std::future::pending().await
    });
    tokio::select! {
        biased;
        _ = dies => {}
        () = async { while goods.get() == 0 { tokio::task::yield_now().await } } => {}
    }
    let again = deliver_once(&other, "1", async |before| {
        assert_eq!((before, goods.get()), (Before::Unfinished, 1));
        BillingReply::Delivered
    });
    assert_eq!(again.await, BillingReply::Delivered);
    assert_eq!(goods.get(), 1);
}

#[tokio::test]
async fn one_who_was_silent_for_too_long_hears_that_another_has_begun() {
    let Some(server) = redis::Redis::start() else { return };
    let hasty = seen(&server).lease(Duration::ZERO);
    let first = claim(&hasty).await;
    assert!(matches!(hasty.begin("1").await.unwrap(), Begun::Unfinished(_)));
    assert!(matches!(hasty.delivered(&first).await, Err(SeenError::Overtaken(_))));
    assert_eq!(hasty.begin("1").await.unwrap(), Begun::Delivered);
}

#[tokio::test]
async fn a_transaction_is_forgotten_in_the_end() {
    let Some(server) = redis::Redis::start() else { return };
    let seen = seen(&server).keep(Duration::from_hours(1));
    let first = claim(&seen).await;
    seen.delivered(&first).await.unwrap();
    let left: u64 = server.say("PTTL seen:423004:1").unwrap().parse().unwrap();
    assert!((1..=3_600_000).contains(&left), "{left}");
}

#[tokio::test]
async fn without_the_server_nothing_is_delivered() {
    let Some(mut server) = redis::Redis::start() else { return };
    let seen = RedisSeen::new(&Redis::new(server.url()).timeout(Duration::from_millis(200)), "seen:");
    server.0.kill();
    let reply = deliver_once(&seen, "1", async |_| panic!("nobody may deliver")).await;
    assert_eq!(reply, BillingReply::Later(BillingReason::Other));
    assert!(seen.begin("1").now_or_never().is_none());
    server.0.restart();
    assert!(matches!(seen.begin("1").await.unwrap(), Begun::Yours(_)));
    let _ = server.say("SET seen:2 word");
    let error = seen.begin("2").await.unwrap_err();
    assert_eq!(error.to_string(), "the memory of transactions failed: Redis does not keep it");
}

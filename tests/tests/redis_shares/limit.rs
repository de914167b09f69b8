//! The limit is that of all together, each has its share of it, and not every call asks the server.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::{Duration, Instant},
};

use futures_util::{FutureExt as _, future::join_all};
use mailru_sdk::{
    Limiter as _, RateLimit,
    redis::{Redis, RedisRateLimit},
};
use mailru_tests::redis;

const SECOND: Duration = Duration::from_secs(1);

fn limit(server: &redis::Redis, limit: RateLimit) -> RedisRateLimit {
    RedisRateLimit::new(&Redis::new(server.url()), "limit", limit)
}

#[tokio::test]
async fn processes_together_keep_one_limit_and_each_has_its_share() {
    let Some(server) = redis::Redis::start() else { return };
    let (begin, given) = (Instant::now(), AtomicU32::new(0));
    // With so much jitter no turn is lost on a machine that is busy, and there are 500 in a second.
    let process = async |_| {
        let limit = limit(&server, RateLimit::new(1000, SECOND)).jitter(SECOND).lease(Duration::from_millis(20));
        let mut own = 0;
        while given.load(Ordering::Relaxed) < 800 {
            limit.turn().await.unwrap();
            given.fetch_add(1, Ordering::Relaxed);
            own += 1;
        }
        own
    };
    let shares: Vec<u32> = join_all((0..8).map(process)).await;
    let (elapsed, all) = (begin.elapsed(), shares.iter().sum::<u32>());
    assert!(elapsed >= Duration::from_millis(2) * (all - 1), "{all} turns in {elapsed:?}");
    assert!(shares.iter().all(|own| *own >= 50), "less than half of its share: {shares:?}");
}

#[tokio::test]
async fn a_burst_is_that_of_all_together() {
    let Some(server) = redis::Redis::start() else { return };
    let hourly = RateLimit::new(1, Duration::from_hours(1)).burst(5);
    let (one, other) = (limit(&server, hourly), limit(&server, hourly));
    for _ in 0..2 {
        one.turn().await.unwrap();
        other.turn().await.unwrap();
    }
    other.turn().await.unwrap();
    for late in [&one, &other] {
        assert!(tokio::time::timeout(Duration::from_millis(50), late.turn()).await.is_err());
    }
}

#[tokio::test]
async fn turns_are_taken_several_at_once_while_they_are_used() {
    let Some(server) = redis::Redis::start() else { return };
    // A turn is lost a hundred milliseconds after it was due.
    let fast = limit(&server, RateLimit::new(1_000_000, Duration::from_secs(10)));
    join_all((0..1000).map(|_| fast.turn())).await;
    let together = server.scripts();
    assert!((1..20).contains(&together), "{together} exchanges for 1000 calls that came together");
    let slow = limit(&server, RateLimit::new(1_000_000, Duration::from_secs(10))).lease(Duration::ZERO);
    for _ in 0..10 {
        slow.turn().await.unwrap();
    }
    assert_eq!(server.scripts(), together + 10, "without a lease each turn is asked for");
}

#[tokio::test]
async fn a_caller_who_gives_up_has_taken_nothing() {
    let Some(server) = redis::Redis::start() else { return };
    let hourly = limit(&server, RateLimit::new(1, Duration::from_hours(1)).burst(2));
    assert!(hourly.turn().now_or_never().is_none(), "the server was asked and has not answered");
    for _ in 0..2 {
        hourly.turn().await.unwrap();
    }
}

#[tokio::test]
async fn callers_go_in_the_order_in_which_they_came() {
    let Some(server) = redis::Redis::start() else { return };
    let limit = Arc::new(limit(&server, RateLimit::new(1000, SECOND)).jitter(SECOND));
    let order = Arc::new(std::sync::Mutex::new(Vec::new()));
    let mut callers = Vec::new();
    for name in 0..20 {
        let (limit, order) = (limit.clone(), order.clone());
        callers.push(tokio::spawn(async move {
            limit.turn().await.unwrap();
            order.lock().unwrap().push(name);
        }));
        tokio::task::yield_now().await;
    }
    for caller in callers {
        caller.await.unwrap();
    }
    assert_eq!(*order.lock().unwrap(), (0..20).collect::<Vec<_>>());
}

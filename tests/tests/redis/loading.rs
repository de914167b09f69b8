//! A server that has just been started and has much to load.

use std::time::Duration;

use mailru_sdk::{
    auth::TokenStore as _,
    redis::{Redis, RedisTokens},
};

use crate::{
    failures::{Ask, ask, assert_rows},
    start, tell, tokens, url,
};

/// It reads its data at five milliseconds a key, until it is told otherwise, and answers in between.
const SLOW_TO_LOAD: [&str; 4] = ["--key-load-delay", "5000", "--loading-process-events-interval-bytes", "1024"];

#[tokio::test]
async fn a_server_that_still_loads_its_data_is_not_ready_and_is_waited_for() {
    let Some(mut server) = start(&SLOW_TO_LOAD) else { return };
    let store = RedisTokens::new(&Redis::new(url(&server)).timeout(Duration::from_secs(30)), "tokens");
    ask(&store, Ask::Swap).await.unwrap();
    // They take twenty seconds.
    tell(&server, &["EVAL", "for i = 1, 4000 do redis.call('SET', i, string.rep(i .. ' ', 256)) end", "0"]);
    tell(&server, &["SAVE"]);
    server.restart();
    let not_ready = "the tokens cannot be read from Redis: Redis: it is not ready (LOADING)";
    assert_rows("loading", &tokens(&server), &server, &[(Ask::Load, Err(not_ready))]).await;
    let refused = || {
        let told: String = redis::from_redis_value(tell(&server, &["INFO", "errorstats"])).unwrap();
        told.lines().find(|line| line.starts_with("errorstat_LOADING")).map(str::to_owned)
    };
    let before = refused();
    let waiting = tokio::spawn(async move { store.load().await });
    while refused() == before {
        tokio::task::yield_now().await;
    }
    tell(&server, &["CONFIG", "SET", "key-load-delay", "0"]);
    let stored = waiting.await.unwrap().unwrap().unwrap();
    assert_eq!(stored.tokens.expose_access_token(), "CANARY");
}

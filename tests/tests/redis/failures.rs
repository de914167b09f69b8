//! What callers see when the server fails, row by row, and within which time.

use std::{
    error::Error as _,
    net::TcpListener,
    time::{Duration, Instant},
};

use mailru_sdk::{
    auth::{TokenStore as _, Tokens},
    error::StoreError,
    redis::{Redis, RedisTokens},
};
use mailru_tests::server::Server;

use crate::{DURABLE, LIMIT, arguments, signal, start, tell, tokens, url};

/// What a busy machine takes beyond the limit.
const SLACK: Duration = Duration::from_secs(5);

/// What the store is asked for.
#[derive(Debug, Clone, Copy)]
pub enum Ask {
    Load,
    Swap,
    Probe,
    Lock,
}

use Ask::{Load, Lock, Probe, Swap};

/// An error with its cause, without the port of the server.
fn said(error: &StoreError, server: &Server) -> String {
    let text = match error.source() {
        Some(cause) => format!("{error}: {cause}"),
        None => error.to_string(),
    };
    text.replace("the token store failed: ", "").replace(&format!(" at 127.0.0.1:{}", server.port()), "")
}

pub async fn ask(store: &RedisTokens, ask: Ask) -> Result<(), StoreError> {
    match ask {
        Load => store.load().await.map(drop),
        Swap => store.swap(None, &Tokens::new("CANARY")).await.map(drop),
        Probe => store.probe().await,
        Lock => store.lock().await.map(drop),
    }
}

/// Asks for each of them, which may not take longer than an exchange may.
pub async fn assert_rows(name: &str, store: &RedisTokens, server: &Server, rows: &[(Ask, Result<(), &str>)]) {
    for (what, expected) in rows {
        let begun = Instant::now();
        let end = ask(store, *what).await;
        let took = begun.elapsed();
        assert!(took < LIMIT + SLACK, "{name}, {what:?}: {took:?}");
        if let Err(error) = &end {
            assert!(!format!("{error:?}").contains("CANARY"), "{name}: {error:?}");
        }
        let end = end.map_err(|error| said(&error, server));
        assert_eq!(end, expected.map_err(str::to_owned), "{name}, {what:?}");
    }
}

/// A failure that a command makes, with what is seen of it.
struct Row {
    name: &'static str,
    arguments: &'static [&'static str],
    command: &'static [&'static str],
    seen: &'static [(Ask, Result<(), &'static str>)],
}

const ROWS: [Row; 8] = [
    Row {
        name: "out of memory",
        arguments: &["--maxmemory-policy", "noeviction"],
        command: &["CONFIG", "SET", "maxmemory", "1"],
        seen: &[
            (Load, Ok(())),
            (Lock, Err("the tokens cannot be locked in Redis: Redis: it has no memory left (OOM)")),
            (Probe, Err("the tokens cannot be written to Redis: Redis: it has no memory left (OOM)")),
            (Swap, Err("the tokens cannot be written to Redis: Redis: it has no memory left (OOM)")),
        ],
    },
    Row {
        name: "a replica",
        arguments: &[],
        command: &["REPLICAOF", "127.0.0.1", "1"],
        seen: &[
            (Load, Ok(())),
            (
                Lock,
                Err("the tokens cannot be locked in Redis: Redis: it is a replica, which takes no writes (READONLY)"),
            ),
            (
                Swap,
                Err("the tokens cannot be written to Redis: Redis: it is a replica, which takes no writes (READONLY)"),
            ),
        ],
    },
    Row {
        name: "too few replicas",
        arguments: &[],
        command: &["CONFIG", "SET", "min-replicas-to-write", "1"],
        seen: &[(Probe, Err("the tokens cannot be written to Redis: Redis: it refused (NOREPLICAS)"))],
    },
    Row {
        name: "scripts forgotten",
        arguments: &[],
        command: &["SCRIPT", "FLUSH"],
        seen: &[(Lock, Ok(())), (Probe, Ok(())), (Swap, Ok(())), (Load, Ok(()))],
    },
    Row {
        name: "a key of another type",
        arguments: &[],
        command: &["SET", "tokens", "CANARY"],
        seen: &[
            (Load, Err("the tokens cannot be read from Redis: Redis: it refused (WRONGTYPE)")),
            (Swap, Err("the tokens cannot be written to Redis: Redis: it refused (WRONGTYPE)")),
        ],
    },
    Row {
        name: "another record",
        arguments: &[],
        command: &["HSET", "tokens", "generation", "1", "record", "CANARY"],
        seen: &[
            (Load, Err("the key `tokens` of Redis holds something else")),
            (Swap, Err("the key `tokens` of Redis holds something else")),
        ],
    },
    Row {
        name: "a record of a later version",
        arguments: &[],
        command: &["HSET", "tokens", "generation", "1", "record", r#"{"version":2,"tokens":"CANARY"}"#],
        seen: &[(
            Load,
            Err(
                "the key `tokens` of Redis holds a record of version 2, and this version of the SDK reads none above 1",
            ),
        )],
    },
    Row {
        name: "a record of another generation",
        arguments: &[],
        command: &["HSET", "tokens", "generation", "2", "record", r#"{"generation":1,"access_token":"CANARY"}"#],
        seen: &[(Load, Err("the key `tokens` of Redis holds two generations"))],
    },
];

#[tokio::test]
async fn each_failure_is_told_in_time_and_for_what_it_is() {
    for Row { name, arguments, command, seen } in ROWS {
        let Some(server) = start(arguments) else { return };
        let store = tokens(&server);
        // All scripts are known.
        for what in [Load, Lock, Probe] {
            ask(&store, what).await.unwrap();
        }
        tell(&server, command);
        assert_rows(name, &store, &server, seen).await;
    }
}

const NO_CONNECTION: &str = "the tokens cannot be read from Redis: Redis: no connection";
const NO_ANSWER: &str = "the tokens cannot be read from Redis: Redis: no answer within 500ms";

#[tokio::test]
async fn a_server_that_is_gone_is_no_connection_and_one_that_comes_back_a_pause() {
    let Some(mut server) = start(&DURABLE) else { return };
    let store = RedisTokens::new(&Redis::new(url(&server)).timeout(Duration::from_secs(30)), "tokens");
    let impatient = tokens(&server);
    ask(&store, Swap).await.unwrap();
    ask(&impatient, Load).await.unwrap();
    server.kill();
    assert_rows("gone", &impatient, &server, &[(Load, Err(NO_CONNECTION))]).await;
    assert_rows("never there", &tokens(&server), &server, &[(Load, Err(NO_CONNECTION))]).await;
    let waiting = tokio::spawn(async move { store.load().await });
    server.restart();
    let stored = waiting.await.unwrap().unwrap().unwrap();
    assert_eq!(stored.tokens.expose_access_token(), "CANARY");
    ask(&impatient, Load).await.unwrap();
}

#[tokio::test]
async fn a_server_that_stands_still_is_given_up_in_time_and_taken_up_again() {
    let Some(server) = start(&[]) else { return };
    let store = tokens(&server);
    ask(&store, Load).await.unwrap();
    signal(&server, "STOP");
    assert_rows("stopped", &store, &server, &[(Load, Err(NO_ANSWER))]).await;
    // The system of a stopped server still takes connections.
    assert_rows("stopped", &tokens(&server), &server, &[(Load, Err(NO_ANSWER))]).await;
    signal(&server, "CONT");
    ask(&store, Load).await.unwrap();
}

#[test]
fn a_connection_outlives_the_runtime_that_made_it() {
    let Some(server) = start(&[]) else { return };
    let store = tokens(&server);
    for _ in 0..3 {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(ask(&store, Load)).unwrap();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_who_wait_for_a_server_that_is_gone_wait_no_longer_than_one() {
    let Some(mut server) = start(&[]) else { return };
    let store = tokens(&server);
    server.kill();
    let begun = Instant::now();
    let all = (0..250).map(|_| {
        let store = store.clone();
        tokio::spawn(async move { store.load().await.map(drop) })
    });
    for end in all.collect::<Vec<_>>() {
        assert_eq!(said(&end.await.unwrap().unwrap_err(), &server), NO_CONNECTION);
    }
    assert!(begun.elapsed() < LIMIT + SLACK, "{:?}", begun.elapsed());
}

#[tokio::test]
async fn a_wrong_password_and_none_are_told_at_once_and_not_shown() {
    let Some(server) = start(&["--requirepass", "right"]) else { return };
    let with =
        |login: &str| RedisTokens::new(&Redis::new(format!("redis://{login}127.0.0.1:{}", server.port())), "tokens");
    let refused = "the tokens cannot be read from Redis: Redis: it does not let this user in";
    let no_login = format!("{refused} (NOAUTH)");
    assert_rows("wrong", &with(":CANARY@"), &server, &[(Load, Err(refused))]).await;
    assert_rows("none", &with(""), &server, &[(Load, Err(&no_login))]).await;
    assert_rows("right", &with(":right@"), &server, &[(Load, Ok(()))]).await;
    assert!(!format!("{:?}", with(":CANARY@")).contains("CANARY"));
}

#[tokio::test]
async fn a_url_that_is_none_is_told_by_the_first_exchange_and_by_a_look() {
    let redis = Redis::new("redis://:CANARY@");
    let told = redis.check().unwrap_err().to_string();
    assert_eq!(told, "the Redis URL is no URL");
    let error = RedisTokens::new(&redis, "tokens").load().await.unwrap_err();
    let cause = error.source().unwrap();
    assert_eq!(cause.to_string(), "Redis at no address: it cannot be used as it is set up");
    assert_eq!(cause.source().unwrap().to_string(), told);
}

/// A server of a cluster, whose servers talk to each other at a port of its own.
fn cluster_server() -> Option<(Server, String)> {
    let bus = TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port().to_string();
    let program = std::env::var("MAILRU_REDIS_SERVER").unwrap_or_else(|_| "redis-server".into());
    let server = Server::start(&program, |folder, port| {
        arguments(folder, port, &["--cluster-enabled", "yes", "--cluster-port", &bus])
    })?;
    Some((server, bus))
}

#[tokio::test]
async fn a_cluster_whose_other_server_has_the_key_is_told_for_what_it_is() {
    let (Some((server, _)), Some((other, bus))) = (cluster_server(), cluster_server()) else { return };
    let store = tokens(&server);
    let not_ready = "the tokens cannot be read from Redis: Redis: it is not ready (CLUSTERDOWN)";
    assert_rows("no slots", &store, &server, &[(Load, Err(not_ready))]).await;
    tell(&other, &["CLUSTER", "ADDSLOTSRANGE", "0", "16383"]);
    tell(&server, &["CLUSTER", "MEET", "127.0.0.1", &other.port().to_string(), &bus]);
    let is_ready = || {
        let info: String = redis::from_redis_value(tell(&server, &["CLUSTER", "INFO"])).unwrap();
        info.contains("cluster_state:ok")
    };
    while !is_ready() {
        tokio::task::yield_now().await;
    }
    let moved = "the tokens cannot be read from Redis: Redis: it belongs to a cluster, and the key to another server of it (MOVED)";
    assert_rows("moved", &store, &server, &[(Load, Err(moved))]).await;
    // On the right server, a record and its lock are together.
    assert_rows("right", &tokens(&other), &other, &[(Lock, Ok(())), (Swap, Ok(())), (Load, Ok(()))]).await;
}

//! A replica takes over that lacks the last change. Nothing is safe then, and nothing is lost that is still in somebody's memory.

use std::time::Duration;

use mailru_sandbox::Sandbox;
use mailru_sdk::{Error, auth::TokenStore as _, error::AuthError};
use mailru_tests::server::Server;

use crate::{LIMIT, first_pair, refreshes, resume, start, tell, tokens};

/// A primary and its replica, which has what the primary has.
fn pair_of_servers() -> Option<(Server, Server)> {
    let (primary, replica) = (start(&[])?, start(&[])?);
    tell(&replica, &["REPLICAOF", "127.0.0.1", &primary.port().to_string()]);
    tell(&primary, &["SET", "before", "1"]);
    while tell(&replica, &["GET", "before"]) == redis::Value::Nil {
        std::thread::yield_now();
    }
    Some((primary, replica))
}

/// Waits until the replica has that key.
fn until_it_has(replica: &Server, key: &str) {
    while crate::number(tell(replica, &["EXISTS", key])) == 0 {
        std::thread::yield_now();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_change_that_the_next_primary_lacks_is_made_again_by_who_remembers_it() {
    let Some((mut primary, replica)) = pair_of_servers() else { return };
    let sandbox = Sandbox::start().await.unwrap();
    tokens(&primary).swap(None, &first_pair(&sandbox)).await.unwrap();
    until_it_has(&replica, "tokens");
    let proxy = Behind::new(&primary);
    let api = resume(&sandbox, &proxy.tokens()).await.unwrap();
    // The replica loses its primary, so that it lacks what follows.
    tell(&replica, &["REPLICAOF", "NO", "ONE"]);
    sandbox.expire_sessions();
    assert_eq!(api.friends().get().await.unwrap().len(), 42);
    primary.kill();
    proxy.lead_to(&replica);
    let newest = api.session().tokens().unwrap().current();
    let found = tokens(&replica).load().await.unwrap().unwrap().tokens;
    assert_ne!(found.expose_refresh_token(), newest.expose_refresh_token(), "the replica lacks it");

    // Who starts now has a pair that the platform has ended, and is told so.
    let late = resume(&sandbox, &tokens(&replica)).await.unwrap();
    sandbox.expire_sessions();
    let error = late.friends().get().await.unwrap_err();
    assert!(matches!(error, Error::Auth(AuthError::Refused { .. })), "{error:?}");
    assert_eq!(refreshes(&sandbox), (1, 1));
    // Who remembers goes on, and stores what is good; and with that the other one goes on too.
    assert_eq!(api.friends().get().await.unwrap().len(), 42);
    assert_eq!(late.friends().get().await.unwrap().len(), 42);
    assert_eq!(refreshes(&sandbox), (2, 1));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_replica_that_is_waited_for_has_the_change() {
    let Some((primary, replica)) = pair_of_servers() else { return };
    let store = tokens(&primary).replicas(1, Duration::from_secs(20));
    for _ in 0..20 {
        let before = store.load().await.unwrap().map(|stored| stored.generation);
        store.swap(before, &mailru_sdk::auth::Tokens::new("a")).await.unwrap();
        let there = tokens(&replica).load().await.unwrap().map(|stored| stored.generation);
        assert_eq!(there, store.load().await.unwrap().map(|stored| stored.generation));
    }
    // One that does not answer costs the time that was given, and is no error.
    crate::signal(&replica, "STOP");
    let begun = std::time::Instant::now();
    let store = tokens(&primary).replicas(1, LIMIT);
    let before = store.load().await.unwrap().map(|stored| stored.generation);
    store.swap(before, &mailru_sdk::auth::Tokens::new("b")).await.unwrap();
    assert!(begun.elapsed() >= LIMIT, "it was waited for");
    crate::signal(&replica, "CONT");
}

/// An address that leads to one server and then to another, as a name does that a failover moves.
struct Behind {
    port: u16,
    target: std::sync::Arc<std::sync::atomic::AtomicU16>,
}

impl Behind {
    fn new(server: &Server) -> Self {
        use std::sync::atomic::Ordering;

        let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let target = std::sync::Arc::new(std::sync::atomic::AtomicU16::new(server.port()));
        let found = target.clone();
        std::thread::spawn(move || {
            for client in listener.incoming() {
                let Ok(client) = client else { return };
                let Ok(server) = std::net::TcpStream::connect(("127.0.0.1", found.load(Ordering::SeqCst))) else {
                    continue;
                };
                for (mut from, mut to) in [(client.try_clone().unwrap(), server.try_clone().unwrap()), (server, client)]
                {
                    std::thread::spawn(move || {
                        let _ = std::io::copy(&mut from, &mut to);
                        let _ = to.shutdown(std::net::Shutdown::Both);
                    });
                }
            }
        });
        Self { port, target }
    }

    fn lead_to(&self, server: &Server) {
        self.target.store(server.port(), std::sync::atomic::Ordering::SeqCst);
    }

    fn tokens(&self) -> mailru_sdk::redis::RedisTokens {
        let redis = mailru_sdk::redis::Redis::new(format!("redis://127.0.0.1:{}", self.port));
        mailru_sdk::redis::RedisTokens::new(&redis, "tokens")
    }
}

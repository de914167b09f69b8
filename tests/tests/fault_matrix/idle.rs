//! Connections that the server closed while nobody looked: a write is not lost on one.

use std::{
    io,
    time::{Duration, Instant},
};

use mailru_sdk::{ServerApp, Settings, Uid};
use mailru_tests::scripted::Scripted;
use tokio::runtime::{Builder, Runtime};

use crate::{Way, api, once::KEPT, policy};

/// A server on a thread of its own, which goes on while the client sleeps.
struct Awake {
    runtime: Runtime,
    server: Scripted,
}

impl Awake {
    fn start(server: impl Future<Output = io::Result<Scripted>>) -> Self {
        let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let server = runtime.block_on(server).unwrap();
        Self { runtime, server }
    }

    fn settings(&self) -> Settings {
        settings(&self.server)
    }

    /// Closes the connection when the client has gone to sleep.
    fn close(&self) {
        self.runtime.block_on(self.server.close());
    }
}

/// A runtime that does nothing while nobody waits for it, so that it does not see what became of its connections.
fn asleep() -> Runtime {
    Builder::new_current_thread().enable_all().build().unwrap()
}

/// Lets so much time pass without driving any runtime of this thread.
fn pass(time: Duration) {
    let begun = Instant::now();
    while begun.elapsed() <= time {
        std::thread::yield_now();
    }
}

/// Longer than a connection may be idle by default.
const IDLE: Duration = Duration::from_millis(60);

fn settings(server: &Scripted) -> Settings {
    server.settings().retry(policy())
}

#[test]
fn a_write_survives_a_connection_that_was_closed_while_the_runtime_slept() {
    for way in [Way::WriteGet, Way::WriteForm, Way::WriteUpload] {
        let server = Awake::start(Scripted::holding(KEPT));
        let (client, api) = (asleep(), api(server.settings()));
        for round in 0..8 {
            assert_eq!(client.block_on(way.call(&api)).unwrap(), [Uid::new(5)], "{way:?}, {round}");
            server.close();
            pass(IDLE);
        }
    }
}

#[test]
fn how_long_is_the_programs_to_say() {
    for (limit, idle) in [(Duration::ZERO, Duration::ZERO), (Duration::from_millis(5), Duration::from_millis(6))] {
        let server = Awake::start(Scripted::holding(KEPT));
        let (client, api) = (asleep(), api(server.settings().write_idle_timeout(limit)));
        for round in 0..8 {
            assert_eq!(client.block_on(Way::WriteForm.call(&api)).unwrap(), [Uid::new(5)], "{limit:?}, {round}");
            server.close();
            pass(idle);
        }
    }
}

#[test]
fn a_grant_is_not_put_on_one_either() {
    let server =
        Awake::start(Scripted::holding("HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n{\"access_token\":\"a\"}"));
    let (client, app) = (asleep(), ServerApp::new(1, "secret key").settings(server.settings()));
    for _ in 0..8 {
        client.block_on(app.refresh("refresh token").tokens()).unwrap();
        server.close();
        pass(IDLE);
    }
}

#[test]
fn a_read_may_be_since_it_is_sent_again() {
    // It closes each connection right after its answer and does not say so.
    let server = Awake::start(Scripted::bytes(KEPT));
    let (client, api) = (asleep(), api(server.settings()));
    for _ in 0..8 {
        assert_eq!(client.block_on(Way::ReadGet.call(&api)).unwrap(), [Uid::new(5)]);
        pass(IDLE);
    }
}

#[tokio::test]
async fn writes_that_follow_each_other_share_a_connection() {
    // It takes one request more on a connection, and resets it then.
    let server = Scripted::fickle(KEPT).await.unwrap();
    let api = api(settings(&server).write_idle_timeout(Duration::from_hours(1)));
    assert!(Way::WriteForm.call(&api).await.is_ok());
    assert!(Way::WriteForm.call(&api).await.is_err());
}

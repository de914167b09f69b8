//! Connections that the server closed while nobody looked: a write is not lost on one.

use std::{
    io::{BufRead, BufReader, Write as _},
    net::{SocketAddr, TcpListener},
    sync::mpsc::{Receiver, Sender, channel},
    time::{Duration, Instant},
};

use mailru_sdk::{ServerApp, Settings, Uid};
use mailru_tests::scripted::Scripted;
use tokio::runtime::{Builder, Runtime};

use crate::{Way, api, once::KEPT, policy};

/// A server of its own thread, which closes each connection right after its answer and does not say so.
fn server(answer: &str) -> (Runtime, Scripted) {
    let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let server = runtime.block_on(Scripted::bytes(answer)).unwrap();
    (runtime, server)
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

/// A server that closes a connection when the test says so, and not before: the client has gone to sleep by then.
struct Closing {
    address: SocketAddr,
    close: Sender<()>,
    closed: Receiver<()>,
}

impl Closing {
    fn start(answer: &'static str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let ((close, wait), (done, closed)) = (channel(), channel());
        std::thread::spawn(move || {
            for connection in listener.incoming() {
                let mut connection = BufReader::new(connection.unwrap());
                read_request(&mut connection);
                connection.get_mut().write_all(answer.as_bytes()).unwrap();
                if wait.recv().is_err() {
                    return;
                }
                drop(connection);
                done.send(()).unwrap();
            }
        });
        Self { address, close, closed }
    }

    fn settings(&self) -> Settings {
        let address = format!("http://{}", self.address);
        Settings::new().api_url(format!("{address}/api")).oauth_url(format!("{address}/oauth")).retry(policy())
    }

    fn close(&self) {
        self.close.send(()).unwrap();
        self.closed.recv().unwrap();
    }
}

fn read_request(connection: &mut impl BufRead) {
    let mut length = 0;
    loop {
        let mut line = String::new();
        connection.read_line(&mut line).unwrap();
        let line = line.trim_end().to_ascii_lowercase();
        if line.is_empty() {
            break;
        }
        if let Some(number) = line.strip_prefix("content-length:") {
            length = number.trim().parse().unwrap();
        }
    }
    connection.read_exact(&mut vec![0; length]).unwrap();
}

#[test]
fn a_write_survives_a_connection_that_was_closed_while_the_runtime_slept() {
    for way in [Way::WriteGet, Way::WriteForm, Way::WriteUpload] {
        let server = Closing::start(KEPT);
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
        let server = Closing::start(KEPT);
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
    let server = Closing::start("HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n{\"access_token\":\"a\"}");
    let (client, app) = (asleep(), ServerApp::new(1, "secret key").settings(server.settings()));
    for _ in 0..8 {
        client.block_on(app.refresh("refresh token").tokens()).unwrap();
        server.close();
        pass(IDLE);
    }
}

#[test]
fn a_read_may_be_since_it_is_sent_again() {
    let (_running, server) = server(KEPT);
    let (client, api) = (asleep(), api(settings(&server)));
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

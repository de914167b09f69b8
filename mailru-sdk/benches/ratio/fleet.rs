//! `fleet_call`: a call under a limit that processes share through Redis, over the same call under a limit of this process alone. The
//! limit is so wide that nobody waits. `fleet_call_each`: the same where each call asks the server for its turn.

use std::{
    env,
    net::{Ipv4Addr, TcpListener, TcpStream},
    process::{Child, Command, Stdio},
    sync::Arc,
    thread,
    time::Duration,
};

use mailru_sdk::{
    RateLimit,
    redis::{Redis, RedisRateLimit},
};

use crate::{call::Sides, turns};

const LIMIT: RateLimit = RateLimit::new(1_000_000, Duration::from_secs(1));

/// A call of one user on either side.
const USERS: usize = 1;

pub fn run(name: &str, leases: bool) {
    let Some(server) = Server::start() else {
        println!("{name}: not measured, as there is no redis-server");
        return;
    };
    let mut shared = RedisRateLimit::new(&Redis::new(&server.url), name, LIMIT);
    if !leases {
        shared = shared.lease(Duration::ZERO);
    }
    let fleet = Sides::under(USERS, |settings| settings.limiter(Arc::new(shared)));
    let alone = Sides::under(USERS, |settings| settings.rate_limit(LIMIT));
    turns::ratio(name, |times| fleet.typed_calls(times, USERS), |times| alone.typed_calls(times, USERS));
}

/// A server that keeps nothing and ends with the measurement.
struct Server {
    child: Child,
    url: String,
}

impl Server {
    fn start() -> Option<Self> {
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).ok()?.local_addr().ok()?.port();
        let mut command = Command::new("redis-server");
        command.args(["--port", &port.to_string(), "--bind", "127.0.0.1", "--save", ""]).current_dir(env::temp_dir());
        let child = command.stdin(Stdio::null()).stdout(Stdio::null()).spawn().ok()?;
        let mut server = Self { child, url: format!("redis://127.0.0.1:{port}") };
        while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
            if server.child.try_wait().is_ok_and(|end| end.is_some()) {
                return None;
            }
            thread::sleep(Duration::from_millis(5));
        }
        Some(server)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

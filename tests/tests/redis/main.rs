//! What several machines share through Redis, against a real server: `redis-server`, or the program that `MAILRU_REDIS_SERVER` names,
//! such as a `valkey-server`. Where there is none, the tests say that they are skipped.

mod crowd;
mod encrypted;
mod failover;
mod failures;
mod loading;
mod lock;
mod promises;
mod rotations;
mod tls;
mod unsaved;
#[path = "../shared_store/worker.rs"]
mod worker;

use std::{env, path::Path, process::Command, sync::Arc, time::Duration};

use mailru_sandbox::Sandbox;
use mailru_sdk::{
    Api, Error, Server as ServerCircuit,
    auth::{TokenStore, Tokens},
    redis::{Redis, RedisTokens},
};
use mailru_tests::{server::Server, server_app};

/// Starts a server with those arguments besides the usual ones; `None`, with a message, where there is no program.
fn start(more: &[&str]) -> Option<Server> {
    let program = env::var("MAILRU_REDIS_SERVER").unwrap_or_else(|_| "redis-server".into());
    Server::start(&program, |folder, port| arguments(folder, port, more))
}

fn arguments(folder: &Path, port: u16, more: &[&str]) -> Vec<String> {
    let (folder, port) = (folder.display().to_string(), port.to_string());
    let usual = ["--port", &port, "--bind", "127.0.0.1", "--save", "", "--dir", &folder];
    usual.iter().chain(more).map(|&argument| argument.to_owned()).collect()
}

/// What makes a server keep what it was told, even when it is killed.
const DURABLE: [&str; 4] = ["--appendonly", "yes", "--appendfsync", "always"];

fn url(server: &Server) -> String {
    format!("redis://127.0.0.1:{}", server.port())
}

/// The server, which is not waited for long.
fn redis(server: &Server) -> Redis {
    Redis::new(url(server)).timeout(LIMIT)
}

/// How long an exchange with the server may take here.
const LIMIT: Duration = Duration::from_millis(500);

fn tokens(server: &Server) -> RedisTokens {
    RedisTokens::new(&redis(server), "tokens")
}

/// Says something to the server as another program does, and gives its answer.
fn tell(server: &Server, words: &[&str]) -> redis::Value {
    let client = redis::Client::open(url(server)).unwrap();
    let mut command = redis::cmd(words[0]);
    command.arg(&words[1..]);
    command.query(&mut client.get_connection().unwrap()).unwrap()
}

fn number(value: redis::Value) -> i64 {
    redis::from_redis_value(value).unwrap()
}

/// Sends the server's process a signal by its name.
fn signal(server: &Server, name: &str) {
    assert!(Command::new("kill").args([&format!("-{name}"), &server.id().to_string()]).status().unwrap().success());
}

/// The pair that the sandbox starts with.
fn first_pair(sandbox: &Sandbox) -> Tokens {
    Tokens::new(sandbox.access_token()).refresh_token(sandbox.refresh_token()).uid(sandbox.uid())
}

/// The next start of a program whose tokens are in that store.
async fn resume(sandbox: &Sandbox, store: &RedisTokens) -> Result<Api<ServerCircuit>, Error> {
    let store: Arc<dyn TokenStore> = Arc::new(store.clone());
    Ok(Api::new(server_app(sandbox).resume(store).await?.expect("there is a pair")))
}

/// How many refreshes were granted and how many refused.
fn refreshes(sandbox: &Sandbox) -> (usize, usize) {
    let requests = sandbox.token_requests();
    let granted = requests.iter().filter(|request| request.is_granted()).count();
    (granted, requests.len() - granted)
}

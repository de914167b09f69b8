//! The network that a company has, with real servers: proxies with a password, certificates of an authority of its own, answers that
//! are compressed. Nothing leaves the machine. Where a server is not installed, its tests say so and are passed over.

mod authority;
mod caching;
mod certificates;
mod clear;
mod codings;
mod connections;
mod environment;
mod nginx;
mod proxies;
mod socks;
mod squid;
mod trust;

use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering},
};

use mailru_sdk::{
    Api, CallStage, Client, ClientApp, Error, RetryPolicy, Settings, Uid,
    error::{TransportError, TransportKind},
};
use mailru_tests::texts::texts;

const PRIVATE_KEY: &str = "CANARIES-private-key";
const TOKEN: &str = "CANARIES-access-token";

/// A user name and a password with signs of every kind, as they are and as they stand in an address.
const USER: &str = "me@company";
const PASSWORD: &str = "CANARIES:/?#[]@!$&'()*+,;=%|^";
const WORDS: &str = "me%40company:CANARIES%3A%2F%3F%23%5B%5D%40%21%24%26%27%28%29%2A%2B%2C%3B%3D%25%7C%5E";

fn api(settings: Settings) -> Api<Client> {
    Api::new(ClientApp::new(423_004, PRIVATE_KEY).settings(settings).session(TOKEN, 7))
}

/// The answer of all servers here: one friend.
const ANSWER: &str = r#"["5"]"#;

async fn succeeds(settings: Settings) {
    assert_eq!(api(settings).friends().get().await.unwrap(), [Uid::new(5)]);
}

/// Why a call fails, after making sure that one that reads and one that writes are sent once, and that no secret shows.
async fn fails_at_once(settings: Settings, kind: TransportKind) -> String {
    let (settings, sent) = counted(settings.retry(RetryPolicy::new()));
    let api = api(settings);
    let error = transport(api.stream().post("text").await.map(drop));
    assert_eq!((error.kind(), sent.load(Ordering::SeqCst)), (kind, 1), "{error:?}");
    let error = transport(api.friends().get().await.map(drop));
    assert_eq!((error.kind(), sent.load(Ordering::SeqCst)), (kind, 1), "{error:?}");
    assert!(!error.is_retryable());
    error.to_string()
}

/// The failure, in which no canary may show.
fn transport(result: Result<(), Error>) -> TransportError {
    let error = result.unwrap_err();
    for text in texts(&error) {
        assert!(!text.contains("CANARIES") && !text.contains(WORDS), "{text}");
    }
    let Error::Transport(error) = error else { panic!("no failure of the network: {error:?}") };
    error
}

/// Settings that count how often the last call was sent.
fn counted(settings: Settings) -> (Settings, Arc<AtomicU32>) {
    let sent = Arc::new(AtomicU32::new(0));
    let last = Arc::clone(&sent);
    let settings = settings.on_call(move |event| {
        if event.stage == CallStage::End {
            last.store(event.attempt, Ordering::SeqCst);
        }
    });
    (settings, sent)
}

//! Measures the window that no client can close: how long a rotated refresh token is nowhere but in the memory of the process.
//!
//! `cargo run --example store_window` refreshes 200 times against a sandbox, with a token file in the temporary
//! folder, or in the folder that is given; or in Redis, where a URL is given, and with it perhaps how many replicas are waited
//! for. It begins when the platform sends its answer, which is a little before the answer arrives, and ends when the new file has the place of the old one and the disk has both, or when Redis has answered.

use std::{
    env,
    error::Error,
    fs,
    path::PathBuf,
    process,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use mailru_sandbox::Sandbox;
use mailru_sdk::{
    Api, ServerApp,
    auth::{FileStore, StoreFuture, StoreGuard, Stored, Swap, TokenStore, Tokens},
    redis::{Redis, RedisTokens},
};

const ROUNDS: usize = 200;

/// A store that notes when it is asked to write and when it has written.
struct Timed {
    inner: Box<dyn TokenStore>,
    last: Mutex<Option<(Instant, Instant)>>,
}

impl TokenStore for Timed {
    fn load(&self) -> StoreFuture<'_, Option<Stored>> {
        self.inner.load()
    }

    fn swap<'s>(&'s self, expected: Option<u64>, tokens: &'s Tokens) -> StoreFuture<'s, Swap> {
        Box::pin(async move {
            let begin = Instant::now();
            let swapped = self.inner.swap(expected, tokens).await;
            *self.last.lock().unwrap_or_else(PoisonError::into_inner) = Some((begin, Instant::now()));
            swapped
        })
    }

    fn probe(&self) -> StoreFuture<'_, ()> {
        self.inner.probe()
    }

    fn waiting_for(&self) -> Option<String> {
        self.inner.waiting_for()
    }

    fn lock(&self) -> StoreFuture<'_, StoreGuard> {
        self.inner.lock()
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let (place, replicas) = (env::args().nth(1), env::args().nth(2));
    let name = format!("mailru-store-window-{}", process::id());
    let (inner, folder) = match place {
        Some(url) if url.contains("://") => (in_redis(&url, name, replicas.as_deref())?, None),
        place => {
            let folder = place.map_or_else(env::temp_dir, PathBuf::from).join(name);
            fs::create_dir(&folder)?;
            let store: Box<dyn TokenStore> = Box::new(FileStore::new(folder.join("tokens.json")));
            (store, Some(folder))
        }
    };
    let sandbox = Sandbox::start().await?;
    let store = Arc::new(Timed { inner, last: Mutex::default() });
    let app = ServerApp::new(sandbox.app_id(), sandbox.secret_key()).settings(sandbox.settings());
    let session = app.refresh(sandbox.refresh_token()).store(store.clone()).authorize().await?;
    let (mut reading, mut storing, mut whole) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        sandbox.expire_sessions();
        let answers = sandbox.hold_token_answers();
        let api = Api::new(session.clone());
        let call = tokio::spawn(async move { api.friends().get().await });
        answers.arrived(1).await;
        let sent = Instant::now();
        answers.release();
        call.await??;
        let times = store.last.lock().unwrap_or_else(PoisonError::into_inner).take();
        let (begin, end) = times.ok_or("nothing was stored")?;
        reading.push(begin - sent);
        storing.push(end - begin);
        whole.push(end - sent);
    }
    println!("{ROUNDS} rotations, in microseconds:      median      max");
    print("from the answer to the store", reading);
    print("in the store", storing);
    print("together", whole);
    Ok(folder.map_or(Ok(()), fs::remove_dir_all)?)
}

/// A store in Redis, which forgets it soon.
fn in_redis(url: &str, key: String, replicas: Option<&str>) -> Result<Box<dyn TokenStore>, Box<dyn Error>> {
    let store = RedisTokens::new(&Redis::new(url), key).expire_after(Duration::from_mins(1));
    Ok(Box::new(match replicas {
        Some(count) => store.replicas(count.parse()?, Duration::from_secs(1)),
        None => store,
    }))
}

fn print(what: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let (median, max) = (times[times.len() / 2], times[times.len() - 1]);
    println!("{what:<36} {:>8} {:>8}", median.as_micros(), max.as_micros());
}

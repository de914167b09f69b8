//! A process of its own with a session in a token store, for the tests of several processes and of processes that are killed.
//!
//! `store_worker PLACE` makes calls for each line that it reads, and answers each line with one of its own; a line that is a number says
//! how many. With the name of a [`Step`] as second argument it is gone as soon as its first refresh comes there; with `impatient` its
//! calls may not take long; with `hold` it takes the lock for refreshes, and keeps it until its input ends. A place is a token file, or
//! the URL of a Redis server, `#` and a key; after another `#` may follow how many milliseconds a lock outlives its holder. The
//! application is in the environment.

use std::{
    error::Error,
    fs,
    io::{self, BufRead as _},
    path::PathBuf,
    process,
    sync::Arc,
    time::Duration,
};

use mailru_sdk::{
    Api, App,
    auth::{FileStore, StoreFuture, StoreGuard, Stored, Swap, TokenStore, Tokens},
    redis::{Redis, RedisTokens},
};
use tokio::task::JoinSet;

/// How many calls are made at a time.
const CALLS: usize = 8;

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let place = arguments.next().ok_or("which store?")?;
    let how = arguments.next();
    let inner = store(&place);
    if how.as_deref() == Some("hold") {
        return hold(&*inner).await;
    }
    let is_impatient = how.as_deref() == Some("impatient");
    let step = how.filter(|_| !is_impatient).map(|name| Step::named(&name)).transpose()?;
    let limit = if is_impatient { Duration::from_secs(1) } else { Duration::from_secs(30) };
    let store = Mortal { inner, path: place.into(), step };
    let session = App::from_env()?.server()?.resume(Arc::new(store)).await?.ok_or("nothing is stored")?;
    for line in io::stdin().lock().lines() {
        let mut calls = JoinSet::new();
        for _ in 0..line?.parse().unwrap_or(CALLS) {
            let api = Api::new(session.clone());
            calls.spawn(async move { api.friends().get().timeout(limit).await.map(drop) });
        }
        let ends: Result<Vec<()>, _> = calls.join_all().await.into_iter().collect();
        match ends {
            Ok(_) => println!("done"),
            Err(error) => println!("{error}"),
        }
    }
    Ok(())
}

/// The store in that place.
fn store(place: &str) -> Box<dyn TokenStore> {
    let Some((url, key)) = place.split_once('#') else { return Box::new(FileStore::new(place)) };
    let (key, lease) = key.split_once('#').unwrap_or((key, ""));
    let store = RedisTokens::new(&Redis::new(url), key);
    Box::new(lease.parse().map_or(store.clone(), |lease| store.lease(Duration::from_millis(lease))))
}

/// Has the lock until the input ends.
async fn hold(store: &dyn TokenStore) -> Result<(), Box<dyn Error>> {
    let _guard = store.lock().await?;
    println!("held");
    io::stdin().lock().read_line(&mut String::new())?;
    Ok(())
}

/// Where in a refresh a process can be killed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    /// Others are locked out, and nothing was asked yet.
    Locked,
    /// The new pair is there, and only in memory.
    Answered,
    /// The new pair is half in the draft beside the file.
    HalfWritten,
    /// The new pair is in the draft, which is not yet in the place of the file.
    Written,
    /// The new pair is in the file, and was not used yet.
    Stored,
}

impl Step {
    fn named(name: &str) -> Result<Self, String> {
        Ok(match name {
            "locked" => Self::Locked,
            "answered" => Self::Answered,
            "half-written" => Self::HalfWritten,
            "written" => Self::Written,
            "stored" => Self::Stored,
            _ => return Err(format!("there is no step {name}")),
        })
    }
}

/// A store whose process ends at that step, without any cleaning up.
struct Mortal {
    inner: Box<dyn TokenStore>,
    path: PathBuf,
    step: Option<Step>,
}

impl Mortal {
    fn die_at(&self, step: Step) {
        if self.step == Some(step) {
            process::abort();
        }
    }

    fn beside(&self, ending: &str) -> PathBuf {
        let mut name = self.path.clone().into_os_string();
        name.push(ending);
        name.into()
    }

    /// Leaves the draft that the file store writes, and not what it does with it afterwards.
    async fn write_draft(&self, expected: Option<u64>, tokens: &Tokens) -> Result<(), Box<dyn Error>> {
        let elsewhere = self.beside(".elsewhere");
        fs::copy(&self.path, &elsewhere)?;
        FileStore::new(&elsewhere).swap(expected, tokens).await?;
        let draft = self.beside(".new");
        // The mode goes along, whatever the umask.
        let length = fs::copy(&elsewhere, &draft)?;
        if self.step == Some(Step::HalfWritten) {
            fs::OpenOptions::new().write(true).open(&draft)?.set_len(length / 2)?;
        }
        Ok(())
    }
}

impl TokenStore for Mortal {
    fn load(&self) -> StoreFuture<'_, Option<Stored>> {
        self.inner.load()
    }

    fn swap<'s>(&'s self, expected: Option<u64>, tokens: &'s Tokens) -> StoreFuture<'s, Swap> {
        self.die_at(Step::Answered);
        Box::pin(async move {
            if matches!(self.step, Some(Step::HalfWritten | Step::Written)) {
                self.write_draft(expected, tokens).await.expect("the draft can be written");
                process::abort();
            }
            let swapped = self.inner.swap(expected, tokens).await;
            self.die_at(Step::Stored);
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
        Box::pin(async {
            let guard = self.inner.lock().await;
            self.die_at(Step::Locked);
            guard
        })
    }
}

//! The runtimes in which everything works.

use std::{
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use async_compat::Compat;
use mailru_runtimes::{Door, Platform};
use mailru_sdk::{Api, Error, RetryPolicy};
use mailru_tests::server_app;
use tokio::runtime::{Builder, Runtime};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}

/// Goes through every door.
fn works(name: &str, run: impl Fn(Door<'_>) -> Result<(), Error>) {
    let platform = Platform::start();
    for door in platform.doors(&folder(name)) {
        let what = door.0;
        run(door).unwrap_or_else(|error| panic!("{name}, {what}: {error}"));
    }
}

fn single() -> Runtime {
    Builder::new_current_thread().enable_all().build().unwrap()
}

#[test]
fn in_tokio_everything_works() {
    let (one, several) = (single(), Runtime::new().unwrap());
    works("one-thread", |(_, work)| one.block_on(work));
    works("several-threads", |(_, work)| several.block_on(work));
}

#[test]
fn in_actix_everything_works() {
    let system = actix_rt::System::new();
    works("actix", |(_, work)| system.block_on(work));
}

#[test]
fn under_other_executors_everything_works_with_a_tokio_runtime_beside_them() {
    let runtime = Runtime::new().unwrap();
    let _beside = runtime.enter();
    works("futures-beside", |(_, work)| futures_executor::block_on(work));
    works("smol-beside", |(_, work)| smol::block_on(work));
    works("async-std-beside", |(_, work)| async_std::task::block_on(work));
}

#[test]
fn under_other_executors_everything_works_in_the_wrapper_of_async_compat() {
    works("smol-compat", |(_, work)| smol::block_on(Compat::new(work)));
    works("async-std-compat", |(_, work)| async_std::task::block_on(Compat::new(work)));
}

#[test]
fn a_runtime_that_nobody_drives_holds_up_no_call_of_another() {
    let platform = Platform::start();
    let settings = platform.sandbox.settings().retry(RetryPolicy::off()).timeout(Duration::from_secs(20));
    let api = Api::new(server_app(&platform.sandbox).settings(settings).session(platform.sandbox.access_token()));
    let (idle, other) = (single(), single());
    let write = || async { api.call("stream.publish").param("text", "a").raw().await.map(|answer| answer.status()) };
    for runtime in [&idle, &other, &idle, &other] {
        let begun = Instant::now();
        runtime.block_on(async { api.friends().get().await }).unwrap();
        runtime.block_on(write()).unwrap();
        assert!(begun.elapsed() < Duration::from_secs(10), "it waited for the runtime that nobody drives");
    }
}

#[test]
fn runtimes_that_end_leave_nothing_behind_that_calls_need() {
    let platform = Platform::start();
    let api = platform.api();
    for _ in 0..20 {
        assert!(!single().block_on(async { api.friends().get().await }).unwrap().is_empty());
    }
}

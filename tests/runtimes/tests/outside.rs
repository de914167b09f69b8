//! Where no tokio runtime is, or one that lacks what calls need: an error that says so, and no panic.

use std::path::{Path, PathBuf};

use mailru_runtimes::{Door, Platform};
use mailru_sdk::{Error, blocking::Wait as _, error::ConfigError};
use tokio::runtime::{Builder, Runtime};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}

/// Goes through every door, and gets nowhere.
fn refused(name: &str, lacks: &str, run: impl Fn(Door<'_>) -> Result<(), Error>) {
    let platform = Platform::start();
    let before = platform.sandbox.requests().len();
    for door in platform.doors(&folder(name)) {
        let what = door.0;
        match run(door) {
            Err(Error::Config(error @ ConfigError::NoRuntime(_))) => {
                let told = error.to_string();
                for part in [lacks, "enable_all", "the feature `blocking`"] {
                    assert!(told.contains(part), "{what}: {told}");
                }
            }
            other => panic!("{name}, {what}: {other:?}"),
        }
    }
    assert_eq!(platform.sandbox.requests().len(), before);
    assert!(platform.sandbox.token_requests().is_empty());
}

#[test]
fn under_futures_executor_it_is_an_error() {
    refused("futures", "there is none here", |(_, work)| futures_executor::block_on(work));
}

#[test]
fn under_smol_it_is_an_error() {
    refused("smol", "there is none here", |(_, work)| smol::block_on(work));
}

#[test]
fn under_async_std_it_is_an_error() {
    refused("async-std", "there is none here", |(_, work)| async_std::task::block_on(work));
}

fn lacking(name: &str, lacks: &str, runtime: &Runtime) {
    refused(name, lacks, |(_, work)| runtime.block_on(work));
}

#[test]
fn in_a_runtime_without_timers_it_is_an_error() {
    let lacks = "the one here has no timers (`enable_time`)";
    lacking("no-time", lacks, &Builder::new_current_thread().enable_io().build().unwrap());
    lacking("no-time-threads", lacks, &Builder::new_multi_thread().worker_threads(1).enable_io().build().unwrap());
    lacking("nothing", lacks, &Builder::new_current_thread().build().unwrap());
}

#[test]
fn in_a_runtime_without_io_it_is_an_error() {
    let lacks = "the one here has no IO (`enable_io`)";
    lacking("no-io", lacks, &Builder::new_current_thread().enable_time().build().unwrap());
}

#[test]
fn a_file_store_says_so_too() {
    let platform = Platform::start();
    let folder = folder("store");
    std::fs::create_dir_all(&folder).unwrap();
    let store = platform.store(&folder);
    let told = smol::block_on(store.load()).unwrap_err().to_string();
    assert!(told.contains("calls need a tokio runtime"), "{told}");
    let told = futures_executor::block_on(store.lock()).map(drop).unwrap_err().to_string();
    assert!(told.contains("calls need a tokio runtime"), "{told}");
}

#[test]
fn blocking_calls_work_under_any_other_executor() {
    let platform = Platform::start();
    let api = platform.api();
    let friends = || api.friends().get().wait().map(|friends| friends.len());
    let counts = [
        futures_executor::block_on(async { friends() }),
        smol::block_on(async { friends() }),
        async_std::task::block_on(async { friends() }),
    ];
    for count in counts {
        assert!(count.unwrap() > 0);
    }
}

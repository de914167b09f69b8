//! A call that began in tokio and was then moved to where none is: its runtime goes on driving it.

use std::{
    future::{Future, IntoFuture as _},
    path::{Path, PathBuf},
    pin::Pin,
    task::{Context, Waker},
    time::Duration,
};

use mailru_runtimes::Platform;
use mailru_sdk::{Api, RetryPolicy, ServerApp};
use mailru_tests::sequence::Sequence;
use tokio::runtime::Runtime;

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}

/// Begins the work in the runtime, and ends it where there is none.
fn moved<T>(runtime: &Runtime, mut work: Pin<Box<dyn Future<Output = T> + '_>>) -> T {
    let first = {
        let _here = runtime.enter();
        work.as_mut().poll(&mut Context::from_waker(Waker::noop()))
    };
    match first {
        std::task::Poll::Ready(done) => done,
        std::task::Poll::Pending => futures_executor::block_on(work),
    }
}

#[test]
fn whatever_began_in_a_runtime_may_be_moved_out_of_it() {
    let (platform, runtime) = (Platform::start(), Runtime::new().unwrap());
    for (what, work) in platform.doors(&folder("moved")) {
        moved(&runtime, work).unwrap_or_else(|error| panic!("{what}: {error}"));
    }
}

#[test]
fn a_call_that_was_moved_waits_out_its_pauses() {
    let runtime = Runtime::new().unwrap();
    let busy = || (503, String::new());
    let server = runtime.block_on(Sequence::of_answers([busy(), busy(), (200, r#"["7"]"#.into())])).unwrap();
    let pause = Duration::from_millis(5);
    let settings = server.settings().retry(RetryPolicy::new().base_delay(pause).max_delay(pause));
    let api = Api::new(ServerApp::new(1, "secret key").settings(settings).session("access token"));
    let friends = moved(&runtime, Box::pin(api.friends().get().into_future())).unwrap();
    assert_eq!((friends.len(), server.asked().len()), (1, 3));
}

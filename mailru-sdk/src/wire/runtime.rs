//! What drives a call, and whether that will do: tokio, with timers and, for the SDK's own connections, IO.
//!
//! tokio panics where a timer or a socket is made without it, and has no question that tells beforehand. So each is made once for
//! each runtime and thread, and a panic is caught; the program's panic hook sees it, as it would have without that. Where panics end
//! the program (`panic = "abort"`) they do so here too, with tokio's message.

use std::{
    cell::Cell,
    collections::VecDeque,
    future::poll_fn,
    net::{Ipv4Addr, UdpSocket},
    panic::catch_unwind,
    pin::Pin,
    sync::Mutex,
    time::Duration,
};

use tokio::runtime::{Handle, Id};

use crate::{error::ConfigError, wire::process};

/// A runtime, and the process that it runs in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Driver {
    runtime: Id,
    process: u32,
}

/// What a runtime has; of IO nothing is known before it is needed.
#[derive(Debug, Clone, Copy)]
struct Fitness {
    timers: bool,
    io: Option<bool>,
}

thread_local! {
    /// What this thread was last driven by.
    static LAST: Cell<Option<(Driver, Fitness)>> = const { Cell::new(None) };
}

/// The runtimes that made calls of late, each with the process that it was first seen in.
static SEEN: Mutex<VecDeque<Driver>> = Mutex::new(VecDeque::new());

/// How many of them are remembered.
const LONGEST: usize = 64;

/// The runtime that is here, if a call can be made in it.
pub(crate) fn driver(needs_io: bool) -> Result<Driver, ConfigError> {
    let lacks = |what| Err(ConfigError::NoRuntime(what));
    let Ok(handle) = Handle::try_current() else { return lacks("there is none here") };
    let driver = Driver { runtime: handle.id(), process: process::id() };
    let last = LAST.get();
    let mut fitness = match last {
        Some((known, fitness)) if known == driver => fitness,
        _ if is_inherited(driver, last) => return Err(ConfigError::ForkedRuntime),
        _ => Fitness { timers: has_timers(), io: None },
    };
    if needs_io && fitness.timers {
        fitness.io = fitness.io.or_else(|| Some(has_io()));
    }
    LAST.set(Some((driver, fitness)));
    match fitness {
        Fitness { timers: false, .. } => lacks("the one here has no timers (`enable_time`)"),
        Fitness { io: Some(false), .. } if needs_io => lacks("the one here has no IO (`enable_io`)"),
        _ => Ok(driver),
    }
}

/// Goes on with work in the runtime where it began, also after it was moved to where none is.
pub(crate) async fn kept<T>(mut work: Pin<&mut impl Future<Output = T>>) -> T {
    let own = Handle::try_current().ok();
    poll_fn(|context| {
        let away = own.as_ref().filter(|_| Handle::try_current().is_err());
        let _entered = away.map(Handle::enter);
        work.as_mut().poll(context)
    })
    .await
}

/// Whether the runtime came over from another process, which goes on using its file descriptors: what the kernel tells of one
/// process' connections would then reach the other.
fn is_inherited(driver: Driver, last: Option<(Driver, Fitness)>) -> bool {
    let is_before = |seen: Driver| seen.runtime == driver.runtime && seen.process != driver.process;
    if last.is_some_and(|(seen, _)| is_before(seen)) {
        return true;
    }
    // A lock that another thread held when the process was forked stays locked.
    let Ok(mut seen) = SEEN.try_lock() else { return false };
    if seen.iter().copied().any(is_before) {
        return true;
    }
    if !seen.contains(&driver) {
        seen.truncate(LONGEST - 1);
        seen.push_front(driver);
    }
    false
}

fn has_timers() -> bool {
    catch_unwind(|| drop(tokio::time::sleep(Duration::ZERO))).is_ok()
}

fn has_io() -> bool {
    // Of what there is on every system it is the least: it connects to nothing and waits for nobody.
    let Ok(socket) = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)) else { return true };
    let nonblocking = socket.set_nonblocking(true).is_ok();
    !nonblocking || catch_unwind(|| drop(tokio::net::UdpSocket::from_std(socket))).is_ok()
}

#[cfg(test)]
mod tests {
    use tokio::runtime::Builder;

    use super::*;

    #[test]
    fn what_a_runtime_lacks_is_told() {
        let told = |builder: &mut Builder, needs_io| {
            let runtime = builder.build().unwrap();
            runtime.block_on(async { driver(needs_io).map(drop).map_err(|error| error.to_string()) })
        };
        let single = Builder::new_current_thread;
        assert!(driver(false).unwrap_err().to_string().contains("there is none here"));
        assert!(told(single().enable_io(), true).unwrap_err().contains("no timers (`enable_time`)"));
        assert!(told(single().enable_time(), true).unwrap_err().contains("no IO (`enable_io`)"));
        assert_eq!(told(single().enable_time(), false), Ok(()));
        assert_eq!(told(single().enable_all(), true), Ok(()));
        assert_eq!(told(Builder::new_multi_thread().worker_threads(1).enable_all(), true), Ok(()));
    }

    #[test]
    fn a_runtime_of_another_process_is_known() {
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        let _here = runtime.enter();
        let driver = driver(true).unwrap();
        let child = Driver { process: driver.process + 1, ..driver };
        assert!(is_inherited(child, None) && !is_inherited(driver, None));
    }
}

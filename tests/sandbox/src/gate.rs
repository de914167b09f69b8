//! Gates that hold requests until a test opens them, so that a test decides what happens at the same time instead of
//! waiting for luck.

use std::panic::Location;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::watch;

/// How long a test waits for requests that do not come.
const PATIENCE: Duration = Duration::from_secs(30);

/// Holds what comes to it until it is [released](Self::release) or dropped.
#[derive(Debug)]
#[must_use = "a gate opens when it is dropped"]
pub struct Gate(Arc<Barrier>);

/// The side of a gate at which requests wait.
#[derive(Debug)]
pub(crate) struct Barrier {
    open: watch::Sender<bool>,
    arrivals: watch::Sender<usize>,
}

impl Gate {
    /// A closed gate, and what waits at it.
    pub(crate) fn new() -> (Arc<Barrier>, Self) {
        let barrier = Arc::new(Barrier { open: watch::Sender::new(false), arrivals: watch::Sender::new(0) });
        (Arc::clone(&barrier), Self(barrier))
    }

    /// How many requests have come to the gate so far, those included that have given up since.
    #[must_use]
    pub fn arrivals(&self) -> usize {
        *self.0.arrivals.borrow()
    }

    /// Returns when `count` requests in all have come to the gate. Needs a runtime with time, as calls do.
    ///
    /// # Panics
    ///
    /// When they have not come within 30 seconds: the message says how many have, and the place is that of the call.
    #[track_caller]
    pub fn arrived(&self, count: usize) -> impl Future<Output = ()> {
        let asked = Location::caller();
        async move {
            if !self.arrive_within(PATIENCE, count).await {
                let (arrived, seconds) = (self.arrivals(), PATIENCE.as_secs());
                panic!("{asked}: after {seconds} seconds {arrived} requests of {count} have come to the gate");
            }
        }
    }

    /// Whether they come in time. That is the system's: a runtime whose own time stands still until nothing else is left to do
    /// does not know that a request is on its way.
    async fn arrive_within(&self, patience: Duration, count: usize) -> bool {
        let begin = Instant::now();
        let mut arrivals = self.0.arrivals.subscribe();
        loop {
            let left = patience.saturating_sub(begin.elapsed());
            match tokio::time::timeout(left, arrivals.wait_for(|arrived| *arrived >= count)).await {
                // The sender is in this gate, so it cannot be gone.
                Ok(_) => return true,
                Err(_) if begin.elapsed() >= patience => return false,
                Err(_) => {}
            }
        }
    }

    /// Lets everything through, now and later.
    pub fn release(self) {}
}

impl Drop for Gate {
    fn drop(&mut self) {
        self.0.open.send_replace(true);
    }
}

impl Barrier {
    /// Waits for as long as the gate is closed.
    pub(crate) async fn pass(&self) {
        let mut open = self.open.subscribe();
        self.arrivals.send_modify(|arrived| *arrived += 1);
        // The sender is in the barrier, so it cannot be gone.
        let _ = open.wait_for(|open| *open).await;
    }
}

/// A place where there may be a gate.
#[derive(Debug, Default)]
pub(crate) struct Gateway(Mutex<Option<Arc<Barrier>>>);

impl Gateway {
    /// Puts a gate here. An earlier one keeps what it holds, and gets nothing more.
    pub(crate) fn close(&self) -> Gate {
        let (barrier, gate) = Gate::new();
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(barrier);
        gate
    }

    /// Waits for as long as the gate here is closed.
    pub(crate) async fn pass(&self) {
        let barrier = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(barrier) = barrier {
            barrier.pass().await;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::time::Duration;

    use super::{Gate, Gateway};

    #[tokio::test]
    async fn without_a_gate_nothing_waits() {
        Gateway::default().pass().await;
    }

    #[tokio::test]
    async fn a_gate_counts_what_it_holds_and_opens_for_all_when_released_or_dropped() {
        let gateway = Arc::new(Gateway::default());
        let release: [fn(Gate); 2] = [Gate::release, drop];
        for open in release {
            let gate = gateway.close();
            let passing: Vec<_> = (0..3)
                .map(|_| {
                    let gateway = Arc::clone(&gateway);
                    tokio::spawn(async move { gateway.pass().await })
                })
                .collect();
            gate.arrived(3).await;
            assert_eq!(gate.arrivals(), 3);
            assert!(passing.iter().all(|passing| !passing.is_finished()));
            open(gate);
            for passing in passing {
                passing.await.expect("it passes");
            }
            gateway.pass().await;
        }
    }

    #[tokio::test]
    async fn who_waits_for_more_than_there_is_gives_up_in_the_end() {
        let (barrier, gate) = Gate::new();
        let passing = tokio::spawn(async move { barrier.pass().await });
        assert!(gate.arrive_within(Duration::from_secs(30), 1).await);
        assert!(!gate.arrive_within(Duration::from_millis(1), 2).await);
        assert!(gate.arrive_within(Duration::ZERO, 1).await, "what is there is not waited for");
        gate.release();
        passing.await.expect("it passes");
    }
}

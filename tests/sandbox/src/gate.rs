//! Gates that hold requests until a test opens them, so that a test decides what happens at the same time instead of
//! waiting for luck.

use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::watch;

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

    /// Returns when `count` requests in all have come to the gate.
    pub async fn arrived(&self, count: usize) {
        let mut arrivals = self.0.arrivals.subscribe();
        // The sender is in this gate, so it cannot be gone.
        let _ = arrivals.wait_for(|arrived| *arrived >= count).await;
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

    use super::Gateway;

    #[tokio::test]
    async fn without_a_gate_nothing_waits() {
        Gateway::default().pass().await;
    }

    #[tokio::test]
    async fn a_gate_counts_what_it_holds_and_opens_for_all_when_released_or_dropped() {
        let gateway = Arc::new(Gateway::default());
        let release: [fn(super::Gate); 2] = [super::Gate::release, drop];
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
}

//! Work that may wait for the disk or for another process.

use tokio::{sync::oneshot, task::spawn_blocking};

/// Does the work where it holds up no other task; `None` when it was given up.
///
/// The runtime is handed a box, so that a task is compiled once, and not for each kind of work.
pub(crate) async fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    let (sender, receiver) = oneshot::channel();
    let work: Box<dyn FnOnce() + Send> = Box::new(move || {
        // Nobody may be waiting any more.
        let _ = sender.send(work());
    });
    drop(spawn_blocking(work));
    receiver.await.ok()
}

//! How far the files of a call have got, and how long they may stand still.

use std::{
    pin::pin,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use futures_util::future::{Either, select};
use tokio::{
    sync::Notify,
    time::{Instant, timeout_at},
};

use crate::error::{Error, TransportError, TransportKind};

/// What the pieces of all files of a call tell on their way.
#[derive(Debug)]
pub(crate) struct Progress {
    /// How long it may be from one piece to the next, if that is limited.
    patience: Option<Duration>,
    state: Mutex<State>,
    moved: Notify,
}

#[derive(Debug)]
struct State {
    /// Of this attempt, in bytes.
    sent: u64,
    total: u64,
    /// When anything happened.
    last: Instant,
}

impl Progress {
    pub(crate) fn new(patience: Option<Duration>) -> Arc<Self> {
        let state = State { sent: 0, total: 0, last: Instant::now() };
        Arc::new(Self { patience, state: Mutex::new(state), moved: Notify::new() })
    }

    pub(crate) fn patience(&self) -> Option<Duration> {
        self.patience
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// An attempt begins, with so many bytes of files.
    pub(crate) fn begin(&self, total: u64) {
        *self.state() = State { sent: 0, total, last: Instant::now() };
        self.moved.notify_one();
    }

    /// So many bytes more went to the connection.
    pub(crate) fn advance(&self, bytes: u64) {
        let mut state = self.state();
        state.sent += bytes;
        state.last = Instant::now();
        drop(state);
        self.moved.notify_one();
    }

    /// What went to the connection in the last attempt, and what should have, in bytes.
    pub(crate) fn sent(&self) -> (u64, u64) {
        let state = self.state();
        (state.sent, state.total)
    }

    /// Gives work `limit` until its first piece is on the way and after its last one was, and `piece` from each to the next.
    pub(crate) async fn within<T>(
        &self,
        (limit, piece): (Duration, Duration),
        method: &str,
        work: impl Future<Output = Result<T, Error>>,
    ) -> Result<T, Error> {
        match select(pin!(work), pin!(self.overdue(limit, piece))).await {
            Either::Left((result, _)) => result,
            Either::Right((kind, _)) => Err(TransportError::new(kind, method).into()),
        }
    }

    async fn overdue(&self, limit: Duration, piece: Duration) -> TransportKind {
        loop {
            let (last, kind) = {
                let state = self.state();
                let on_its_way = state.sent > 0 && state.sent < state.total;
                let kind = if on_its_way { TransportKind::Stalled(piece) } else { TransportKind::Timeout(limit) };
                (state.last, kind)
            };
            let (TransportKind::Stalled(patience) | TransportKind::Timeout(patience)) = kind else { return kind };
            match last.checked_add(patience) {
                Some(end) if timeout_at(end, self.moved.notified()).await.is_err() => return kind,
                Some(_) => {}
                None => self.moved.notified().await,
            }
        }
    }
}

//! How long a client may keep the sandbox waiting for the next piece of a body. The head of a request is hyper's to wait for.

use std::io;
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody};
use futures_util::{StreamExt as _, stream};

/// A client that neither goes on nor hangs up.
const TOO_LATE: &str = "the client is too slow";

/// The body, which breaks off where the next piece takes longer.
pub(super) fn limited<B>(body: B, patience: Duration) -> Body
where
    B: HttpBody<Data = Bytes, Error: std::error::Error + Send + Sync> + Send + 'static,
{
    // Most requests have none.
    if body.is_end_stream() {
        return Body::empty();
    }
    let pieces = stream::unfold(Some(Body::new(body).into_data_stream()), move |pieces| async move {
        let mut pieces = pieces?;
        match tokio::time::timeout(patience, pieces.next()).await {
            Ok(piece) => piece.map(|piece| (piece.map_err(io::Error::other), Some(pieces))),
            Err(_) => Some((Err(io::Error::new(io::ErrorKind::TimedOut, TOO_LATE)), None)),
        }
    });
    Body::from_stream(pieces)
}

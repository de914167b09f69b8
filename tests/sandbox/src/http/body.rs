//! Bodies that no honest answer has. They are made while they are sent.

use std::io;

use axum::body::{Body, Bytes};
use futures_util::stream;

/// The size of the pieces of a long body, in bytes.
const PIECE: usize = 64 << 10;

/// Sends the bytes, and then closes the connection as if there were more to come.
pub(super) fn broken_off(beginning: Bytes) -> Body {
    let pieces = stream::unfold(Some(beginning), |rest| async {
        let Some(piece) = rest else {
            // What was sent so far is on its way only when the server got time to write it.
            tokio::task::yield_now().await;
            return Some((Err(io::Error::from(io::ErrorKind::BrokenPipe)), None));
        };
        Some((Ok(piece), None))
    });
    Body::from_stream(pieces)
}

/// Sends an answer and then as many bytes of white space.
pub(super) fn padded(answer: Bytes, bytes: u64) -> Body {
    let space = Bytes::from(vec![b' '; PIECE]);
    let pieces = stream::unfold((Some(answer), bytes), move |(answer, left)| {
        let space = space.clone();
        async move {
            if let Some(answer) = answer {
                return Some((Ok::<_, io::Error>(answer), (None, left)));
            }
            let length = usize::try_from(left).unwrap_or(usize::MAX).min(PIECE);
            (length > 0).then(|| (Ok(space.slice(..length)), (None, left - length as u64)))
        }
    });
    Body::from_stream(pieces)
}

//! What goes to the platform through the program's own transport.

use std::{
    fmt, io,
    pin::Pin,
    task::{Context, Poll},
};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};

/// The body of a request that goes through [`Settings::transport`](crate::Settings::transport): nothing, a form, or files piece by piece.
///
/// It holds what the request says, session key and signature included; its `Debug` form does not show them.
pub struct RequestBody(reqwest::Body);

impl RequestBody {
    pub(super) fn new(body: reqwest::Body) -> Self {
        Self(body)
    }

    /// All of it, when it is in memory: without files it always is.
    #[must_use]
    pub fn as_bytes(&self) -> Option<&[u8]> {
        self.0.as_bytes()
    }
}

impl Body for RequestBody {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        let frame = Pin::new(&mut self.0).poll_frame(cx);
        frame.map(|frame| frame.map(|frame| frame.map_err(|error| io::Error::other(error.without_url()))))
    }

    fn is_end_stream(&self) -> bool {
        self.0.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.0.size_hint()
    }
}

impl fmt::Debug for RequestBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RequestBody").field("bytes", &self.0.size_hint().exact()).finish_non_exhaustive()
    }
}

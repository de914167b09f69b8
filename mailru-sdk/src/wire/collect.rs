//! A body that comes in pieces, up to a limit.

use bytes::Bytes;

use crate::{error::TransportKind, wire::failure::Failure};

/// What came of it. Most answers come in one piece, which is taken as it is.
pub(super) struct Collected {
    announced: usize,
    limit: usize,
    first: Bytes,
    whole: Vec<u8>,
}

impl Collected {
    /// `announced`: its length as far as it is known, in bytes.
    pub(super) fn new(announced: u64, limit: usize) -> Result<Self, Failure> {
        let announced = usize::try_from(announced).unwrap_or(usize::MAX);
        if announced > limit {
            return Err(Failure::new(TransportKind::TooLarge(limit)));
        }
        Ok(Self { announced, limit, first: Bytes::new(), whole: Vec::new() })
    }

    pub(super) fn add(&mut self, piece: Bytes) -> Result<(), Failure> {
        let length = self.first.len().max(self.whole.len());
        if length + piece.len() > self.limit {
            return Err(Failure::new(TransportKind::TooLarge(self.limit)));
        }
        if length == 0 {
            self.first = piece;
            return Ok(());
        }
        if self.whole.is_empty() {
            self.whole.extend_from_slice(&self.first);
        }
        // The announced length is a claim; the more of it has come, the more memory is taken for the rest.
        self.whole.reserve(self.announced.saturating_sub(length).min(4 * length).max(piece.len()));
        self.whole.extend_from_slice(&piece);
        Ok(())
    }

    pub(super) fn whole(self) -> Bytes {
        if self.whole.is_empty() { self.first } else { self.whole.into() }
    }
}

//! What comes back: any status, the headers, the whole body up to the limit.

use std::{fmt, time::SystemTime};

use bytes::Bytes;
use reqwest::{
    Response,
    header::{CONTENT_ENCODING, DATE, HeaderMap, RETRY_AFTER},
};

use crate::{
    error::{Seconds, TransportKind},
    wire::{failure::Failure, retry::retry_after},
};

/// An answer: any status, the whole body.
pub(crate) struct Reply {
    pub(crate) status: u16,
    headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Reply {
    /// Reads the whole answer, whatever its status is.
    pub(super) async fn read(mut response: Response, limit: usize) -> Result<Self, Failure> {
        let body = read(&mut response, limit).await?;
        Ok(Self { status: response.status().as_u16(), headers: std::mem::take(response.headers_mut()), body })
    }

    #[cfg(fuzzing)]
    pub(crate) fn scripted(status: u16, body: Vec<u8>) -> Self {
        Self { status, headers: HeaderMap::new(), body: body.into() }
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    pub(crate) fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// How the body is coded, if the server says that it is, though the request asked for it as it is.
    pub(crate) fn coding(&self) -> Option<&str> {
        self.header(CONTENT_ENCODING.as_str()).map(str::trim).filter(|coding| !coding.eq_ignore_ascii_case("identity"))
    }

    /// The pause that the platform asks for.
    pub(crate) fn retry_after(&self) -> Option<Seconds> {
        let text = |name| self.headers.get(name).and_then(|value| value.to_str().ok());
        retry_after(text(RETRY_AFTER)?, text(DATE), SystemTime::now())
    }

    pub(crate) fn headers(&self) -> impl Iterator<Item = (&str, &str)> {
        self.headers.iter().filter_map(|(name, value)| Some((name.as_str(), value.to_str().ok()?)))
    }
}

/// Reads a body of up to `limit` bytes.
async fn read(response: &mut Response, limit: usize) -> Result<Bytes, Failure> {
    let announced = response.content_length().unwrap_or(0);
    let announced = usize::try_from(announced).unwrap_or(usize::MAX);
    let too_large = || Failure::new(TransportKind::TooLarge(limit));
    if announced > limit {
        return Err(too_large());
    }
    // Most answers come in one piece, which is taken as it is.
    let (mut first, mut whole) = (Bytes::new(), Vec::new());
    while let Some(chunk) = response.chunk().await? {
        let length = first.len().max(whole.len());
        if length + chunk.len() > limit {
            return Err(too_large());
        }
        if length == 0 {
            first = chunk;
            continue;
        }
        if whole.is_empty() {
            whole.extend_from_slice(&first);
        }
        // The announced length is a claim; the more of it has come, the more memory is taken for the rest.
        whole.reserve(announced.saturating_sub(length).min(4 * length).max(chunk.len()));
        whole.extend_from_slice(&chunk);
    }
    Ok(if whole.is_empty() { first } else { whole.into() })
}

impl fmt::Debug for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reply").field("status", &self.status).finish_non_exhaustive()
    }
}

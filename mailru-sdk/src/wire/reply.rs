//! What comes back: any status, the headers, the whole body up to the limit.

use std::{fmt, time::SystemTime};

use bytes::Bytes;
use reqwest::{
    Response,
    header::{CONTENT_ENCODING, DATE, HeaderMap, RETRY_AFTER},
};

use crate::{
    error::Seconds,
    wire::{collect::Collected, failure::Failure, retry::retry_after},
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

    /// An answer of the program's own transport.
    pub(super) fn new(status: u16, headers: HeaderMap, body: Bytes) -> Self {
        Self { status, headers, body }
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
    let mut collected = Collected::new(response.content_length().unwrap_or(0), limit)?;
    while let Some(piece) = response.chunk().await? {
        collected.add(piece)?;
    }
    Ok(collected.whole())
}

impl fmt::Debug for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reply").field("status", &self.status).finish_non_exhaustive()
    }
}

//! Recording: a proxy on the loopback address between a program and the platform, which keeps what passes by.
//!
//! Requests go on, and answers come back, unchanged, but for the address of the recorder in the `Origin` and `Referer` of a browser, which
//! takes it for the platform; the signature does not cover the host. What is kept is made safe first: keys, tokens,
//! codes, passwords, signatures and cookies are gone, and names, addresses, texts, links, ids, dates and larger numbers are replaced by
//! invented ones of the same form. Of files the size is kept. The first line about an exchange is told when its file is complete.
//!
//! ```no_run
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), mailru_sandbox::record::RecordError> {
//! use mailru_sandbox::record::Recorder;
//!
//! let recorder = Recorder::builder("https://www.appsmail.ru", "recordings").start().await?;
//! println!("export MAILRU_API_URL={}", recorder.api_url());
//! // ... let a program make its calls.
//! println!("{}", recorder.stop().await);
//! # Ok(())
//! # }
//! ```

mod builder;
mod decompress;
mod keeper;
mod line;
mod proxy;
mod serve;
mod summary;
mod upstream;

use std::net::SocketAddr;
use std::sync::Arc;

use tokio::sync::oneshot;
use tokio::task::JoinHandle;

pub use self::builder::{RecordError, RecorderBuilder};
use self::proxy::Proxy;
pub use self::summary::Summary;

/// A proxy that records until it is dropped or [stopped](Self::stop).
#[derive(Debug)]
#[must_use = "a recorder shuts down when it is dropped"]
pub struct Recorder {
    address: SocketAddr,
    proxy: Arc<Proxy>,
    server: JoinHandle<()>,
    // The server runs for as long as this exists.
    running: oneshot::Sender<()>,
}

impl Recorder {
    /// A recorder of what passes between a program and `upstream`, such as `https://www.appsmail.ru`, into the folder `to`, which is made
    /// if it is not there.
    pub fn builder(upstream: impl Into<String>, to: impl Into<std::path::PathBuf>) -> RecorderBuilder {
        RecorderBuilder::new(upstream.into(), to.into())
    }

    /// What a program gets as `MAILRU_API_URL`.
    #[must_use]
    pub fn api_url(&self) -> String {
        format!("http://{}/platform/api", self.address)
    }

    /// What a program gets as `MAILRU_OAUTH_URL`.
    #[must_use]
    pub fn oauth_url(&self) -> String {
        format!("http://{}/oauth", self.address)
    }

    /// What was recorded so far.
    #[must_use]
    pub fn summary(&self) -> Summary {
        self.proxy.summary()
    }

    /// Shuts down. What is under way is cut off; what was answered is on the disk.
    pub async fn stop(self) -> Summary {
        drop(self.running);
        // An error here means that the runtime is going down, and the server with it.
        let _ = self.server.await;
        self.proxy.summary()
    }
}

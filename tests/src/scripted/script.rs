//! What the server does with one connection.

use std::{future::pending, io, sync::Arc};

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
    sync::Semaphore,
};

use super::request;

/// The size of the pieces in which a long body is sent, in bytes.
const PIECE: usize = 64 * 1024;

/// What is done with every connection.
#[derive(Debug)]
pub(super) enum Script {
    /// Read a request, send these bytes, close.
    Answer(Vec<u8>),
    /// Read a request, send a long body of spaces, close.
    Stream {
        head: Vec<u8>,
        bytes: usize,
        chunked: bool,
    },
    /// Send these bytes at once, and close when the client does.
    Greet(Vec<u8>),
    Reset,
    /// Read a request, send these bytes, and leave it at that.
    Stall(Vec<u8>),
    /// Read a request, send these bytes, reset the connection.
    Break(Vec<u8>),
    /// Read a request, send these bytes, read another one, reset the connection.
    AnswerOnce(Vec<u8>),
    /// Read a request, send these bytes, close when that is asked for.
    Hold(Vec<u8>, Arc<Closing>),
}

/// How often a connection is to be closed, and how often one was.
#[derive(Debug)]
pub(super) struct Closing {
    due: Semaphore,
    done: Semaphore,
}

impl Closing {
    pub(super) fn new() -> Arc<Self> {
        Arc::new(Self { due: Semaphore::new(0), done: Semaphore::new(0) })
    }

    /// Has a connection closed, and waits until it is.
    pub(super) async fn close(&self) {
        self.due.add_permits(1);
        take(&self.done).await;
    }
}

async fn take(permits: &Semaphore) {
    // Nobody closes it.
    if let Ok(permit) = permits.acquire().await {
        permit.forget();
    }
}

impl Script {
    pub(super) async fn play(&self, mut stream: TcpStream, record: &impl Fn(String)) -> io::Result<()> {
        match self {
            Self::Reset => return stream.set_zero_linger(),
            Self::Greet(greeting) => {
                stream.write_all(greeting).await?;
                stream.flush().await?;
                return stream.read_to_end(&mut Vec::new()).await.map(drop);
            }
            _ => {}
        }
        let Some(request) = request::read(&mut stream).await? else { return Ok(()) };
        record(request);
        match self {
            Self::Answer(answer) => stream.write_all(answer).await?,
            Self::Stream { head, bytes, chunked } => send(&mut stream, head, *bytes, *chunked).await?,
            Self::Stall(beginning) => {
                stream.write_all(beginning).await?;
                pending::<()>().await;
            }
            Self::Break(beginning) => {
                stream.write_all(beginning).await?;
                return stream.set_zero_linger();
            }
            Self::AnswerOnce(answer) => {
                stream.write_all(answer).await?;
                let Some(request) = request::read(&mut stream).await? else { return Ok(()) };
                record(request);
                return stream.set_zero_linger();
            }
            Self::Hold(answer, closing) => {
                stream.write_all(answer).await?;
                take(&closing.due).await;
                drop(stream);
                closing.done.add_permits(1);
                return Ok(());
            }
            Self::Greet(_) | Self::Reset => {}
        }
        stream.shutdown().await
    }
}

/// Holds no more than one piece of the body at a time.
async fn send(stream: &mut TcpStream, head: &[u8], bytes: usize, chunked: bool) -> io::Result<()> {
    let spaces = vec![b' '; PIECE];
    stream.write_all(head).await?;
    let mut left = bytes;
    while left > 0 {
        let piece = &spaces[..left.min(PIECE)];
        if chunked {
            stream.write_all(format!("{:x}\r\n", piece.len()).as_bytes()).await?;
        }
        stream.write_all(piece).await?;
        if chunked {
            stream.write_all(b"\r\n").await?;
        }
        left -= piece.len();
    }
    if chunked { stream.write_all(b"0\r\n\r\n").await } else { Ok(()) }
}

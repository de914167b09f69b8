//! A server that takes requests of any size without keeping them, and counts what has arrived.

use std::{
    io,
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use mailru_sdk::{Api, Client, ClientApp, Settings};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpSocket, TcpStream},
    task::JoinHandle,
};

/// How much may wait on this side of a connection, in bytes: little, so that a sender has to wait for its reader.
const WAITING: u32 = 64 * 1024;

pub struct Drain {
    address: SocketAddr,
    arrived: Arc<AtomicU64>,
    task: JoinHandle<()>,
}

impl Drain {
    pub fn start() -> io::Result<Self> {
        let socket = TcpSocket::new_v4()?;
        socket.set_recv_buffer_size(WAITING)?;
        socket.bind(SocketAddr::from(([127, 0, 0, 1], 0)))?;
        let listener = socket.listen(1)?;
        let address = listener.local_addr()?;
        let arrived = Arc::new(AtomicU64::new(0));
        let count = Arc::clone(&arrived);
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                // A client that hangs up in the middle is part of a test.
                let _ = take(stream, &count).await;
            }
        });
        Ok(Self { address, arrived, task })
    }

    pub fn api(&self) -> Api<Client> {
        let settings = Settings::new().api_url(format!("http://{}/platform/api", self.address));
        Api::new(ClientApp::new(423_004, "private key").settings(settings).session("access token", 1))
    }

    /// Bytes that have arrived so far, heads included.
    pub fn arrived(&self) -> Arc<AtomicU64> {
        Arc::clone(&self.arrived)
    }
}

impl Drop for Drain {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn take(mut stream: TcpStream, arrived: &AtomicU64) -> io::Result<()> {
    let (mut head, mut chunk) = (Vec::new(), vec![0; 16 * 1024]);
    let mut left = None;
    while left != Some(0) {
        let read = stream.read(&mut chunk).await?;
        if read == 0 {
            return Ok(());
        }
        arrived.fetch_add(read as u64, Ordering::SeqCst);
        if let Some(left) = &mut left {
            *left -= read as u64;
        } else {
            head.extend_from_slice(&chunk[..read]);
            left = body_after(&head);
        }
    }
    stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\nConnection: close\r\n\r\n{\"pid\":1}").await
}

/// How much of the body is missing, once the head is there.
fn body_after(request: &[u8]) -> Option<u64> {
    let end = request.windows(4).position(|window| window == b"\r\n\r\n")? + 4;
    let head = String::from_utf8_lossy(&request[..end]).to_ascii_lowercase();
    let length = head.lines().find_map(|line| line.strip_prefix("content-length:")?.trim().parse::<u64>().ok());
    Some(length.expect("the length is announced") - (request.len() - end) as u64)
}

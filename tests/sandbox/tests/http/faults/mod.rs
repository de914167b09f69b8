//! Faults as clients meet them: what arrives, what was carried out, and what the log says of it.

mod answers;
mod control;
mod header;
mod selection;
mod tokens;
mod waiting;

use mailru_sandbox::Sandbox;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::client::Call;

async fn sandbox() -> Sandbox {
    Sandbox::start().await.expect("a free port")
}

/// The faults of each call so far.
fn recorded(sandbox: &Sandbox) -> Vec<Vec<String>> {
    sandbox.requests().iter().map(|request| request.faults().to_vec()).collect()
}

/// All bytes that come back for a call, whether or not they are an answer.
async fn bytes(sandbox: &Sandbox, call: &Call<'_>) -> String {
    let mut stream = begin(sandbox, call).await;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.expect("the connection is closed in an orderly way");
    answer
}

/// A connection on which a call has been sent.
async fn begin(sandbox: &Sandbox, call: &Call<'_>) -> TcpStream {
    let url = sandbox.api_url();
    let host = url.trim_start_matches("http://").trim_end_matches("/platform/api");
    let mut stream = TcpStream::connect(host).await.expect("it listens");
    let request = format!("GET /platform/api?{} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n", call.encoded());
    stream.write_all(request.as_bytes()).await.expect("it reads");
    stream
}

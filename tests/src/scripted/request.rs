//! Reading a request, as much of HTTP as that takes.

use std::io;

use tokio::{io::AsyncReadExt as _, net::TcpStream};

/// One whole request, or nothing when the client hangs up before its end.
pub(crate) async fn read(stream: &mut TcpStream) -> io::Result<Option<String>> {
    let mut request = Vec::new();
    let mut chunk = [0; 4096];
    while !is_complete(&request) {
        let read = stream.read(&mut chunk).await?;
        if read == 0 {
            return Ok(None);
        }
        request.extend_from_slice(&chunk[..read]);
    }
    Ok(Some(String::from_utf8_lossy(&request).into_owned()))
}

/// Whether the head has come, and as much body as it announces.
fn is_complete(request: &[u8]) -> bool {
    let Some(end) = request.windows(4).position(|window| window == b"\r\n\r\n") else { return false };
    let (head, body) = (String::from_utf8_lossy(&request[..end]), &request[end + 4..]);
    let announced = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse::<usize>().ok())?
    });
    body.len() >= announced.unwrap_or(0)
}

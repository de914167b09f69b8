//! Connections that do not come about, break or do not get on.

use std::time::Duration;

use crate::row::{Fault, Row, check, row};

/// Nothing was sent, so even a call that writes is tried again.
const ALWAYS: (u32, u32) = (3, 3);

/// A byte may have arrived, so only a call that reads is sent again.
pub const READS_ONLY: (u32, u32) = (3, 1);

pub const NEVER: (u32, u32) = (1, 1);

fn answer(head: &str, body: &str) -> Vec<u8> {
    format!("HTTP/1.1 200 OK\r\n{head}\r\n\r\n{body}").into_bytes()
}

#[tokio::test]
async fn a_connection_that_does_not_come_about_is_tried_again_for_every_call() {
    for fault in [Fault::Refused, Fault::NoName, Fault::NoTls] {
        check(&row(fault, "Connect", ALWAYS)).await;
    }
}

#[tokio::test]
async fn a_connection_that_breaks_is_tried_again_for_calls_that_read() {
    let half = answer("Content-Length: 10", "[\"");
    let endless = answer("Transfer-Encoding: chunked", "4\r\n[\"5\"\r\n");
    for fault in [
        // Before the answer, in its head, in its body.
        Fault::Broken(Vec::new()),
        Fault::Broken(b"HTTP/1.1 200 O".to_vec()),
        Fault::Broken(half.clone()),
        Fault::Broken(endless.clone()),
        // The same with a regular end of the connection.
        Fault::Bytes(Vec::new()),
        Fault::Bytes(b"HTTP/1.1 200 OK\r\nContent-Le".to_vec()),
        Fault::Bytes(half),
        Fault::Bytes(endless),
    ] {
        check(&row(fault, "Interrupted", READS_ONLY)).await;
    }
}

#[tokio::test]
async fn what_is_no_http_counts_as_a_connection_that_broke() {
    for bytes in [
        b"SSH-2.0-OpenSSH_9.6\r\n".to_vec(),
        answer("Content-Length: 2\r\nContent-Length: 3", "[]"),
        answer("Content-Length: -2", "[]"),
        answer("Content-Length: two", "[]"),
        answer("Content-Length: 99999999999999999999999999", "[]"),
        answer("Transfer-Encoding: chunked", "two\r\n[]\r\n0\r\n\r\n"),
    ] {
        check(&row(Fault::Bytes(bytes), "Interrupted", READS_ONLY)).await;
    }
}

#[tokio::test]
async fn a_length_that_is_too_short_cuts_the_answer_and_one_that_is_absent_does_no_harm() {
    check(&row(Fault::Bytes(answer("Content-Length: 2", "[\"5\"]")), "Truncated", NEVER)).await;
    check(&row(Fault::Bytes(answer("Content-Length: 0", "[\"5\"]")), "Empty", NEVER)).await;
    check(&row(Fault::Bytes(answer("Connection: close", "[\"5\"]")), "ok", NEVER)).await;
}

#[tokio::test]
async fn a_slow_answer_is_asked_for_again_by_calls_that_read() {
    let (limit, attempt) = (Duration::from_millis(1500), Duration::from_millis(300));
    for beginning in [
        Vec::new(),
        b"HTTP/1.1 200 OK\r\nContent-Le".to_vec(),
        answer("Content-Length: 10", "[\""),
        answer("Transfer-Encoding: chunked", "2\r\n[\""),
    ] {
        let slow = row(Fault::Stalled(beginning), format!("Timeout({limit:?})"), READS_ONLY);
        check(&Row { limit, attempt, ..slow }).await;
    }
}

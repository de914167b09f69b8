//! Whole answers that are not what the method returns.

use crate::{
    connections::{NEVER, READS_ONLY},
    row::{Fault, Row, check, row},
};

const HUNDRED_MEGABYTES: usize = 100 * 1024 * 1024;

const PAGE: &str = "<!DOCTYPE html><html><body>Ведутся работы</body></html>";

fn ok(body: impl Into<Vec<u8>>) -> Fault {
    Fault::Body(200, body.into())
}

#[tokio::test]
async fn a_status_that_passes_is_asked_for_again_by_calls_that_read() {
    for status in [500, 502, 503, 504, 429] {
        for body in ["", "[]", PAGE, r#"{"error":"odd"}"#] {
            check(&row(Fault::Body(status, body.into()), format!("Status({status})"), READS_ONLY)).await;
        }
    }
}

#[tokio::test]
async fn a_status_that_stays_is_not_asked_for_again() {
    for status in [400, 401, 403, 404, 408] {
        check(&row(Fault::Body(status, PAGE.into()), format!("Status({status})"), NEVER)).await;
    }
}

#[tokio::test]
async fn the_platform_is_left_alone_for_as_long_as_it_asks() {
    let answer = |status, headers: &str, body: &str| {
        let head = format!("HTTP/1.1 {status} No\r\nContent-Length: {}\r\n{headers}", body.len());
        Fault::Bytes(format!("{head}\r\n\r\n{body}").into_bytes())
    };
    let date = "Date: Sat, 01 Jan 2000 00:00:00 GMT\r\nRetry-After: Sat, 01 Jan 2000";
    for (status, headers, pause, sent) in [
        (429, "Retry-After: 0".to_owned(), Some(0), READS_ONLY),
        (429, "Retry-After: soon".to_owned(), None, READS_ONLY),
        (429, "Retry-After: 3600".to_owned(), Some(3600), NEVER),
        (503, "Retry-After: 99999999999999999999999".to_owned(), Some(86_400), NEVER),
        (503, format!("{date} 00:00:00 GMT"), Some(0), READS_ONLY),
        (503, format!("{date} 01:00:00 GMT"), Some(3600), NEVER),
        (404, "Retry-After: 1".to_owned(), Some(1), NEVER),
    ] {
        // An error in a form that nobody knows changes nothing.
        for body in ["", r#"{"error":"Too Many Requests"}"#, r#"{"error":{"message":"overloaded"}}"#] {
            let row = row(answer(status, &headers, body), format!("Status({status})"), sent);
            check(&Row { retry_after: pause, ..row }).await;
        }
    }
}

#[tokio::test]
async fn an_answer_that_cannot_be_read_is_not_asked_for_again() {
    for (body, outcome) in [
        (PAGE.as_bytes(), "Html"),
        (b"", "Empty"),
        (b" \r\n", "Empty"),
        (b"7", "Shape"),
        (b"[\"5\"", "Truncated"),
        (b"[\"5\"] x", "Syntax"),
        (b"[\"\xff\xfe\"]", "Shape"),
        (b"\xff\xfe[\"5\"]", "NotUtf8"),
    ] {
        check(&row(ok(body), outcome, NEVER)).await;
    }
}

#[tokio::test]
async fn a_wrong_content_type_changes_nothing() {
    for content_type in ["text/html", "application/octet-stream", "image/png", "text/plain; charset=koi8-r", "nonsense"]
    {
        let answer = |body: &str| {
            let head = format!("HTTP/1.1 200 OK\r\nContent-Type: {content_type}\r\nContent-Length: {}", body.len());
            Fault::Bytes(format!("{head}\r\n\r\n{body}").into_bytes())
        };
        check(&row(answer("[\"5\"]"), "ok", NEVER)).await;
        check(&row(answer(PAGE), "Html", NEVER)).await;
    }
}

#[tokio::test]
async fn a_hundred_thousand_brackets_are_no_answer_and_no_crash() {
    let deep = "[".repeat(100_000);
    let closed = format!("{deep}{}", "]".repeat(100_000));
    let in_error = format!("{{\"error\":{closed}}}");
    for body in [deep, closed] {
        check(&row(ok(body), "Shape", NEVER)).await;
    }
    check(&row(ok(in_error), "UnknownErrorForm", NEVER)).await;
}

#[tokio::test]
async fn a_hundred_megabytes_are_given_up_at_the_limit() {
    let outcome = format!("TooLarge({})", 8 * 1024 * 1024);
    check(&row(Fault::Announced(HUNDRED_MEGABYTES), &outcome, NEVER)).await;
    check(&row(Fault::Chunked(HUNDRED_MEGABYTES), &outcome, NEVER)).await;
    let lie = b"HTTP/1.1 200 OK\r\nContent-Length: 104857600\r\n\r\n[]";
    check(&row(Fault::Bytes(lie.to_vec()), &outcome, NEVER)).await;
}

#[tokio::test]
async fn a_compressed_bomb_stays_compressed() {
    // What begins a gzip stream; nobody asked for one, so nobody unpacks it.
    let mut answer = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n".to_vec();
    answer.extend([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 3]);
    answer.extend([0xff; 10_000]);
    check(&row(Fault::Bytes(answer), "Encoded", NEVER)).await;
}

#[tokio::test]
async fn a_redirect_to_another_host_is_not_followed() {
    for status in [301, 302, 303, 307, 308] {
        check(&row(Fault::Elsewhere(status), format!("Status({status})"), NEVER)).await;
    }
}

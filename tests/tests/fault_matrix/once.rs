//! What may be sent twice is sent whole each time, and what may not is not, however well the connection was known.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use mailru_sdk::{Settings, Uid};
use mailru_tests::scripted::Scripted;

use crate::{
    Way, api, opening, policy,
    row::{Fault, outcome},
};

/// An answer that leaves the connection open.
pub const KEPT: &str = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n[\"5\"]";

fn settings(server: &Scripted) -> Settings {
    server.settings().retry(policy())
}

#[tokio::test]
async fn on_a_kept_connection_that_breaks_a_write_is_sent_once() {
    for way in Way::ALL {
        let server = Scripted::fickle(KEPT).await.unwrap();
        let api = api(settings(&server).write_idle_timeout(Duration::from_hours(1)));
        assert_eq!(way.call(&api).await.unwrap(), [Uid::new(5)]);
        // This one goes over the same connection, is read, and then the connection is reset.
        let result = way.call(&api).await;
        let expected = if way.reads() { ("ok", 3) } else { ("Interrupted", 2) };
        assert_eq!((outcome(&result).as_str(), server.requests().len()), expected, "{way:?}");
    }
}

#[tokio::test]
async fn a_call_that_is_repeated_succeeds_with_what_comes_then() {
    for way in Way::ALL.into_iter().filter(|way| way.reads()) {
        for fault in [Fault::Broken(Vec::new()), Fault::Body(503, Vec::new())] {
            let server = match fault {
                Fault::Body(status, body) => Scripted::body(status, body).await,
                _ => Scripted::breaking("").await,
            };
            let server = server.unwrap();
            server.change_after(2, 200, "[\"5\"]");
            assert_eq!(way.call(&api(settings(&server))).await.unwrap(), [Uid::new(5)]);
            let requests = server.requests();
            assert_eq!(requests.len(), 3);
            // Multipart boundaries differ; what stands between them does not.
            let parts = |request: &String| request.split("--").map(str::len).collect::<Vec<_>>();
            assert!(requests.iter().all(|request| parts(request) == parts(&requests[0])), "{requests:?}");
            assert!(
                way != Way::ReadUpload || requests[2].contains(&"\u{7}".repeat(1000)),
                "the file is sent whole again"
            );
        }
    }
}

#[tokio::test]
async fn a_write_gets_through_once_there_is_a_connection() {
    for way in [Way::WriteGet, Way::WriteForm, Way::WriteUpload] {
        let server = Arc::new(Scripted::refusing().unwrap());
        server.change(200, "[\"5\"]");
        let api = api(opening(&server));
        assert_eq!(way.call(&api).await.unwrap(), [Uid::new(5)], "{way:?}");
        assert_eq!(server.requests().len(), 1, "{way:?}");
    }
}

#[tokio::test]
async fn the_pause_that_the_platform_asks_for_is_made() {
    let busy = "HTTP/1.1 429 Busy\r\nContent-Length: 0\r\nRetry-After: 1\r\nConnection: close\r\n\r\n";
    let server = Scripted::bytes(busy).await.unwrap();
    server.change_after(1, 200, "[\"5\"]");
    let begin = Instant::now();
    assert_eq!(Way::ReadGet.call(&api(settings(&server))).await.unwrap(), [Uid::new(5)]);
    assert!(begin.elapsed() >= Duration::from_secs(1), "{:?}", begin.elapsed());
}

//! What other sites in the same browser cannot do.

use super::sandbox;
use crate::client::{FORM, get_with, post_with};

const TARGETS: [&str; 4] = ["/", "/sandbox/requests?after=0", "/sandbox/style.css", "/sandbox/script.js"];

#[tokio::test]
async fn a_name_of_another_site_that_leads_here_shows_nothing() {
    let sandbox = sandbox().await;
    for host in ["example.org", "example.org:8321", "127.0.0.1.example.org", "localhost.example.org:80"] {
        for target in TARGETS {
            let reply = get_with(&sandbox, target, &format!("Host: {host}\r\n")).await;
            assert_eq!(reply.status, 403, "{host}{target}");
            assert!(!reply.body.contains("<html"), "{}", reply.body);
        }
    }
    for host in ["localhost:8321", "127.0.0.1", "[::1]:8321"] {
        assert_eq!(get_with(&sandbox, "/", &format!("Host: {host}\r\n")).await.status, 200, "{host}");
    }
}

#[tokio::test]
async fn a_form_of_another_site_is_not_taken() {
    let sandbox = sandbox().await;
    let form = format!("method=friends.get&circuit=client&acting=session&user={}", sandbox.uid());
    let port = sandbox.page_url().trim_end_matches('/').rsplit(':').next().expect("a port").to_owned();
    let own = [format!("127.0.0.1:{port}"), format!("localhost:{port}")];
    for (host, origin, status) in [
        (&own[0], "http://example.org".to_owned(), 403),
        (&own[0], "null".to_owned(), 403),
        (&own[0], format!("https://{}", own[0]), 403),
        (&own[0], format!("http://{}", own[1]), 403),
        (&own[0], "http://127.0.0.1:1".to_owned(), 403),
        (&"example.org".to_owned(), "http://example.org".to_owned(), 403),
        (&own[0], format!("http://{}", own[0]), 303),
        (&own[1], format!("http://{}", own[1]), 303),
    ] {
        let headers = format!("Host: {host}\r\nOrigin: {origin}\r\nContent-Type: {FORM}\r\n");
        let before = sandbox.requests().len();
        let reply = post_with(&sandbox, "/sandbox/call", &headers, form.as_bytes()).await;
        assert_eq!(reply.status, status, "{host} {origin}");
        assert_eq!(sandbox.requests().len() - before, usize::from(status == 303), "{host} {origin}");
    }
}

#[tokio::test]
async fn the_page_cannot_be_framed_or_read_from_elsewhere() {
    let sandbox = sandbox().await;
    for target in TARGETS {
        let reply = get_with(&sandbox, target, "").await;
        assert!(
            reply.header("content-security-policy").is_some_and(|policy| policy.contains("frame-ancestors 'none'"))
        );
        assert_eq!(reply.header("cross-origin-resource-policy"), Some("same-origin"), "{target}");
        assert_eq!(reply.header("referrer-policy"), Some("same-origin"), "forms of the page have their origin");
        assert_eq!(reply.header("access-control-allow-origin"), None);
    }
}

//! What is read of the browser's network tab.

use axum::{Router, body::Body, response::Html, routing::get};
use futures_util::stream;
use mailru_tests::chromium::{Browser, Har};

/// A page that asks for what never ends, and says when its beginning is there.
const PAGE: &str = "<title>asks</title><link rel=icon href='data:,'>\
    <script>fetch('/endless').then(() => document.title = 'waits')</script>";

/// Sends its head and nothing else.
async fn endless() -> Body {
    Body::from_stream(stream::pending::<Result<String, std::io::Error>>())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_page_waited_for_when_it_was_left_is_not_waited_for() {
    let Some(browser) = Browser::start_with_network_tab() else { return };
    let site = Router::new()
        .route("/", get(|| async { Html(PAGE) }))
        .route("/endless", get(endless))
        .route("/next", get(|| async { Html("<title>next</title><link rel=icon href='data:,'>") }));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let site = tokio::spawn(async { axum::serve(listener, site).await });
    browser.open(&address);
    while browser.title() != "waits" {}
    browser.open(&format!("{address}/next"));

    let mut har = Har::default();
    har.look(&browser);
    let seen = |path: &str| {
        let url = format!("{address}{path}");
        let mut entries = har.entries().iter().filter(|entry| entry["request"]["url"] == url);
        let entry = entries.next().unwrap_or_else(|| panic!("{path} was asked for"));
        assert!(entries.next().is_none(), "{path} once");
        entry["response"].clone()
    };
    assert_eq!(seen("/endless")["status"], 200);
    assert!(seen("/endless")["content"]["text"].is_null(), "nothing came of it");
    assert!(seen("/next")["content"]["text"].as_str().unwrap().contains("next"));
    site.abort();
}

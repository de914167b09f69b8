//! A cache in between: squid, which keeps answers that came without TLS.

use crate::{api, nginx, squid};

#[tokio::test]
async fn a_cache_in_between_keeps_what_the_platform_lets_it_keep_and_nothing_else() {
    // Each answer is a number that no other has.
    let block = |host: &str, header: &str| {
        format!(
            "server {{ listen {host}:PORT; default_type text/javascript; {header}\n\
             location / {{ return 200 '\"$request_id\"'; }} }}\n"
        )
    };
    let blocks = block("127.0.0.1", "") + &block("127.0.0.2", "add_header Cache-Control max-age=60;");
    let (Some(nginx), Some(squid)) = (nginx::start(&blocks, |_| Some(())), squid::caching()) else { return };
    for (host, kept) in [("127.0.0.1", false), ("127.0.0.2", true)] {
        let through = format!("http://127.0.0.1:{}", squid.port());
        let api = api(nginx::settings("http", host, &nginx).proxy(through));
        let ask = async || api.friends().get().returning::<String>().await.unwrap();
        assert_eq!(ask().await == ask().await, kept, "{host}");
        let write = async || api.stream().post("text").returning::<String>().await.unwrap();
        assert_ne!(write().await, write().await, "{host}");
    }
}

//! What the SDK and the libraries under it log.

use std::sync::{Mutex, PoisonError};

use mailru_tests::scripted::Scripted;

use crate::secrets::Secrets;

struct Collector(Mutex<String>);

static COLLECTOR: Collector = Collector(Mutex::new(String::new()));

impl log::Log for Collector {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        let line = format!("{}: {}\n", record.target(), record.args());
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push_str(&line);
    }

    fn flush(&self) {}
}

#[tokio::test]
async fn no_log_of_any_level_shows_a_secret() {
    log::set_logger(&COLLECTOR).unwrap();
    log::set_max_level(log::LevelFilter::Trace);
    for secrets in Secrets::all() {
        let (good, refusing) = (Scripted::body(200, "[]").await.unwrap(), Scripted::refusing().unwrap());
        let elsewhere = Scripted::redirect(302, &good.api_url()).await.unwrap();
        for server in [&good, &refusing, &elsewhere] {
            let api = secrets.client(server.settings());
            drop(api.friends().get().await);
            drop(api.call("a.b").param("note", &secrets.token).await);
        }
        let log = COLLECTOR.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        secrets.assert_absent(&log, None);
        assert!(log.contains("127.0.0.1"), "the libraries do log: {log}");
    }
}

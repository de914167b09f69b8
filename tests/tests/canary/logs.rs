//! What the SDK and the libraries under it log.

use mailru_tests::{logs, scripted::Scripted};

use crate::secrets::Secrets;

#[tokio::test]
async fn no_log_of_any_level_shows_a_secret() {
    logs::keep().unwrap();
    for secrets in Secrets::all() {
        let (good, refusing) = (Scripted::body(200, "[]").await.unwrap(), Scripted::refusing().unwrap());
        let elsewhere = Scripted::redirect(302, &good.api_url()).await.unwrap();
        for server in [&good, &refusing, &elsewhere] {
            let api = secrets.client(server.settings());
            drop(api.friends().get().await);
            drop(api.call("a.b").param("note", &secrets.token).await);
        }
        let log = logs::kept();
        secrets.assert_absent(&log, None);
        assert!(log.contains("127.0.0.1"), "the libraries do log: {log}");
    }
}

//! What the SDK and the libraries under it log about grants and refreshes.

use std::time::SystemTime;

use mailru_sdk::Api;
use mailru_tests::{logs, scripted::Scripted};

use crate::{BACK, Secrets, scope};

#[tokio::test]
async fn no_log_of_any_level_shows_a_secret() {
    logs::keep().unwrap();
    let refused = Scripted::body(400, r#"{"error":"invalid_grant"}"#).await.unwrap();
    let refusing = Scripted::refusing().unwrap();
    for secrets in Secrets::all() {
        let tokens =
            serde_json::json!({ "access_token": secrets.access_token, "refresh_token": secrets.refresh_token });
        let granted = Scripted::body(200, tokens.to_string()).await.unwrap();
        for server in [&granted, &refused, &refusing] {
            let app = secrets.app(server.settings());
            drop(app.code(&secrets.code, BACK).authorize().await);
            drop(app.password("me@mail.ru", &secrets.password, scope()).authorize().await);
            drop(app.refresh(&secrets.refresh_token).authorize().await);
            let expired = secrets.tokens().expires_at(SystemTime::UNIX_EPOCH);
            drop(Api::new(app.session_of(expired).unwrap()).friends().get().await);
        }
        let log = logs::kept();
        secrets.assert_absent(&log);
        assert!(log.contains("127.0.0.1"), "the libraries do log: {log}");
    }
}

//! The `Debug` forms of everything that holds a secret.

use std::{fmt::Debug, path::Path, sync::Arc};

use mailru_sdk::{
    Api, Settings,
    auth::{FileStore, MemoryStore, Swap, TokenStore as _},
    error::{AuthError, StoreError},
};

use crate::{BACK, Secrets, scope};

#[tokio::test]
async fn no_debug_form_of_a_value_shows_a_secret() {
    for secrets in Secrets::all() {
        let app = secrets.app(Settings::new());
        let (client, server) = (app.client().unwrap(), app.server().unwrap());
        let store = Arc::new(MemoryStore::new());
        let done = store.swap(None, &secrets.tokens()).await.unwrap();
        let conflict = store.swap(None, &secrets.tokens()).await.unwrap();
        assert!(matches!(conflict, Swap::Conflict(Some(_))));
        let stored = store.load().await.unwrap();
        let resumed = app.resume(store.clone()).await.unwrap().unwrap();
        let authorization = app.authorization(format!("{BACK}?token={}", secrets.access_token)).state(&secrets.state);
        for value in [
            &app.clone().client_secret(&secrets.secret_key) as &dyn Debug,
            &client,
            &server,
            &secrets.tokens(),
            &stored,
            &done,
            &conflict,
            &store,
            &app.code(&secrets.code, BACK),
            &client.code(&secrets.code, BACK).client_secret(&secrets.secret_key).uid(7),
            &app.password("me@mail.ru", &secrets.password, scope()),
            &server.refresh(&secrets.refresh_token).store(store.clone()),
            &authorization,
            &authorization.clone().implicit().revoke(),
            &resumed,
            &resumed.tokens(),
            &resumed.tokens().unwrap().current(),
            &app.session_of(secrets.tokens()),
            &Api::new(client.session_of(secrets.tokens()).unwrap()),
            &Api::new(server.session_of(secrets.tokens()).unwrap()).friends().get(),
        ] {
            secrets.assert_debug_clean(value);
        }
    }
}

#[tokio::test]
async fn no_failure_of_a_token_file_shows_what_is_in_it() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("canary_auth");
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("tokens.json");
    for secrets in Secrets::all() {
        let app = secrets.app(Settings::new());
        let _ = std::fs::remove_file(&path);
        let store = Arc::new(FileStore::new(&path));
        store.swap(None, &secrets.tokens()).await.unwrap();
        let whole = std::fs::read(&path).unwrap();
        secrets.assert_debug_clean(&store);
        for part in [&whole[..whole.len() - 1], &whole[1..], secrets.access_token.as_bytes()] {
            std::fs::write(&path, part).unwrap();
            secrets.assert_error_clean(app.resume(store.clone()).await);
            secrets.assert_error_clean(
                store.swap(Some(1), &secrets.tokens()).await.map_err(|e| AuthError::from(e).into()),
            );
        }
        let nowhere = FileStore::new(folder.join("missing").join("tokens.json"));
        let failed = nowhere.swap(None, &secrets.tokens()).await.unwrap_err();
        let wrapped = StoreError::with_source("the store failed", failed);
        secrets.assert_debug_clean(&wrapped);
        secrets.assert_error_clean::<()>(Err(AuthError::Store(wrapped).into()));
    }
}

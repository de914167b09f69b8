//! The `Debug` forms of everything that holds a secret, and what a failed expectation prints of it.

use std::{fmt::Debug, time::Duration};

use mailru_sdk::{Api, File, Settings, Uid, objects::Privilege};
use mailru_tests::scripted::Scripted;

use crate::{failures::bad_urls, panic_of, secrets::Secrets};

/// Searches the short and the long `Debug` form.
fn assert_debug_clean(secrets: &Secrets, value: &dyn Debug) {
    for text in [format!("{value:?}"), format!("{value:#?}")] {
        assert!(!text.is_empty());
        secrets.assert_absent(&text, None);
    }
}

fn check_builders<K: Debug>(secrets: &Secrets, api: &Api<K>) {
    let token = secrets.token.as_str();
    let friends = api.friends();
    let users = api.users();
    for value in [
        &api as &dyn Debug,
        api.session(),
        &friends,
        &friends.get().param("note", token),
        &friends.get().extended().offset(1).uid(7).timeout(Duration::from_secs(1)),
        &friends.get_app_users(),
        &friends.get_invitations_count(Uid::from(7)),
        &users,
        &users.get_info().uids([7_u64]).param("note", token),
        &users.has_app_permission(Privilege::from(token)),
        &api.call("a.b").param("note", token).get(),
        &friends.get().send(),
        &friends.get().raw(),
        &api.call("a.b").send(),
        &friends.get().prepare().unwrap(),
        &friends.get().param("note", token).prepare().unwrap(),
        &users.get_info().prepare().unwrap(),
        &api.call("a.b").param("note", token).prepare(),
        &friends.get().param("note", token).pages(),
        &api.photos().upload(token, File::from_bytes("a.png", token)).prepare().unwrap(),
        &api.photos().upload(token, File::from_path("a.png")).send(),
    ] {
        assert_debug_clean(secrets, value);
    }
    let request = friends.get().prepare();
    let signed = request.as_ref().ok();
    let message = panic_of(|| drop(friends.get().prepare().expect_err("it is sound")));
    secrets.assert_absent(&message, signed);
    for text in [format!("{request:?}"), format!("{request:#?}")] {
        secrets.assert_absent(&text, signed);
    }
}

#[tokio::test]
async fn no_debug_form_of_a_value_shows_a_secret() {
    for secrets in Secrets::all() {
        let settings = Settings::new();
        let app = secrets.app(settings.clone());
        let server = secrets.server_app(settings.clone());
        for value in [
            &app as &dyn Debug,
            &app.client().unwrap(),
            &app.server().unwrap(),
            &app.session(&secrets.token, 7),
            &app.session_without_uid(&secrets.token),
            &server,
            &server.absent_user(7),
            &server.no_user(),
            &settings,
        ] {
            assert_debug_clean(&secrets, value);
        }
        check_builders(&secrets, &secrets.client(settings.clone()));
        check_builders(&secrets, &secrets.server(settings.clone()));
        check_builders(&secrets, &secrets.inferred(settings));
    }
}

#[test]
fn an_address_that_holds_a_password_is_not_printed() {
    for secrets in Secrets::all() {
        for url in bad_urls(&secrets.token) {
            let settings = Settings::new().api_url(&url).oauth_url(&url);
            assert_debug_clean(&secrets, &settings);
            assert_debug_clean(&secrets, &secrets.app(settings.clone()));
            assert_debug_clean(&secrets, &secrets.client(settings));
        }
    }
}

#[tokio::test]
async fn an_answer_as_it_came_prints_neither_body_nor_headers() {
    for secrets in Secrets::all() {
        let token = secrets.token.replace(['\n', '\u{1}'], "");
        let answer = format!("HTTP/1.1 200 OK\r\nX-Echo: {token}\r\nContent-Length: {}\r\n\r\n{token}", token.len());
        let server = Scripted::bytes(answer).await.unwrap();
        let api = secrets.client(server.settings());
        let raw = api.friends().get().raw().await.unwrap();
        assert_eq!(raw.text(), Some(&*token), "it is there for who asks");
        assert_debug_clean(&secrets, &raw);
    }
}

//! Everything else that goes to the platform follows the same rules: raw answers, pages, calls that block, grants, the look-up.

use std::sync::Arc;

use mailru_sdk::{Error, PublicApi, ServerApp, Uid, blocking::Wait as _, error::TransportKind};
use mailru_tests::scripted::Scripted;

use crate::{api, opening, policy, probe::ProbeExt as _, row::outcome};

#[tokio::test]
async fn a_raw_answer_is_the_last_one_that_came() {
    let server = Scripted::body(503, "busy").await.unwrap();
    let api = api(server.settings().retry(policy()));
    let raw = api.probe().read_get().raw().await.unwrap();
    assert_eq!((raw.status(), raw.text(), server.requests().len()), (503, Some("busy"), 3));
    let raw = api.probe().write_form().raw().await.unwrap();
    assert_eq!((raw.status(), server.requests().len()), (503, 4));
    server.change_after(1, 200, "[\"5\"]");
    let raw = api.probe().read_form().raw().await.unwrap();
    assert_eq!((raw.status(), raw.text(), server.requests().len()), (200, Some("[\"5\"]"), 6));
}

#[tokio::test]
async fn a_page_is_asked_for_again_where_it_may_be() {
    let server = Scripted::body(503, "").await.unwrap();
    server.change_after(2, 200, "[\"5\"]");
    let api = api(server.settings().retry(policy()));
    let mut pages = api.friends().get().offset(1).pages();
    assert_eq!(pages.next().await.unwrap().unwrap(), [Uid::new(5)]);
    assert_eq!(server.requests().len(), 3);
}

#[test]
fn a_call_that_blocks_is_repeated_alike() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let server = runtime.block_on(Scripted::body(503, "")).unwrap();
    let api = api(server.settings().retry(policy()));
    assert_eq!(outcome(&api.probe().read_get().wait()), "Status(503)");
    assert_eq!(server.requests().len(), 3);
    assert_eq!(outcome(&api.probe().write_get().wait()), "Status(503)");
    assert_eq!(server.requests().len(), 4);
}

#[tokio::test]
async fn a_grant_is_sent_again_only_where_no_connection_came_about() {
    let app = |server: &Scripted| ServerApp::new(423_004, "secret key").settings(server.settings().retry(policy()));
    for server in [Scripted::body(503, "").await, Scripted::breaking("").await] {
        let server = server.unwrap();
        assert!(app(&server).refresh("refresh token").authorize().await.is_err());
        assert_eq!(server.requests().len(), 1, "a refresh token may be spent by its first use");
    }
    let server = Arc::new(Scripted::refusing().unwrap());
    server.change(200, r#"{"access_token":"a","refresh_token":"b","expires_in":86400}"#);
    let app = ServerApp::new(423_004, "secret key").settings(opening(&server));
    assert!(app.refresh("refresh token").authorize().await.is_ok());
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn the_public_look_up_is_repeated_as_a_call_that_reads() {
    let server = Scripted::body(503, "").await.unwrap();
    let public = PublicApi::with_settings(server.settings().retry(policy()));
    let Err(Error::Transport(error)) = public.lookup("mail/ivanov").await else { panic!("the platform is down") };
    assert_eq!((error.kind(), server.requests().len()), (TransportKind::Status(503), 3));
    server.change_after(1, 200, r#"{"uid":"5"}"#);
    assert_eq!(public.lookup("mail/ivanov").await.unwrap(), Uid::new(5));
    assert_eq!(server.requests().len(), 5);
}

//! A recording answers in the place of the platform.

use std::fs;

use mailru_sandbox::{RecordingError, Sandbox, StartError};
use mailru_sdk::types::Uid;
use mailru_sdk::{Api, Client, ClientApp, Error, ServerApp};

use crate::setup::{Folder, Recorded};

fn client(sandbox: &Sandbox) -> Api<Client> {
    let app = ClientApp::new(sandbox.app_id(), sandbox.private_key()).settings(sandbox.settings());
    Api::new(app.session(sandbox.access_token(), sandbox.uid()))
}

/// What the error of a call says.
fn refusal<T>(answer: Result<T, Error>) -> String {
    match answer {
        Err(Error::Api(error)) => error.to_string(),
        _ => panic!("no error of the platform"),
    }
}

#[tokio::test]
async fn the_same_program_gets_the_same_answers_from_recordings_alone() {
    let recorded = Recorded::new().await;
    let program = async |api: Api<Client>| {
        let friends = api.friends().get().await?;
        let infos = api.users().get_info().uids([friends[0], friends[1]]).await?;
        api.stream().post("Привет!").await?;
        let extended = api.friends().get().extended().await?;
        let none = api.call("friends.getEnemies").await.is_err();
        Ok::<_, Error>((friends.len(), infos[1].uid == friends[1], extended[0].uid == friends[0], none))
    };
    let expected = program(recorded.api()).await.unwrap();
    let replayed = Sandbox::builder().recordings(recorded.folder.path()).start().await.unwrap();
    assert_eq!(program(client(&replayed)).await.unwrap(), expected);
    assert_eq!(expected, (expected.0, true, true, true));
}

#[tokio::test]
async fn several_recordings_are_given_in_their_order_and_the_last_one_again() {
    let recorded = Recorded::new().await;
    let api = recorded.api();
    let ask =
        async |api: &Api<Client>| api.call("friends.get").param("ext", 1).param("offset", 3).await.unwrap().to_string();
    ask(&api).await;
    recorded.sandbox.set_online(recorded.sandbox.people()[5], true).unwrap();
    recorded.sandbox.set_friends(recorded.sandbox.people()[0], recorded.sandbox.uid(), false).unwrap();
    ask(&api).await;
    let bodies: Vec<_> =
        recorded.folder.exchanges().iter().map(|exchange| exchange["answer"]["body"].to_string()).collect();
    assert_ne!(bodies[0], bodies[1]);
    let replayed = client_of(&recorded.folder).await;
    let given = [ask(&replayed.1).await, ask(&replayed.1).await, ask(&replayed.1).await];
    assert_eq!(given, [bodies[0].clone(), bodies[1].clone(), bodies[1].clone()]);
}

async fn client_of(folder: &Folder) -> (Sandbox, Api<Client>) {
    let sandbox = Sandbox::builder().recordings(folder.path()).start().await.unwrap();
    let api = client(&sandbox);
    (sandbox, api)
}

#[tokio::test]
async fn a_call_that_no_recording_fits_is_told_the_nearest_and_no_value() {
    let recorded = Recorded::new().await;
    let api = recorded.api();
    api.call("friends.get").await.unwrap();
    api.call("friends.get").param("ext", 1).param("offset", 7).await.unwrap();
    let (_sandbox, api) = client_of(&recorded.folder).await;
    let told = refusal(api.call("friends.get").param("ext", 1).param("offset", 8).await);
    assert!(told.contains("the nearest is number 2: its 'offset' differs"), "{told}");
    let told = refusal(api.call("friends.get").param("secret", "value-of-mine").await);
    assert!(told.contains("the nearest is number 1: it has no 'secret'") && !told.contains("value-of-mine"), "{told}");
    let told = refusal(api.call("users.getInfo").await);
    assert!(told.contains("no recording is of 'users.getInfo', only of friends.get"), "{told}");
}

#[tokio::test]
async fn a_rule_names_the_parameters_that_count() {
    let recorded = Recorded::new().await;
    recorded.api().call("friends.get").param("ext", 1).param("offset", 7).await.unwrap();
    let builder = Sandbox::builder().recordings(recorded.folder.path()).match_by("friends.get", ["ext"]);
    let sandbox = builder.start().await.unwrap();
    let api = client(&sandbox);
    assert!(api.call("friends.get").param("ext", 1).param("offset", 8).await.is_ok());
    assert!(api.call("friends.get").param("offset", 7).await.is_err());
}

#[tokio::test]
async fn errors_come_back_with_their_status_and_signatures_are_checked_as_always() {
    let recorded = Recorded::new().await;
    let denied = recorded.sandbox.people()[0];
    recorded.sandbox.set_closed(denied, true).unwrap();
    recorded.sandbox.set_friends(denied, recorded.sandbox.uid(), false).unwrap();
    let api = recorded.api();
    let error = api.stream().get_by_author().uid(Uid::from(denied)).await.unwrap_err();
    let Error::Api(expected) = error else { panic!("an error of the platform: {error}") };
    let file = recorded.folder.path().join("00001-stream.getByAuthor.json");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replace("\"status\": 400", "\"status\": 403")).unwrap();
    let (sandbox, api) = client_of(&recorded.folder).await;
    let error = api.stream().get_by_author().uid(Uid::from(denied)).await.unwrap_err();
    let Error::Api(error) = error else { panic!("an error of the platform: {error}") };
    assert_eq!((error.code(), sandbox.requests()[0].status()), (expected.code(), 403));
    let stranger = ServerApp::new(sandbox.app_id(), "another key").settings(sandbox.settings());
    let told = refusal(Api::new(stranger.session(sandbox.access_token())).call("stream.getByAuthor").await);
    assert!(told.contains("104"), "{told}");
}

#[tokio::test]
async fn what_is_no_recording_keeps_the_sandbox_from_starting() {
    let whole = r#"{"recording": 1, "number": 1, "month": "2026-11", "request": {"verb": "GET", "session": true}, "answer": {"status": 200}}"#;
    let start = async |text: &str| {
        let folder = Folder::new();
        fs::write(folder.path().join("00001-friends.get.json"), text).unwrap();
        match Sandbox::builder().recordings(folder.path()).start().await {
            Err(StartError::Recording(error)) => Some(error),
            Err(error) => panic!("another error: {error}"),
            Ok(_) => None,
        }
    };
    assert!(start(whole).await.is_none());
    assert!(matches!(start("[1,").await, Some(RecordingError::Truncated { .. })));
    assert!(matches!(start(&whole[..60]).await, Some(RecordingError::Truncated { .. })));
    assert!(matches!(start("friends").await, Some(RecordingError::NotJson { line: 1, .. })));
    assert!(matches!(start("{}").await, Some(RecordingError::Other { .. })));
    assert!(matches!(
        start(&whole.replace("\"recording\": 1", "\"recording\": 2")).await,
        Some(RecordingError::Later { found: 2, .. })
    ));
    let malformed = start(&whole.replace("true", "\"yes\"")).await;
    assert!(matches!(malformed, Some(RecordingError::Malformed { place, .. }) if place == "request.session"));
    let empty = Folder::new();
    let started = Sandbox::builder().recordings(empty.path()).start().await;
    assert!(matches!(started, Err(StartError::Recording(RecordingError::Empty { .. }))));
}

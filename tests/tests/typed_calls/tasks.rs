//! Calls and sessions among tasks and threads.

use mailru_sdk::{Api, App, Call, Client, Error, Inferred, Json, Server, Session, Uid};
use mailru_tests::Circuits;

use crate::sandbox;

fn assert_send<T: Send>(value: T) -> T {
    value
}

fn assert_shared<T: Clone + Send + Sync + 'static>() {}

fn assert_error<T: std::error::Error + Send + Sync + 'static>() {}

#[tokio::test]
async fn calls_may_move_between_threads_and_sessions_may_be_shared() {
    assert_shared::<Api<Client>>();
    assert_shared::<Api<Server>>();
    assert_shared::<Api<Inferred>>();
    assert_shared::<Session<Client>>();
    assert_shared::<Session<Server>>();
    assert_shared::<Session<Inferred>>();
    assert_shared::<App>();
    let sandbox = sandbox().await;
    let api = Circuits::of(&sandbox).client;
    let call: Call<'_, Vec<Uid>> = assert_send(assert_send(api.friends().get()).into_future());
    drop(call);
    drop(assert_send(assert_send(api.friends().get().extended()).send()));
    drop(assert_send(api.users().get_info().uids([1_u64]).raw()));
    drop(assert_send(api.users().get_info().returning::<Json>()));
    drop(assert_send(assert_send(api.call("a.b").param("c", "d")).send()));
    assert_error::<Error>();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn clones_of_a_session_call_at_the_same_time_from_their_own_tasks() {
    let sandbox = sandbox().await;
    let Circuits { client, server } = Circuits::of(&sandbox);
    let mut tasks = Vec::new();
    for offset in 0..20 {
        let (client, server) = (client.clone(), server.clone());
        tasks.push(tokio::spawn(async move {
            let ids = client.friends().get().offset(offset).await?;
            let users = server.friends().get().extended().offset(offset).await?;
            Ok::<_, Error>((ids, users))
        }));
    }
    for (offset, task) in tasks.into_iter().enumerate() {
        let (ids, users) = task.await.unwrap().unwrap();
        assert_eq!((ids.len(), users.len()), (42 - offset, 42 - offset));
    }
}

#[tokio::test]
async fn nothing_is_sent_before_a_call_is_awaited() {
    let sandbox = sandbox().await;
    let api = Circuits::of(&sandbox).client;
    drop(api.friends().get().send());
    drop(api.call("friends.get").raw());
    api.friends().get().prepare().unwrap();
    assert!(sandbox.requests().is_empty());
}

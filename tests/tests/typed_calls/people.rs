//! The two groups of users and friends: the types of their answers, and that they tell of the same people.

use std::collections::{BTreeMap, HashSet};

use mailru_sandbox::{Circuit, Sandbox};
use mailru_sdk::{
    Api, Flag, Text, Uid,
    objects::{Privilege, User},
};
use mailru_tests::Circuits;

use crate::sandbox;

#[tokio::test]
async fn friends_are_ids_and_after_extended_profiles_of_the_same_people() {
    let sandbox = sandbox().await;
    let Circuits { client, server } = Circuits::of(&sandbox);
    let ids: Vec<Uid> = client.friends().get().await.unwrap();
    let users: Vec<User> = client.friends().get().extended().await.unwrap();
    assert_eq!(ids.len(), 42);
    assert_eq!(users.iter().map(|user| user.uid).collect::<Vec<Uid>>(), ids);
    let by_server: Vec<Uid> = server.friends().get().await.unwrap();
    let profiles_by_server: Vec<User> = server.friends().get().extended().send().await.unwrap();
    assert_eq!((by_server, profiles_by_server), (ids, users));
}

#[tokio::test]
async fn ids_on_both_sides_of_two_to_the_63_survive() {
    let sandbox = sandbox().await;
    let api = Circuits::of(&sandbox).server;
    let ids = api.friends().get().await.unwrap();
    let fits = |uid: &&Uid| i64::try_from(uid.get()).is_ok();
    assert!(ids.iter().any(|uid| fits(&uid)) && !ids.iter().all(|uid| fits(&uid)));
    let users = api.users().get_info().uids(&ids).await.unwrap();
    assert_eq!(users.iter().map(|user| user.uid).collect::<Vec<_>>(), ids);
}

#[tokio::test]
async fn offsets_page_through_everybody_once() {
    let sandbox = Sandbox::builder().page_size(10).start().await.unwrap();
    let api = Circuits::of(&sandbox).client;
    let mut seen: Vec<Uid> = Vec::new();
    loop {
        let page = api.friends().get().offset(u32::try_from(seen.len()).unwrap()).await.unwrap();
        assert!(page.len() <= 10);
        if page.is_empty() {
            break;
        }
        seen.extend(page);
    }
    assert_eq!(seen.len(), 42);
    assert_eq!(seen.iter().collect::<HashSet<_>>().len(), 42);
    let second = api.friends().get().extended().offset(10).await.unwrap();
    assert_eq!(second.iter().map(|user| user.uid).collect::<Vec<_>>(), &seen[10..20]);
}

#[tokio::test]
async fn friends_and_users_tell_the_same_of_a_person_in_cyrillic() {
    let sandbox = sandbox().await;
    let Circuits { client, server } = Circuits::of(&sandbox);
    let friends = client.friends().get().extended().await.unwrap();
    let infos = server.users().get_info().uids(friends.iter().map(|friend| friend.uid)).await.unwrap();
    assert_eq!(friends.len(), infos.len());
    for (friend, info) in friends.iter().zip(&infos) {
        assert_eq!((friend.uid, &friend.first_name, &friend.nick), (info.uid, &info.first_name, &info.nick));
        assert_eq!((&friend.birthday, &friend.location), (&info.birthday, &info.location));
        let name: &Text = friend.first_name.as_ref().unwrap();
        assert!(name.chars().all(|letter| matches!(letter, 'А'..='я' | 'Ё' | 'ё' | '-' | ' ')), "{name}");
    }
}

/// Every method of the slice once, through its builder; the answers are compared between the circuits.
async fn every_method<K>(api: &Api<K>, uid: Uid) -> (Vec<Vec<Uid>>, Vec<Vec<User>>, Vec<i64>) {
    let ids = vec![
        api.friends().get().await.unwrap(),
        api.friends().get_app_users().await.unwrap(),
        api.friends().get_online().await.unwrap(),
    ];
    let users = vec![
        api.friends().get().extended().await.unwrap(),
        api.friends().get_app_users().extended().await.unwrap(),
        api.friends().get_online().extended().await.unwrap(),
        api.users().get_info().uids([uid]).await.unwrap(),
        api.users().get_info().await.unwrap(),
    ];
    let granted: BTreeMap<String, Flag> = api.users().has_app_permission(Privilege::Stream).await.unwrap();
    assert_eq!(granted.keys().collect::<Vec<_>>(), ["stream"]);
    let numbers = vec![
        api.friends().get_invitations_count(uid).await.unwrap().count,
        api.users().get_balance().await.unwrap().balance,
        granted["stream"].is_set().into(),
        api.users().is_app_user().await.unwrap().is_app_user.is_set().into(),
    ];
    (ids, users, numbers)
}

#[tokio::test]
async fn every_method_answers_alike_in_both_circuits() {
    let sandbox = sandbox().await;
    let Circuits { client, server } = Circuits::of(&sandbox);
    let uid = Uid::from(sandbox.uid());
    let by_client = every_method(&client, uid).await;
    let by_server = every_method(&server, uid).await;
    assert_eq!(by_client, by_server);

    let (ids, users, _) = by_client;
    for (ids, users) in ids.iter().zip(&users) {
        assert_eq!(*ids, users.iter().map(|user| user.uid).collect::<Vec<_>>());
    }
    let [all, with_app, online] = &ids[..] else { panic!("three lists: {ids:?}") };
    assert!(with_app.len() < all.len() && with_app.iter().all(|uid| all.contains(uid)));
    assert!(online.len() < all.len() && online.iter().all(|uid| all.contains(uid)));
    assert_eq!(users[3], users[4], "without ids, the session's own user is meant");

    let requests = sandbox.requests();
    let called: HashSet<_> = requests
        .iter()
        .map(|request| (request.method().unwrap().to_owned(), request.circuit() == Circuit::Server))
        .collect();
    assert_eq!(called.len(), 16, "eight methods in two circuits: {called:?}");
    for request in &requests {
        let spec = mailru_sdk::api::method(request.method().unwrap()).unwrap();
        assert_eq!(request.verb(), spec.verb.to_string(), "{}", spec.name);
        assert_eq!(request.status(), 200);
    }
}

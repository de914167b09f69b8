//! What a test does to people, and what the methods tell of it.

use mailru_sandbox::UnknownUser;
use serde_json::json;

use super::user::{User, id, items, sandbox};
use crate::client::Call;

#[tokio::test]
async fn an_installation_shows_everywhere() {
    let sandbox = sandbox().await;
    let owner = User::owner(&sandbox);
    let users = async || -> Vec<u64> { items(&owner.ask("friends.getAppUsers", &[]).await).iter().map(id).collect() };
    let with_it = users().await;
    let friend = *owner.friends().await.iter().find(|uid| !with_it.contains(uid)).expect("not everybody");
    let uid = friend.to_string();
    let told = async || {
        let profile = owner.ask("users.getInfo", &[("uids", &uid)]).await;
        let answer = Call::server(&sandbox, "users.isAppUser").with("uid", &uid).get().await.json();
        assert_eq!(profile[0]["app_installed"], answer["isAppUser"]);
        answer["isAppUser"] == 1
    };
    assert!(!told().await && !users().await.contains(&friend));
    sandbox.install(friend).expect("somebody");
    assert!(told().await && users().await.contains(&friend));
    let news = owner.ask("stream.get", &[("limit", "1")]).await;
    assert_eq!((news[0]["type_name"].as_str(), id(&news[0]["authors"][0]["uid"])), (Some("app_add"), friend));
    sandbox.uninstall(friend).expect("somebody");
    assert!(!told().await && !users().await.contains(&friend));
    // Whoever opens a session has consented, and so installed it.
    sandbox.open_session(friend, "photos").expect("somebody");
    assert!(told().await);
}

#[tokio::test]
async fn presence_and_friendship_are_as_they_were_set() {
    let sandbox = sandbox().await;
    let owner = User::owner(&sandbox);
    let friend = owner.friends().await[0];
    let online = async || -> Vec<u64> { items(&owner.ask("friends.getOnline", &[]).await).iter().map(id).collect() };
    for is_online in [false, true, false] {
        sandbox.set_online(friend, is_online).expect("somebody");
        let profile = owner.ask("users.getInfo", &[("uids", &friend.to_string())]).await;
        assert_eq!(
            (online().await.contains(&friend), &profile[0]["is_online"]),
            (is_online, &json!(u8::from(is_online)))
        );
    }
    for are_friends in [false, true] {
        sandbox.set_friends(owner.uid, friend, are_friends).expect("both");
        assert_eq!(owner.friends().await.contains(&friend), are_friends);
        assert_eq!(User::of(&sandbox, friend).friends().await.contains(&owner.uid), are_friends);
    }
    sandbox.set_friends(friend, friend, true).expect("somebody");
    assert!(!User::of(&sandbox, friend).friends().await.contains(&friend));
}

#[tokio::test]
async fn nobody_is_an_error() {
    let sandbox = sandbox().await;
    let nobody = Err(UnknownUser { uid: 1 });
    assert_eq!(sandbox.install(1), nobody);
    assert_eq!(sandbox.uninstall(1), nobody);
    assert_eq!(sandbox.grant(1, "photos"), nobody);
    assert_eq!(sandbox.revoke(1, "photos"), nobody);
    assert_eq!(sandbox.set_online(1, true), nobody);
    assert_eq!(sandbox.set_closed(1, true), nobody);
    assert_eq!(sandbox.set_friends(1, sandbox.uid(), true), nobody);
    assert_eq!(sandbox.set_friends(sandbox.uid(), 1, true), nobody);
    assert_eq!(sandbox.open_session(1, "").map(drop), nobody);
    assert_eq!(sandbox.install(1).unwrap_err().to_string(), "nobody in the sandbox has the id 1");
}

#[tokio::test]
#[should_panic(expected = "no privilege is called \"photo\"")]
async fn granting_what_is_no_privilege_is_a_panic() {
    let sandbox = sandbox().await;
    let _ = sandbox.grant(sandbox.uid(), "photo");
}

#[tokio::test]
#[should_panic(expected = "no privilege is called \"photos stream\"")]
async fn revoking_more_than_one_privilege_is_a_panic() {
    let sandbox = sandbox().await;
    let _ = sandbox.revoke(sandbox.uid(), "photos stream");
}

#[tokio::test]
#[should_panic(expected = "no privilege is called \"wall\"")]
async fn a_session_with_what_is_no_privilege_is_a_panic() {
    let sandbox = sandbox().await;
    let _ = sandbox.open_session(sandbox.uid(), "photos wall");
}

#[tokio::test]
async fn a_notification_reaches_those_who_allow_it_and_is_remembered() {
    let sandbox = sandbox().await;
    let people = sandbox.people();
    for uid in &people {
        sandbox.revoke(*uid, "notifications").expect("somebody");
    }
    let uids = people[..3].iter().chain(&people[..1]).map(u64::to_string).collect::<Vec<_>>().join(",");
    let call =
        Call::server(&sandbox, "notifications.send").with("uids", &format!("{uids},1")).with("text", "Подарок ждёт");
    assert_eq!(call.post().await.error_code(), 200, "nobody allows it");
    for uid in [people[0], people[2]] {
        sandbox.grant(uid, "notifications").expect("somebody");
    }
    let reached = call.post().await.json();
    assert_eq!(items(&reached).iter().map(id).collect::<Vec<_>>(), [people[0], people[2]]);
    let sent: Vec<_> = sandbox.notifications().iter().map(|one| (one.uid, one.text.clone(), one.time)).collect();
    let expected = |uid| (uid, "Подарок ждёт".to_owned(), sandbox.clock().now().as_secs());
    assert_eq!(sent, [expected(people[0]), expected(people[2])]);
}

//! `friends.*`: lists that agree with each other and with the profiles.

use mailru_sandbox::Sandbox;
use serde_json::Value;

use crate::client::Call;

fn texts(list: &Value) -> Vec<String> {
    let items = list.as_array().expect("a list").iter();
    items.map(|item| item.as_str().or(item["uid"].as_str()).expect("an id").to_owned()).collect()
}

async fn friends(sandbox: &Sandbox, method: &str, extended: bool) -> Value {
    let reply = Call::client(sandbox, method).with("ext", if extended { "1" } else { "0" }).get().await;
    assert_eq!(reply.status, 200, "{}", reply.body);
    reply.json()
}

#[tokio::test]
async fn both_circuits_and_a_uid_alone_see_the_same_friends() {
    let sandbox = Sandbox::start().await.expect("a free port");
    let by_client = Call::client(&sandbox, "friends.get").get().await;
    let server = Call::server(&sandbox, "friends.get");
    let by_session = server.clone().with("session_key", sandbox.access_token()).get().await;
    let by_uid = server.with("uid", &sandbox.uid().to_string()).get().await;
    assert_eq!(texts(&by_client.json()).len(), 42);
    assert_eq!(by_client.body, by_session.body);
    assert_eq!(by_client.body, by_uid.body);
}

#[tokio::test]
async fn plain_and_extended_lists_hold_the_same_people() {
    let sandbox = Sandbox::start().await.expect("a free port");
    for method in ["friends.get", "friends.getAppUsers", "friends.getOnline"] {
        let plain = friends(&sandbox, method, false).await;
        let extended = friends(&sandbox, method, true).await;
        assert_eq!(texts(&plain), texts(&extended), "{method}");
        assert!(extended.as_array().is_some_and(|list| list.iter().all(|friend| friend.get("email").is_none())));
    }
}

#[tokio::test]
async fn the_narrower_lists_are_those_friends_whose_profiles_say_so() {
    let sandbox = Sandbox::start().await.expect("a free port");
    let all = friends(&sandbox, "friends.get", true).await;
    for (method, member) in [("friends.getAppUsers", "app_installed"), ("friends.getOnline", "is_online")] {
        let said: Value =
            all.as_array().expect("a list").iter().filter(|friend| friend[member] == 1).cloned().collect();
        let narrow = friends(&sandbox, method, true).await;
        assert_eq!(narrow, said, "{method}");
        assert!(!texts(&narrow).is_empty() && texts(&narrow).len() < 42, "{method}");
    }
}

#[tokio::test]
async fn pages_join_to_the_whole_list_and_end_with_an_empty_one() {
    let paged = Sandbox::builder().page_size(20).start().await.expect("a free port");
    let whole = Sandbox::start().await.expect("a free port");
    let mut joined = Vec::new();
    loop {
        let offset = joined.len().to_string();
        let page = texts(&Call::client(&paged, "friends.get").with("offset", &offset).get().await.json());
        if page.is_empty() {
            break;
        }
        assert!(page.len() <= 20);
        joined.extend(page);
    }
    assert_eq!(joined, texts(&friends(&whole, "friends.get", false).await));
}

#[tokio::test]
async fn friendship_is_mutual_whoever_asks() {
    let sandbox = Sandbox::start().await.expect("a free port");
    let owner = sandbox.uid().to_string();
    for friend in texts(&friends(&sandbox, "friends.get", false).await) {
        for name in ["uid", "uid2"] {
            let theirs = Call::client(&sandbox, "friends.get").with(name, &friend).get().await.json();
            assert!(texts(&theirs).contains(&owner), "{name}={friend}");
        }
    }
}

#[tokio::test]
async fn friends_of_nobody_are_error_100_because_the_session_is_fine() {
    let sandbox = Sandbox::start().await.expect("a free port");
    for name in ["uid", "uid2"] {
        assert_eq!(Call::client(&sandbox, "friends.get").with(name, "1").get().await.error_code(), 100);
    }
}

#[tokio::test]
async fn invitations_are_counted() {
    let sandbox = Sandbox::start().await.expect("a free port");
    let uid = sandbox.uid().to_string();
    let reply = Call::client(&sandbox, "friends.getInvitationsCount").with("uid", &uid).get().await;
    assert!(reply.json()["count"].as_u64().is_some_and(|count| count > 0), "{}", reply.body);
}

//! `users.*`: profiles, and what a user has to do with the application.

use mailru_sandbox::Sandbox;
use serde_json::{Value, json};

use crate::client::Call;

async fn sandbox() -> Sandbox {
    Sandbox::start().await.expect("a free port")
}

async fn friends(sandbox: &Sandbox) -> Vec<Value> {
    let list = Call::client(sandbox, "friends.get").with("ext", "1").get().await.json();
    list.as_array().expect("a list").clone()
}

fn uid(profile: &Value) -> &str {
    profile["uid"].as_str().expect("an id")
}

#[tokio::test]
async fn without_uids_the_profile_is_that_of_the_session_user_with_the_email() {
    let sandbox = sandbox().await;
    for call in [Call::client(&sandbox, "users.getInfo"), Call::client(&sandbox, "users.getInfo").with("uids", "")] {
        let list = call.post().await.json();
        assert_eq!(list.as_array().map(Vec::len), Some(1));
        let user = &list[0];
        assert_eq!(uid(user), sandbox.uid().to_string());
        let domain = user["email"].as_str().and_then(|email| email.split_once('@')).map(|(_, domain)| domain);
        assert!(domain.is_some_and(|domain| ["mail.ru", "inbox.ru", "bk.ru", "list.ru"].contains(&domain)), "{user}");
        assert_eq!((&user["app_installed"], &user["friends_count"]), (&json!(1), &json!(42)));
        assert!(user["last_visit"].is_string());
        assert!(user.get("is_friend").is_none() && user.get("group_info").is_none());
    }
}

#[tokio::test]
async fn ids_above_two_to_the_63_are_texts_of_all_their_digits() {
    let sandbox = sandbox().await;
    assert!(i64::try_from(sandbox.uid()).is_err());
    let body = Call::client(&sandbox, "users.getInfo").get().await.body;
    assert!(body.contains(&format!(r#""uid":"{}""#, sandbox.uid())));
}

#[tokio::test]
async fn friends_look_the_same_in_both_methods() {
    let sandbox = sandbox().await;
    let friends = friends(&sandbox).await;
    let uids: Vec<&str> = friends.iter().map(uid).collect();
    let reply = Call::client(&sandbox, "users.getInfo").with("uids", &uids.join(",")).post().await.json();
    let profiles = reply.as_array().expect("a list");
    assert_eq!(profiles.len(), friends.len());
    for (profile, friend) in profiles.iter().zip(&friends) {
        let mut profile = profile.as_object().expect("an object").clone();
        assert!(profile.remove("referer_type").is_some() && profile.remove("referer_id").is_some());
        assert_eq!(Value::Object(profile), *friend, "no email, nothing else");
    }
}

#[tokio::test]
async fn unknown_ids_are_skipped() {
    let sandbox = sandbox().await;
    let uids = format!("1,{},18446744073709551615", sandbox.uid());
    let list = Call::client(&sandbox, "users.getInfo").with("uids", &uids).get().await.json();
    assert_eq!(list.as_array().map(Vec::len), Some(1));
    assert_eq!(Call::client(&sandbox, "users.getInfo").with("uids", "1").get().await.body, "[]");
}

#[tokio::test]
async fn communities_are_told_from_people_by_group_info() {
    let sandbox = sandbox().await;
    let uids: Vec<String> = sandbox.communities().iter().map(u64::to_string).collect();
    let list = Call::client(&sandbox, "users.getInfo").with("uids", &uids.join(",")).get().await.json();
    let communities = list.as_array().expect("a list");
    assert_eq!(communities.iter().map(uid).collect::<Vec<_>>(), uids);
    assert_eq!(communities.len(), 2);
    assert!(communities.iter().all(|community| community["group_info"]["posts_cnt"].is_u64()));
    assert!(communities.iter().all(|community| community.get("first_name").or(community.get("app_count")).is_none()));
}

#[tokio::test]
async fn two_hundred_ids_are_taken() {
    let sandbox = sandbox().await;
    let uids = vec!["1"; 200].join(",");
    assert_eq!(Call::client(&sandbox, "users.getInfo").with("uids", &uids).post().await.body, "[]");
}

#[tokio::test]
async fn a_server_without_a_user_sees_profiles_but_no_email() {
    let sandbox = sandbox().await;
    let call = Call::server(&sandbox, "users.getInfo");
    let list = call.clone().with("uids", &sandbox.uid().to_string()).get().await.json();
    assert_eq!(uid(&list[0]), sandbox.uid().to_string());
    assert!(list[0].get("email").is_none());
    assert_eq!(call.get().await.error_code(), 102, "whose profile?");
}

#[tokio::test]
async fn privileges_are_asked_about_one_by_one() {
    let sandbox = sandbox().await;
    for (privilege, granted) in [("photos", 1), ("stream", 1), ("widget", 0), ("nonsense", 0)] {
        let reply = Call::client(&sandbox, "users.hasAppPermission").with("ext_perm", privilege).get().await;
        assert_eq!(reply.json(), json!({ privilege: granted }));
    }
}

#[tokio::test]
async fn application_users_are_those_whose_profiles_say_so() {
    let sandbox = sandbox().await;
    assert_eq!(Call::client(&sandbox, "users.isAppUser").get().await.body, r#"{"isAppUser":1}"#);
    for friend in friends(&sandbox).await {
        let answer = Call::server(&sandbox, "users.isAppUser").with("uid", uid(&friend)).get().await.json();
        assert_eq!(answer["isAppUser"], friend["app_installed"]);
    }
}

#[tokio::test]
async fn the_balance_is_a_number() {
    let sandbox = sandbox().await;
    assert!(Call::client(&sandbox, "users.getBalance").get().await.json()["balance"].is_u64());
}

//! What the user must have allowed, and whose page is open to whom: errors 4, 105, 200 and 202.

use mailru_sandbox::{Sandbox, StartError};
use mailru_sdk::spec::Context;

use super::user::{User, sandbox, stranger};
use crate::client::Call;

/// A call of every method with just what it requires, as far as checks go.
fn parameters(method: &'static mailru_sdk::spec::MethodSpec) -> Vec<(&'static str, &'static str)> {
    let value = |ty: &str| match ty {
        "uid" | "[uid]" | "u32" | "int" => "1",
        _ => "http://example.com/1.png",
    };
    method.params.iter().filter(|param| param.required).map(|param| (param.name, value(param.ty))).collect()
}

fn acting() -> impl Iterator<Item = &'static mailru_sdk::spec::MethodSpec> {
    let methods = mailru_sdk::api::GROUPS.iter().flat_map(|group| group.methods).copied();
    methods.filter(|method| matches!(method.context, Context::Session | Context::SessionOrUid))
}

#[tokio::test]
async fn without_the_application_nothing_works_but_asking_for_it() {
    let sandbox = sandbox().await;
    let owner = User::owner(&sandbox);
    sandbox.uninstall(owner.uid).expect("somebody");
    for method in acting() {
        let reply = owner.call(method.name, &parameters(method)).post().await;
        if ["users.isAppUser", "users.hasAppPermission"].contains(&method.name) {
            assert_eq!(reply.status, 200, "{}: {}", method.name, reply.body);
        } else {
            assert_eq!(reply.error_code(), 105, "{}", method.name);
        }
    }
    sandbox.install(owner.uid).expect("somebody");
    assert_eq!(owner.call("friends.get", &[]).get().await.status, 200);
}

#[tokio::test]
async fn a_method_with_a_privilege_is_error_200_without_it_and_no_other_method_is() {
    let sandbox = sandbox().await;
    let bare = User::with_scope(&sandbox, stranger(&sandbox).await, "");
    for method in acting() {
        let reply = bare.call(method.name, &parameters(method)).post().await;
        let code = if reply.status == 200 { None } else { Some(reply.error_code()) };
        assert_eq!(code == Some(200), !method.scope.is_empty(), "{}: {}", method.name, reply.body);
    }
}

#[tokio::test]
async fn privileges_come_and_go_for_sessions_and_for_absent_users() {
    let sandbox = sandbox().await;
    let user = User::with_scope(&sandbox, stranger(&sandbox).await, "");
    let absent = Call::server(&sandbox, "events.getNewCount").with("uid", &user.id());
    let present = user.call("events.getNewCount", &[]);
    for (granted, expected) in [(None, 400), (Some(true), 200), (Some(false), 400)] {
        match granted {
            Some(true) => sandbox.grant(user.uid, "events").expect("somebody"),
            Some(false) => sandbox.revoke(user.uid, "events").expect("somebody"),
            None => {}
        }
        for call in [&absent, &present] {
            let reply = call.get().await;
            assert_eq!(reply.status, expected, "{}", reply.body);
            assert!(expected == 200 || reply.error_code() == 200);
        }
        let told = user.ask("users.hasAppPermission", &[("ext_perm", "events")]).await;
        assert_eq!(told["events"], u8::from(granted == Some(true)));
    }
}

/// Calls about somebody's page.
async fn about(user: &User<'_>, page: &str) -> Vec<(&'static str, u16, Option<i64>)> {
    let mut seen = Vec::new();
    for (method, name) in [
        ("stream.getByAuthor", "uid"),
        ("guestbook.get", "uid"),
        ("guestbook.post", "uid"),
        ("photos.get", "uid"),
        ("photos.getAlbums", "uid"),
        ("audio.get", "uid"),
        ("friends.get", "uid"),
        ("friends.get", "uid2"),
        ("friends.getAppUsers", "uid"),
        ("groups.show", "uid2"),
    ] {
        let parameters = [(name, page), ("aid", "_myphoto"), ("description", "a")];
        let reply = user.call(method, &parameters).post().await;
        seen.push((method, reply.status, (reply.status != 200).then(|| reply.error_code())));
    }
    seen
}

#[tokio::test]
async fn a_closed_page_is_error_202_for_all_but_friends() {
    let sandbox = sandbox().await;
    let owner = User::owner(&sandbox);
    let page = stranger(&sandbox).await;
    let uid = page.to_string();
    let is_open = |seen: Vec<(&str, u16, Option<i64>)>| {
        let open = seen.iter().all(|(_, status, _)| *status == 200);
        assert!(open || seen.iter().all(|(_, _, code)| *code == Some(202)), "{seen:?}");
        open
    };
    assert!(is_open(about(&owner, &uid).await));
    sandbox.set_closed(page, true).expect("somebody");
    assert!(!is_open(about(&owner, &uid).await));
    let by_nobody = Call::server(&sandbox, "stream.getByAuthor").with("uid", &uid).get().await;
    assert_eq!(by_nobody.error_code(), 202);
    assert!(is_open(about(&User::of(&sandbox, page), &uid).await), "one's own");
    owner.act("messages.post", &[("uid", &uid), ("message", "a")]).await;
    let profile = owner.ask("users.getInfo", &[("uids", &uid)]).await;
    assert!(profile[0].get("first_name").is_some() && profile[0].get("birthday").is_none(), "{profile}");
    sandbox.set_friends(owner.uid, page, true).expect("both");
    assert!(is_open(about(&owner, &uid).await));
}

#[tokio::test]
async fn events_on_closed_pages_can_be_neither_seen_nor_liked() {
    let sandbox = sandbox().await;
    let owner = User::owner(&sandbox);
    let other = User::of(&sandbox, stranger(&sandbox).await);
    other.act("stream.post", &[("text", "a")]).await;
    let event = other.ask("stream.getByAuthor", &[("limit", "1")]).await[0].clone();
    let thread = event["thread_id"].as_str().expect("a thread").to_owned();
    owner.act("stream.like", &[("thread_id", &thread)]).await;
    let like = owner.ask("stream.get", &[("limit", "1")]).await[0]["id"].clone();
    sandbox.set_closed(other.uid, true).expect("somebody");
    for method in ["stream.like", "stream.unlike", "stream.comment"] {
        assert_eq!(owner.error(method, &[("thread_id", &thread), ("text", "a")]).await, 202, "{method}");
    }
    let now = owner.ask("stream.get", &[("limit", "1")]).await[0]["id"].clone();
    assert_ne!(now, like, "nor can what tells of them");
}

#[tokio::test]
async fn a_black_list_is_error_202_for_messages_too() {
    let sandbox = Sandbox::builder()
        .scenario(r#"{"people": [{"name": "ivan"}, {"name": "maria", "black_list": ["ivan"]}], "friendships": [["ivan", "maria"]]}"#)
        .start()
        .await
        .expect("it is right");
    let owner = User::owner(&sandbox);
    let maria = owner.friends().await[0].to_string();
    for (method, _, code) in about(&owner, &maria).await {
        assert_eq!(code, Some(202), "{method}");
    }
    let reply = owner.call("messages.post", &[("uid", &maria), ("message", "a")]).post().await;
    assert_eq!(reply.error_code(), 202);
    assert!(reply.error_message().contains("black list"), "{}", reply.body);
    let seeded = self::sandbox().await;
    let refused = async |uid: u64| {
        let parameters = [("uid", uid.to_string()), ("message", "a".to_owned())];
        let parameters: Vec<_> = parameters.iter().map(|(name, value)| (*name, value.as_str())).collect();
        User::owner(&seeded).call("messages.post", &parameters).post().await.status == 400
    };
    let mut refusing = 0;
    for uid in seeded.people() {
        refusing += u32::from(refused(uid).await);
    }
    assert_eq!(refusing, 1, "one of the people of the seed");
}

#[tokio::test]
async fn a_deprecated_method_is_error_4_before_its_signature_is_looked_at() {
    let sandbox = Sandbox::builder().deprecated("mobile.getCanvas").start().await.expect("a free port");
    let call = Call::client(&sandbox, "mobile.getCanvas");
    assert_eq!(call.get().await.error_code(), 4);
    assert_eq!(call.with("sig", "wrong").get().await.error_code(), 4);
    assert_eq!(Call::client(&sandbox, "friends.get").get().await.status, 200);
    let error = Sandbox::builder().deprecated("mobile.getCanwas").start().await.expect_err("there is no such method");
    assert!(matches!(&error, StartError::UnknownMethod { name } if name == "mobile.getCanwas"), "{error:?}");
}

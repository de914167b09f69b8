//! Every method of the spec, called once through its typed request in both circuits that it allows; and none of the platform's
//! methods is missing.

use std::collections::{BTreeMap, BTreeSet};

use mailru_sandbox::Sandbox;
use mailru_sdk::{
    Api, ClientApp, Error, Json, ServerApp, Uid,
    api::GROUPS,
    spec::{CircuitRule, MethodSpec},
};

/// Calls that the macro wrote from the same spec files as the SDK.
mod calls {
    mailru_sdk::__with_spec_files!(mailru_macros::calls);
}

/// The platform's list of methods, and the legacy games' ones.
const PLATFORM: &[&str] = &[
    "achievements.add",
    "achievements.group_add",
    "achievements.group_remove",
    "achievements.group_update",
    "achievements.groups",
    "achievements.list",
    "achievements.remove",
    "achievements.reward",
    "achievements.unreward",
    "achievements.update",
    "achievements.user_awards",
    "audio.get",
    "audio.link",
    "audio.search",
    "audio.top",
    "email.getUnreadCount",
    "events.getNewCount",
    "friends.get",
    "friends.getAppUsers",
    "friends.getInvitationsCount",
    "friends.getOnline",
    "groups.show",
    "guestbook.get",
    "guestbook.post",
    "history.delete",
    "mail.getUnreadCount",
    "messages.getThread",
    "messages.getThreadsList",
    "messages.getUnreadCount",
    "messages.post",
    "mobile.getCanvas",
    "multipost.delete",
    "multipost.send",
    "notifications.send",
    "photos.createAlbum",
    "photos.get",
    "photos.getAlbums",
    "photos.upload",
    "score.add",
    "score.total",
    "stream.comment",
    "stream.get",
    "stream.getByAuthor",
    "stream.like",
    "stream.post",
    "stream.share",
    "stream.unlike",
    "titles.add",
    "titles.del",
    "titles.list",
    "titles.update",
    "titles.user_drop",
    "titles.user_reward",
    "users.getBalance",
    "users.getInfo",
    "users.hasAppPermission",
    "users.isAppUser",
];

fn methods() -> impl Iterator<Item = &'static MethodSpec> {
    GROUPS.iter().flat_map(|group| group.methods).copied()
}

#[test]
fn the_spec_has_every_method_of_the_platform_and_no_other() {
    let spec: BTreeSet<_> = methods().map(|method| method.name).collect();
    let platform: BTreeSet<_> = PLATFORM.iter().copied().collect();
    let (missing, added) = (&platform - &spec, &spec - &platform);
    assert!(missing.is_empty() && added.is_empty(), "the spec lacks {missing:?}, and PLATFORM lacks {added:?}");
}

/// How many typed calls a circuit allows.
fn allowed(forbidden: CircuitRule) -> usize {
    methods().filter(|method| method.circuit != forbidden).map(|method| method.variants.len()).sum()
}

/// For texts that name something: what they name is made before, once for each call that may end it.
async fn names<K>(api: &Api<K>, uid: Uid) -> BTreeMap<(&'static str, &'static str), String> {
    let mut names = BTreeMap::new();
    let picture = "http://example.com/1.png";
    for method in ["update", "remove", "reward", "unreward"] {
        let made = api.achievements().add(picture, "Первая победа").await.unwrap();
        names.insert((by_name("achievements", method), "id"), member(&made, "id"));
    }
    for method in ["group_update", "group_remove"] {
        let made = api.achievements().group_add("Победы").await.unwrap();
        names.insert((by_name("achievements", method), "group_id"), member(&made, "group_id"));
    }
    for method in ["update", "del", "user_reward"] {
        let made = api.titles().add(picture, "Чемпион").await.unwrap();
        names.insert((by_name("titles", method), "id"), member(&made, "id"));
    }
    for name in [("history.delete", "history_id"), ("multipost.delete", "post")] {
        names.insert(name, api.multipost().send(uid).text("Привет").await.unwrap().id.unwrap().into());
    }
    api.stream().post("Привет").await.unwrap();
    let news: Json = api.stream().get().returning().await.unwrap();
    for method in ["comment", "like", "unlike"] {
        names.insert((by_name("stream", method), "thread_id"), member(news.at(0).unwrap(), "thread_id"));
    }
    let track = api.audio().get().await.unwrap()[0].mid.clone().unwrap().into();
    names.insert(("audio.link", "mid"), track);
    names.extend([("photos.get", "aid"), ("photos.upload", "aid")].map(|name| (name, "_myphoto".to_owned())));
    names
}

fn by_name(group: &str, method: &str) -> &'static str {
    methods().map(|spec| spec.name).find(|name| *name == format!("{group}.{method}")).unwrap()
}

fn member(json: &Json, name: &str) -> String {
    json.get(name).and_then(Json::as_str).unwrap().to_owned()
}

/// The answers are those to the calls that the sandbox has seen after the first ones.
fn assert_all_succeeded(answers: &[(&str, Result<(), Error>)], sandbox: &Sandbox, first: usize, expected: usize) {
    for (method, answer) in answers {
        assert!(answer.is_ok(), "{method}: {answer:?}");
    }
    assert_eq!(answers.len(), expected);
    let sent: Vec<_> = sandbox.requests()[first..].iter().map(|request| request.method().map(str::to_owned)).collect();
    let called: Vec<_> = answers.iter().map(|(method, _)| Some((*method).to_owned())).collect();
    assert_eq!(sent, called);
}

#[tokio::test]
async fn every_method_answers_its_typed_request_in_the_client_circuit() {
    let sandbox = Sandbox::start().await.unwrap();
    let app = ClientApp::new(sandbox.app_id(), sandbox.private_key()).settings(sandbox.settings());
    let api = Api::new(app.session(sandbox.access_token(), sandbox.uid()));
    let uid = Uid::new(sandbox.uid());
    let names = names(&api, uid).await;
    let first = sandbox.requests().len();
    let text = |method, param| names.get(&(method, param)).cloned().unwrap_or_else(|| "text".to_owned());
    let answers = calls::client(&api, uid, &text).await;
    assert_all_succeeded(&answers, &sandbox, first, allowed(CircuitRule::Server));
}

#[tokio::test]
async fn every_method_answers_its_typed_request_in_the_server_circuit() {
    let sandbox = Sandbox::start().await.unwrap();
    let app = ServerApp::new(sandbox.app_id(), sandbox.secret_key()).settings(sandbox.settings());
    let api = Api::new(app.session(sandbox.access_token()));
    let uid = Uid::new(sandbox.uid());
    let names = names(&api, uid).await;
    let first = sandbox.requests().len();
    let text = |method, param| names.get(&(method, param)).cloned().unwrap_or_else(|| "text".to_owned());
    let answers = calls::server(&api, uid, &text).await;
    assert_all_succeeded(&answers, &sandbox, first, allowed(CircuitRule::Client));
}

//! `multipost.*`, `groups.show` and `history.delete`: posts that can be deleted.

use mailru_sandbox::Sandbox;
use serde_json::{Value, json};

use super::user::{PNG, User, items, sandbox, text};

/// Where the user may post, and where not.
async fn communities(owner: &User<'_>) -> (Vec<String>, Vec<String>) {
    let groups = owner.ask("groups.show", &[("uid2", &owner.id())]).await;
    let mine: Vec<String> = items(&groups["groups"]).iter().map(|group| text(group, "uid").to_owned()).collect();
    let all = owner.sandbox.communities();
    let others = all.iter().map(u64::to_string).filter(|uid| !mine.contains(uid)).collect();
    (mine, others)
}

async fn post(user: &User<'_>, author: &str, id: &str) -> Option<Value> {
    let feed = user.ask("stream.getByAuthor", &[("uid", author), ("limit", "100")]).await;
    items(&feed).iter().find(|element| text(element, "id") == id).cloned()
}

#[tokio::test]
async fn a_post_has_everything_that_was_sent_and_can_be_deleted_by_its_sender() {
    let sandbox = sandbox().await;
    let owner = User::owner(&sandbox);
    let friend = User::of(&sandbox, owner.friends().await[0]);
    let me = owner.id();
    let photo = owner.send("photos.upload", &[("aid", "_myphoto")], PNG).await.json();
    let photos = format!("{me}:{}", photo["pid"]);
    let track = owner.ask("audio.get", &[("limit", "1")]).await[0].clone();
    let parameters = [
        ("uid2", me.as_str()),
        ("text", "Смотрите http://example.com/ #rust & всё"),
        ("photo", &photos),
        ("audio", text(&track, "mid")),
        ("video", "_myvideo/3"),
        ("url", "http://example.com/ad"),
        ("wo_comment", "1"),
    ];
    let sent = owner.ask("multipost.send", &parameters).await;
    let id = text(&sent, "id").to_owned();
    assert_eq!((&sent["sent"], id.len()), (&json!(1), 16));
    let event = post(&friend, &me, &id).await.expect("friends see it");
    assert_eq!((text(&event, "type"), text(&event, "user_text")), ("3-23", "Смотрите http://example.com/ #rust & всё"));
    let kinds: Vec<&str> = items(&event["attachments"]).iter().map(|part| text(part, "object")).collect();
    assert_eq!(kinds, ["image", "music", "video", "link"]);
    assert_eq!(event["attachments"][0]["src"], photo["src"]);
    let media: Vec<&str> = items(&event["text_media"]).iter().map(|part| text(part, "object")).collect();
    assert_eq!(media, ["text", "link", "text", "tag", "text"]);
    assert_eq!((&event["is_commentable"], event.get("comments_count")), (&json!(0), None));
    let thread = text(&event, "thread_id");
    assert_eq!(friend.error("stream.comment", &[("thread_id", thread), ("text", "a")]).await, 100);
    friend.act("stream.like", &[("thread_id", thread)]).await;
    let likes = friend.ask("stream.getByAuthor", &[("uid", &friend.id()), ("limit", "1")]).await;

    assert_eq!(friend.error("multipost.delete", &[("post", &id)]).await, 202);
    owner.act("multipost.delete", &[("post", &id)]).await;
    assert_eq!(post(&owner, &me, &id).await, None);
    assert_eq!(post(&owner, &friend.id(), text(&likes[0], "id")).await, None, "its likes go along");
    assert_eq!(owner.error("multipost.delete", &[("post", &id)]).await, 100);
    assert_eq!(owner.error("stream.like", &[("thread_id", thread)]).await, 100);
}

/// A world in which the user is a member of one community of two.
async fn divided() -> Sandbox {
    for seed in 1..100 {
        let sandbox = Sandbox::builder().seed(seed).start().await.expect("a free port");
        let (mine, others) = communities(&User::owner(&sandbox)).await;
        if !mine.is_empty() && !others.is_empty() {
            return sandbox;
        }
    }
    panic!("in no world the user is a member of one community of two")
}

#[tokio::test]
async fn members_post_to_a_community_and_others_may_not() {
    let sandbox = divided().await;
    let owner = User::owner(&sandbox);
    let (mine, others) = communities(&owner).await;
    let (own, foreign) = (mine[0].as_str(), others[0].as_str());
    let count = async || {
        let profile = owner.ask("users.getInfo", &[("uids", own)]).await;
        profile[0]["group_info"]["posts_cnt"].as_u64().expect("a number")
    };
    let before = count().await;
    let sent = owner.ask("multipost.send", &[("uid2", own), ("text", "Встреча")]).await;
    let event = post(&owner, own, text(&sent, "id")).await.expect("it is there");
    assert_eq!((text(&event, "type"), text(&event["authors"][0], "uid")), ("5-39", own));
    let news = owner.ask("stream.get", &[("limit", "1")]).await;
    assert_eq!(news[0]["id"], sent["id"]);
    assert_eq!(count().await, before + 1);
    owner.act("multipost.delete", &[("post", text(&sent, "id"))]).await;
    assert_eq!(count().await, before);
    assert_eq!(owner.error("multipost.send", &[("uid2", foreign), ("text", "a")]).await, 200);
}

#[tokio::test]
async fn what_is_not_there_cannot_be_posted_and_others_pages_are_theirs() {
    let sandbox = sandbox().await;
    let owner = User::owner(&sandbox);
    let (me, friend) = (owner.id(), owner.friends().await[0].to_string());
    let missing = format!("{me}:999");
    for (name, value, code) in [
        ("photo", missing.as_str(), 501),
        ("photo", "7", 100),
        ("audio", "nothing", 100),
        ("uid2", "1", 100),
        ("uid2", &friend, 200),
    ] {
        let mut parameters = vec![("text", "a"), (name, value)];
        if name != "uid2" {
            parameters.push(("uid2", &me));
        }
        assert_eq!(owner.error("multipost.send", &parameters).await, code, "{name}={value}");
    }
}

#[tokio::test]
async fn own_events_and_likes_can_be_deleted_from_the_history() {
    let sandbox = sandbox().await;
    let owner = User::owner(&sandbox);
    let friend = User::of(&sandbox, owner.friends().await[0]);
    let newest = async |user: &User<'_>| user.ask("stream.getByAuthor", &[("limit", "1")]).await[0].clone();
    friend.act("stream.post", &[("text", "a")]).await;
    let event = newest(&friend).await;
    owner.act("stream.like", &[("thread_id", text(&event, "thread_id"))]).await;
    let like = newest(&owner).await;
    owner.act("history.delete", &[("history_id", text(&like, "id"))]).await;
    assert_eq!(newest(&friend).await["likes_count"], 0);
    owner.act("stream.comment", &[("thread_id", text(&event, "thread_id")), ("text", "a")]).await;
    let comment = newest(&owner).await;
    assert_eq!(owner.error("history.delete", &[("history_id", text(&comment, "id"))]).await, 100);
    assert_eq!(owner.error("history.delete", &[("history_id", text(&event, "id"))]).await, 202);
    friend.act("history.delete", &[("history_id", text(&event, "id"))]).await;
    assert_ne!(newest(&friend).await["id"], event["id"]);
    assert_ne!(newest(&owner).await["id"], comment["id"], "comments go with their event");
    assert_eq!(owner.error("history.delete", &[("history_id", text(&event, "id"))]).await, 100);
}

//! Whatever is called in whatever order, the world stays consistent: numbers are those of lists, and what names something names
//! something that is there.

use mailru_sandbox::Sandbox;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed, TestRunner};
use serde_json::Value;

use super::user::{PNG, User, id, items, text};

/// Something that somebody does, with numbers for whom and what.
#[derive(Debug, Clone)]
struct Act {
    who: usize,
    what: usize,
    whom: usize,
}

const ACTS: usize = 20;

fn act() -> impl Strategy<Value = Act> {
    (0..4_usize, 0..ACTS, 0..1000_usize).prop_map(|(who, what, whom)| Act { who, what, whom })
}

/// Carries the act out; that it is refused is as good.
async fn carry_out(users: &[User<'_>], act: &Act) {
    let user = &users[act.who];
    let other = users[act.whom % users.len()].id();
    let feed = user.ask("stream.get", &[("limit", "30")]).await;
    let element = items(&feed).get(act.whom % items(&feed).len().max(1)).cloned().unwrap_or_default();
    let event = if element["subevent"].is_object() { &element["subevent"] } else { &element };
    let thread = event["thread_id"].as_str().unwrap_or("none");
    let any_id = element["id"].as_str().unwrap_or("none");
    let achievements = user.ask("achievements.list", &[]).await;
    let achievement = items(&achievements).get(act.whom % 3).map_or("0", |achievement| text(achievement, "id"));
    let groups = user.ask("groups.show", &[("uid2", &user.id())]).await;
    let community = items(&groups["groups"]).first().map_or("1", |group| text(group, "uid"));
    let aid = format!("a{}", act.whom % 3);
    let tracks = user.ask("audio.search", &[("query", "вечер")]).await;
    let mid = text(&items(&tracks["result"])[act.whom % 5], "mid");
    let (method, parameters) = match act.what {
        0 => ("stream.post", vec![("text", "a")]),
        1 => ("stream.share", vec![("url", "http://example.com/")]),
        2 | 3 => ("stream.like", vec![("thread_id", thread)]),
        4 => ("stream.unlike", vec![("thread_id", thread)]),
        5 | 6 => ("stream.comment", vec![("thread_id", thread), ("text", "b")]),
        7 => ("multipost.send", vec![("uid2", &*other), ("text", "c")]),
        8 => ("multipost.send", vec![("uid2", community), ("text", "d")]),
        9 => ("multipost.delete", vec![("post", any_id)]),
        10 => ("history.delete", vec![("history_id", any_id)]),
        11 => ("messages.post", vec![("uid", &*other), ("message", "e")]),
        12 => ("messages.getThread", vec![("uid", &*other)]),
        13 => ("guestbook.post", vec![("uid", &*other), ("description", "f")]),
        14 => ("photos.createAlbum", vec![("aid", &*aid), ("title", "g")]),
        15 => {
            let as_cover = if act.whom.is_multiple_of(2) { "1" } else { "0" };
            user.send("photos.upload", &[("aid", &*aid), ("set_as_cover", as_cover)], PNG).await;
            return;
        }
        16 => ("audio.link", vec![("mid", mid)]),
        17 => ("achievements.reward", vec![("id", achievement), ("uid", &*other)]),
        18 => ("achievements.remove", vec![("id", achievement)]),
        _ => {
            let (one, other) = (user.uid, users[act.whom % users.len()].uid);
            let befriend = act.whom.is_multiple_of(2);
            user.sandbox.set_friends(one, other, befriend).expect("both are there");
            return;
        }
    };
    let reply = user.call(method, &parameters).post().await;
    assert!(reply.status == 200 || reply.status == 400, "{method}: {}", reply.body);
}

/// All pages of the feed of one author.
async fn feed(user: &User<'_>, author: u64) -> Vec<Value> {
    let mut feed: Vec<Value> = Vec::new();
    loop {
        let mut parameters = vec![("uid", author.to_string()), ("limit", "50".to_owned())];
        parameters.extend(feed.last().map(|last| ("skip", text(last, "id").to_owned())));
        let parameters: Vec<_> = parameters.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let page = user.ask("stream.getByAuthor", &parameters).await;
        if items(&page).is_empty() {
            return feed;
        }
        feed.extend(items(&page).iter().cloned());
    }
}

async fn assert_consistent(users: &[User<'_>]) {
    let mut elements: Vec<Value> = Vec::new();
    for user in users {
        elements.extend(feed(user, user.uid).await);
    }
    for element in &elements {
        let about = |subtype: &str, event: &Value| {
            let is_meant = |other: &&Value| other["subtype"] == subtype && other["subevent"]["id"] == event["id"];
            elements.iter().filter(is_meant).count()
        };
        match text(element, "subtype") {
            "event" => {
                let likes = element.get("likes").map_or(&[][..], |likes| items(likes));
                assert_eq!(likes.len(), element["likes_count"], "{element}");
                // Others than these users may like and comment, too.
                assert!(about("like", element) <= likes.len(), "{element}");
                assert!(
                    element
                        .get("comments_count")
                        .is_none_or(|count| count.as_u64() >= Some(about("comment", element) as u64))
                );
            }
            "comment" => {
                assert!(element["comment"]["text"].is_string() && element["subevent"]["id"].is_string(), "{element}");
            }
            _ => assert!(element["subevent"]["likes_count"].as_u64() >= Some(1), "{element}"),
        }
    }
    for user in users {
        let friends = user.ask("friends.get", &[]).await;
        let profile = user.ask("users.getInfo", &[]).await;
        assert_eq!(profile[0]["friends_count"], items(&friends).len());
        for other in users {
            let theirs = other.ask("friends.get", &[]).await;
            let (mine, theirs) = (
                items(&friends).iter().any(|uid| id(uid) == other.uid),
                items(&theirs).iter().any(|uid| id(uid) == user.uid),
            );
            assert_eq!(mine, theirs, "friendship is mutual");
            assert!(!mine || user.uid != other.uid);
        }
        let threads = user.ask("messages.getThreadsList", &[("limit", "100")]).await;
        let unread: u64 = items(&threads).iter().filter_map(|thread| thread["unread"].as_u64()).sum();
        assert_eq!(user.ask("messages.getUnreadCount", &[]).await["count"], unread);
        for album in items(&user.ask("photos.getAlbums", &[]).await) {
            let photos = user.ask("photos.get", &[("aid", text(album, "aid"))]).await;
            assert_eq!(album["size"], items(&photos).len());
            let has_cover = items(&photos).iter().any(|photo| photo["pid"] == album["cover_pid"]);
            assert_eq!(has_cover, !items(&photos).is_empty(), "{album}");
        }
        let known = user.ask("achievements.list", &[]).await;
        let awards = user.ask("achievements.user_awards", &[]).await;
        assert!(items(&awards).iter().all(|award| items(&known).contains(award)), "{awards}");
        let playlist = user.ask("audio.get", &[]).await;
        let mids: std::collections::BTreeSet<&str> = items(&playlist).iter().map(|track| text(track, "mid")).collect();
        assert_eq!(mids.len(), items(&playlist).len(), "a track is there once");
    }
}

#[test]
fn the_world_stays_consistent_whatever_is_called() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    // The same acts in every run.
    let config = Config { cases: 12, failure_persistence: None, rng_seed: RngSeed::Fixed(1), ..Config::default() };
    let acts = proptest::collection::vec(act(), 1..40);
    let outcome = TestRunner::new(config).run(&acts, |acts| {
        runtime.block_on(async {
            let sandbox = Sandbox::start().await.expect("a free port");
            let owner = User::owner(&sandbox);
            let others = [owner.friends().await[0], owner.friends().await[1], sandbox.people()[0]];
            let mut users = vec![owner];
            users.extend(others.into_iter().filter(|uid| *uid != sandbox.uid()).map(|uid| User::of(&sandbox, uid)));
            while users.len() < 4 {
                users.push(User::owner(&sandbox));
            }
            for act in &acts {
                carry_out(&users, act).await;
            }
            users.truncate(3);
            assert_consistent(&users).await;
        });
        Ok(())
    });
    outcome.unwrap_or_else(|error| panic!("{error}"));
}

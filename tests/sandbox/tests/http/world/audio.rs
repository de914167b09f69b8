//! `audio.*`: playlists, search and what is popular.

use serde_json::json;

use super::user::{User, items, sandbox, text};

#[tokio::test]
async fn a_linked_track_is_on_top_of_the_playlist_once() {
    let sandbox = sandbox().await;
    let owner = User::owner(&sandbox);
    let before = owner.ask("audio.get", &[]).await;
    let all = owner.ask("audio.top", &[]).await;
    let new = items(&all).iter().find(|track| !items(&before).contains(track)).expect("not everything is there");
    for _ in 0..2 {
        owner.act("audio.link", &[("mid", text(new, "mid"))]).await;
    }
    let expected = [std::slice::from_ref(new), items(&before)].concat();
    assert_eq!(items(&owner.ask("audio.get", &[]).await), expected);
    for filter in ["mid", "mids"] {
        assert_eq!(owner.ask("audio.get", &[(filter, text(new, "mid"))]).await, json!([new]));
    }
    let news = owner.ask("stream.getByAuthor", &[("limit", "1")]).await;
    let music = &news[0]["attachments"][0];
    assert_eq!((text(music, "object"), &music["mid"], &music["name"]), ("music", &new["mid"], &new["title"]));
    assert_eq!((&music["author"], &music["is_add"]), (&new["artist"], &json!(1)));
    assert_eq!(owner.error("audio.link", &[("mid", "nothing")]).await, 100);
}

#[tokio::test]
async fn pages_of_a_search_make_up_its_total() {
    let sandbox = sandbox().await;
    let owner = User::owner(&sandbox);
    let found = owner.ask("audio.search", &[("query", "ХОР")]).await;
    let total = found["total"].as_u64().expect("a number");
    assert!(total > 5 && items(&found["result"]).len() == usize::try_from(total.min(10)).expect("ten"));
    let mut seen = Vec::new();
    while seen.len() < usize::try_from(total).expect("few") {
        let offset = seen.len().to_string();
        let page = owner.ask("audio.search", &[("query", "хор"), ("offset", &offset), ("limit", "3")]).await;
        assert_eq!(page["total"], total);
        seen.extend(items(&page["result"]).iter().cloned());
    }
    assert!(seen.iter().all(|track| text(track, "artist").contains("Хор")));
    assert_eq!(owner.ask("audio.search", &[("query", "нет такой")]).await, json!({ "total": 0, "result": [] }));
}

#[tokio::test]
async fn what_more_people_have_is_more_popular() {
    let sandbox = sandbox().await;
    let owner = User::owner(&sandbox);
    let top = owner.ask("audio.top", &[]).await;
    let last = text(items(&top).last().expect("music"), "mid").to_owned();
    for uid in sandbox.people() {
        User::of(&sandbox, uid).act("audio.link", &[("mid", &last)]).await;
    }
    let top = owner.ask("audio.top", &[("limit", "1")]).await;
    assert_eq!((text(&top[0], "mid"), items(&top).len()), (last.as_str(), 1));
}

//! `stream.*`: what is published is in the feeds, what is liked and commented on counts.

use mailru_sandbox::Sandbox;
use serde_json::{Value, json};

use super::user::{PNG, User, id, items, sandbox, stranger, text};

/// The newest element of the feed of one author.
async fn newest(user: &User<'_>, author: u64) -> Value {
    let feed = user.ask("stream.getByAuthor", &[("uid", &author.to_string()), ("limit", "1")]).await;
    items(&feed)[0].clone()
}

fn ids(feed: &Value) -> Vec<String> {
    items(feed).iter().map(|element| text(element, "id").to_owned()).collect()
}

#[tokio::test]
async fn a_post_is_in_the_feeds_of_its_author_and_of_friends_and_of_nobody_else() {
    let sandbox = sandbox().await;
    let owner = User::owner(&sandbox);
    let friend = User::of(&sandbox, owner.friends().await[0]);
    let stranger = User::of(&sandbox, stranger(&sandbox).await);
    let parameters = [
        ("text", "Новый рекорд: 100%"),
        ("title", "Игра & я"),
        ("user_text", "Кто больше?"),
        ("img_url", "http://example.com/1.png"),
        ("link1_text", "Играть"),
        ("link1_href", "http://example.com/play"),
        ("link2_text", "Рекорды"),
        ("link2_href", "loc=records"),
    ];
    owner.act("stream.post", &parameters).await;
    let post = newest(&owner, owner.uid).await;
    assert_eq!((text(&post, "subtype"), text(&post, "type")), ("event", "5-17"));
    assert_eq!((text(&post, "title"), text(&post, "user_text")), ("Игра & я", "Кто больше?"));
    let attachments = json!([
        { "object": "text", "content": "Новый рекорд: 100%" },
        { "object": "image", "src": "http://example.com/1.png" },
    ]);
    assert_eq!(post["attachments"], attachments);
    let page = format!("http://my.mail.ru/cgi-bin/my/app-canvas?appid={}", sandbox.app_id());
    let links = json!([
        { "text": "Играть", "href": "http://example.com/play" },
        { "text": "Рекорды", "href": format!("{page}#loc=records") },
    ]);
    assert_eq!(post["action_links"], links);
    assert_eq!((&post["generator"]["app_id"], &post["generator"]["url"]), (&json!(sandbox.app_id()), &json!(page)));
    assert_eq!(id(&post["authors"][0]["uid"]), owner.uid);
    for (user, sees) in [(&owner, true), (&friend, true), (&stranger, false)] {
        let feed = user.ask("stream.get", &[("limit", "3")]).await;
        assert_eq!(ids(&feed).contains(&text(&post, "id").to_owned()), sees);
    }
    let by_friend = newest(&friend, owner.uid).await;
    assert_eq!(by_friend["id"], post["id"]);
}

#[tokio::test]
async fn the_link_called_default_is_on_the_text_and_half_a_link_is_completed() {
    let sandbox = sandbox().await;
    let owner = User::owner(&sandbox);
    let link = [("text", "a"), ("link1_text", "default"), ("link1_href", "http://example.com/play")];
    owner.act("stream.post", &link).await;
    let post = newest(&owner, owner.uid).await;
    assert_eq!((text(&post, "click_url"), post.get("action_links")), ("http://example.com/play", None));
    let page = format!("http://my.mail.ru/cgi-bin/my/app-canvas?appid={}", sandbox.app_id());
    owner.act("stream.post", &[("text", "a"), ("link1_text", "Играть"), ("link2_href", "http://example.com/")]).await;
    let links = newest(&owner, owner.uid).await["action_links"].clone();
    let example = "http://example.com/";
    assert_eq!(
        links,
        json!([{ "text": "Играть", "href": page }, { "text": example, "href": example }]),
        "half a link each"
    );
}

#[tokio::test]
async fn a_file_of_a_post_is_a_photo_of_its_author() {
    let sandbox = sandbox().await;
    let owner = User::owner(&sandbox);
    let reply = owner.send("stream.post", &[("text", "Фото")], PNG).await;
    assert_eq!((reply.status, reply.body.as_str()), (200, "1"));
    let image = newest(&owner, owner.uid).await["attachments"][1].clone();
    let photos = owner.ask("photos.get", &[("aid", text(&image, "album_id")), ("pids", text(&image, "id"))]).await;
    assert_eq!((text(&image, "object"), &photos[0]["src"]), ("image", &image["src"]));
}

#[tokio::test]
async fn a_shared_link_is_an_event_of_its_kind() {
    let sandbox = sandbox().await;
    let owner = User::owner(&sandbox);
    let parameters = [
        ("url", "http://example.com/news"),
        ("title", "Новость"),
        ("description", "Подробности"),
        ("img_url", "http://example.com/1.png"),
        ("user_text", "Смотрите"),
    ];
    owner.act("stream.share", &parameters).await;
    let share = newest(&owner, owner.uid).await;
    assert_eq!(
        (text(&share, "type"), text(&share, "type_name"), text(&share, "user_text")),
        ("5-26", "share", "Смотрите")
    );
    let attachments = json!([
        { "object": "link", "text": "Новость", "url": "http://example.com/news" },
        { "object": "text", "content": "Подробности" },
        { "object": "image", "src": "http://example.com/1.png" },
    ]);
    assert_eq!(share["attachments"], attachments);
}

#[tokio::test]
async fn a_like_counts_once_for_each_user_and_can_be_taken_back() {
    let sandbox = sandbox().await;
    let owner = User::owner(&sandbox);
    let friend = User::of(&sandbox, owner.friends().await[0]);
    owner.act("stream.post", &[("text", "a")]).await;
    let post = newest(&owner, owner.uid).await;
    let thread = [("thread_id", text(&post, "thread_id"))];
    for _ in 0..2 {
        friend.act("stream.like", &thread).await;
    }
    owner.act("stream.like", &thread).await;
    let counted = async |user: &User<'_>| {
        let feed = user.ask("stream.getByAuthor", &[("uid", &owner.id())]).await;
        let event = items(&feed).iter().find(|element| element["id"] == post["id"]).expect("the post").clone();
        assert_eq!(event.get("likes").map_or(0, |likes| items(likes).len()), event["likes_count"]);
        (event["likes_count"].as_u64(), event["is_liked_by_me"].as_u64())
    };
    assert_eq!((counted(&owner).await, counted(&friend).await), ((Some(2), Some(1)), (Some(2), Some(1))));
    let like = newest(&friend, friend.uid).await;
    assert_eq!((text(&like, "subtype"), id(&like["author"]["uid"])), ("like", friend.uid));
    assert_eq!((&like["subevent"]["id"], &like["is_likeable"]), (&post["id"], &json!(0)));
    for _ in 0..2 {
        friend.act("stream.unlike", &thread).await;
    }
    assert_eq!((counted(&owner).await, counted(&friend).await), ((Some(1), Some(1)), (Some(1), Some(0))));
    assert_ne!(newest(&friend, friend.uid).await["id"], like["id"], "the element goes with the like");
}

#[tokio::test]
async fn a_comment_counts_and_is_an_element_of_its_own() {
    let sandbox = sandbox().await;
    let owner = User::owner(&sandbox);
    let friend = User::of(&sandbox, owner.friends().await[0]);
    owner.act("stream.post", &[("text", "a")]).await;
    let post = newest(&owner, owner.uid).await;
    friend.act("stream.comment", &[("thread_id", text(&post, "thread_id")), ("text", "Поздравляю!")]).await;
    assert_eq!(newest(&owner, owner.uid).await["comments_count"], 1);
    let comment = items(&owner.ask("stream.get", &[("limit", "1")]).await)[0].clone();
    assert_eq!((text(&comment, "subtype"), &comment["subevent"]["id"]), ("comment", &post["id"]));
    let body = &comment["comment"];
    assert_eq!(
        (text(body, "text"), id(&body["author"]["uid"]), &body["is_deleted"]),
        ("Поздравляю!", friend.uid, &json!(0))
    );
    assert_eq!(body["text_media"], json!({ "object": "text", "content": "Поздравляю!" }));
}

#[tokio::test]
async fn threads_that_are_none_are_error_100() {
    let sandbox = sandbox().await;
    let owner = User::owner(&sandbox);
    owner.act("stream.post", &[("text", "a")]).await;
    owner.act("stream.like", &[("thread_id", text(&newest(&owner, owner.uid).await, "thread_id"))]).await;
    let like = newest(&owner, owner.uid).await;
    for thread in ["thread", text(&like, "id"), text(&like, "huid"), "0000000005110000ffffffff"] {
        assert_eq!(owner.error("stream.like", &[("thread_id", thread)]).await, 100, "{thread}");
        assert_eq!(owner.error("stream.comment", &[("thread_id", thread), ("text", "a")]).await, 100, "{thread}");
    }
}

/// All ids of the feed, page by page.
async fn by_pages(user: &User<'_>, mut between: impl AsyncFnMut(usize)) -> Vec<String> {
    let (mut seen, mut skip) = (Vec::new(), None::<String>);
    loop {
        let mut parameters = vec![("limit", "7")];
        parameters.extend(skip.as_deref().map(|skip| ("skip", skip)));
        let page = ids(&user.ask("stream.get", &parameters).await);
        let Some(last) = page.last() else { return seen };
        assert!(page.len() <= 7);
        skip = Some(last.clone());
        seen.extend(page);
        between(seen.len()).await;
    }
}

#[tokio::test]
async fn both_ways_of_paging_give_everything_once_newest_first() {
    let sandbox = sandbox().await;
    let owner = User::owner(&sandbox);
    let whole = owner.ask("stream.get", &[("limit", "100")]).await;
    let times: Vec<u64> = items(&whole).iter().filter_map(|element| element["time"].as_u64()).collect();
    assert!(times.len() > 50 && times.is_sorted_by(|newer, older| newer >= older));
    let by_cursor = by_pages(&owner, async |_| {}).await;
    assert_eq!(by_cursor[..times.len()], ids(&whole));
    let mut by_offset = Vec::new();
    loop {
        let offset = by_offset.len().to_string();
        let page = ids(&owner.ask("stream.get", &[("limit", "9"), ("offset", &offset)]).await);
        if page.is_empty() {
            break;
        }
        by_offset.extend(page);
    }
    assert_eq!(by_offset, by_cursor);
    assert_eq!(ids(&owner.ask("stream.get", &[]).await), by_cursor[..10], "ten come without a limit");
}

#[tokio::test]
async fn a_cursor_goes_on_where_it_was_whatever_happens_meanwhile() {
    let sandbox = sandbox().await;
    let owner = User::owner(&sandbox);
    let posts: Vec<String> = {
        let mut posts = Vec::new();
        for _ in 0..9 {
            let sent = owner.ask("multipost.send", &[("uid2", &owner.id()), ("text", "a")]).await;
            posts.push(text(&sent, "id").to_owned());
        }
        posts
    };
    let before = by_pages(&owner, async |_| {}).await;
    let seen = by_pages(&owner, async |count| {
        if count == 7 {
            // The last of the first page is gone, so is the first of the second, and there is news.
            for post in [&posts[2], &posts[1]] {
                owner.act("multipost.delete", &[("post", post)]).await;
            }
            owner.act("stream.post", &[("text", "b")]).await;
        }
    })
    .await;
    let expected: Vec<String> = before.into_iter().filter(|id| *id != posts[1]).collect();
    assert_eq!(seen, expected);
    for unknown in ["", "text", "0317000000000001"] {
        let code = owner.call("stream.get", &[("skip", unknown)]).get().await.status;
        assert_eq!(code, if unknown.is_empty() { 200 } else { 400 }, "{unknown}");
    }
    assert_eq!(owner.error("stream.get", &[("skip", "text")]).await, 100);
}

#[tokio::test]
async fn a_filter_leaves_the_events_of_one_application() {
    let sandbox = sandbox().await;
    let owner = User::owner(&sandbox);
    owner.act("stream.post", &[("text", "a")]).await;
    for app_id in [sandbox.app_id(), 520_706, 1] {
        let feed = owner.ask("stream.get", &[("filter_app", &app_id.to_string()), ("limit", "100")]).await;
        assert!(items(&feed).iter().all(|event| event["generator"]["app_id"] == app_id), "{feed}");
        assert_eq!(items(&feed).is_empty(), app_id == 1, "{app_id}");
    }
}

#[tokio::test]
async fn communities_have_feeds_for_everybody_and_news_for_members() {
    let sandbox = sandbox().await;
    let owner = User::owner(&sandbox);
    for community in sandbox.communities() {
        let feed = owner.ask("stream.getByAuthor", &[("uid", &community.to_string())]).await;
        assert!(items(&feed).iter().all(|event| id(&event["authors"][0]["uid"]) == community), "{feed}");
    }
    assert_eq!(owner.error("stream.getByAuthor", &[("uid", "1")]).await, 100);
}

#[tokio::test]
async fn a_server_reads_authors_without_anybodys_session() {
    let sandbox: Sandbox = sandbox().await;
    let authors = [sandbox.uid(), sandbox.communities()[0]];
    for author in authors {
        let call = crate::client::Call::server(&sandbox, "stream.getByAuthor").with("uid", &author.to_string());
        let reply = call.get().await;
        assert_eq!(reply.status, 200, "{}", reply.body);
        assert!(items(&reply.json()).iter().all(|event| event.get("is_liked_by_me").is_none_or(|liked| *liked == 0)));
    }
}

//! `guestbook.*`: what is written is read.

use serde_json::json;

use super::user::{PNG, User, id, items, sandbox, text};

#[tokio::test]
async fn an_entry_is_on_top_of_the_guest_book_with_all_of_its_parts() {
    let sandbox = sandbox().await;
    let owner = User::owner(&sandbox);
    let friend = owner.friends().await[0].to_string();
    let parameters = [
        ("uid", friend.as_str()),
        ("description", "Поздравляю с победой!"),
        ("title", "Подарок"),
        ("user_text", "От души"),
        ("img_url", "http://example.com/1.png"),
        ("link1_text", "Открыть"),
        ("link1_href", "http://example.com/"),
    ];
    owner.act("guestbook.post", &parameters).await;
    let book = owner.ask("guestbook.get", &[("uid", &friend)]).await;
    let entry = &book[0];
    assert_eq!((id(&entry["author"]["uid"]), text(entry, "text")), (owner.uid, "Поздравляю с победой!"));
    assert_eq!((text(entry, "title"), text(entry, "user_text")), ("Подарок", "От души"));
    assert_eq!(entry["time"], sandbox.clock().now().as_secs());
    assert_eq!(entry["attachments"], json!([{ "object": "image", "src": "http://example.com/1.png" }]));
    assert_eq!(entry["action_links"], json!([{ "text": "Открыть", "href": "http://example.com/" }]));
    let news = owner.ask("stream.getByAuthor", &[("limit", "1")]).await;
    assert_eq!((text(&news[0], "type"), text(&news[0], "user_text")), ("3-7", "Поздравляю с победой!"));
}

#[tokio::test]
async fn a_file_goes_along_and_is_a_photo_of_the_author() {
    let sandbox = sandbox().await;
    let owner = User::owner(&sandbox);
    let reply = owner.send("guestbook.post", &[("uid", &owner.id()), ("description", "a")], PNG).await;
    assert_eq!(reply.body, "1");
    let image = owner.ask("guestbook.get", &[]).await[0]["attachments"][0].clone();
    assert_eq!((text(&image, "owner_id"), text(&image, "album_id")), (owner.id().as_str(), "_mypagephoto"));
}

#[tokio::test]
async fn pages_of_a_guest_book_make_up_the_whole() {
    let sandbox = sandbox().await;
    let owner = User::owner(&sandbox);
    let whole = owner.ask("guestbook.get", &[("limit", "100")]).await;
    let first = owner.ask("guestbook.get", &[]).await;
    let rest = owner.ask("guestbook.get", &[("offset", "10"), ("limit", "100")]).await;
    assert_eq!(items(&first).len(), 10);
    assert_eq!([items(&first), items(&rest)].concat(), items(&whole));
    let times: Vec<u64> = items(&whole).iter().filter_map(|entry| entry["time"].as_u64()).collect();
    assert!(times.is_sorted_by(|newer, older| newer >= older));
}

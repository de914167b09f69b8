//! Numbers of what waits, and the canvas of mobile applications.

use super::user::{User, items, sandbox, text};

#[tokio::test]
async fn both_names_of_the_mailbox_count_the_same_letters() {
    let sandbox = sandbox().await;
    let owner = User::owner(&sandbox);
    let mail = owner.ask("mail.getUnreadCount", &[]).await;
    assert!(mail["count"].as_u64().is_some_and(|count| count > 0));
    assert_eq!(owner.ask("email.getUnreadCount", &[("uid", &owner.id())]).await, mail);
}

#[tokio::test]
async fn new_events_wait_until_the_feed_is_looked_at() {
    let sandbox = sandbox().await;
    let owner = User::owner(&sandbox);
    let friend = User::of(&sandbox, owner.friends().await[0]);
    let count = async || owner.ask("events.getNewCount", &[]).await["count"].as_u64().expect("a number");
    assert!(count().await > 0);
    let feed = owner.ask("stream.get", &[("limit", "1")]).await;
    assert_eq!(count().await, 0);
    friend.act("stream.post", &[("text", "a")]).await;
    owner.act("stream.post", &[("text", "b")]).await;
    assert_eq!(count().await, 1, "one's own are no news");
    owner.ask("stream.get", &[("skip", text(&items(&feed)[0], "id"))]).await;
    assert_eq!(count().await, 1, "older ones are not the beginning");
    owner.ask("stream.get", &[]).await;
    assert_eq!(count().await, 0);
}

#[tokio::test]
async fn others_numbers_are_not_told() {
    let sandbox = sandbox().await;
    let owner = User::owner(&sandbox);
    let friend = owner.friends().await[0].to_string();
    for method in ["email.getUnreadCount", "events.getNewCount", "users.getBalance", "friends.getInvitationsCount"] {
        assert_eq!(owner.error(method, &[("uid", &friend)]).await, 202, "{method}");
        owner.ask(method, &[("uid", &owner.id())]).await;
    }
}

#[tokio::test]
async fn the_canvas_has_a_header_and_a_footer() {
    let sandbox = sandbox().await;
    let owner = User::owner(&sandbox);
    for kind in ["basic", "smartphone"] {
        let canvas = owner.ask("mobile.getCanvas", &[("mobile_spec", kind)]).await;
        assert!(text(&canvas, "header").contains(kind) && text(&canvas, "footer").starts_with("<div"));
    }
}

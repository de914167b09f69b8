//! `messages.*`: what one writes the other reads.

use serde_json::{Value, json};

use super::user::{User, id, items, sandbox, stranger, text};

async fn unread(user: &User<'_>) -> u64 {
    user.ask("messages.getUnreadCount", &[]).await["count"].as_u64().expect("a number")
}

#[tokio::test]
async fn a_message_is_in_the_thread_of_both_and_waits_for_the_addressee() {
    let sandbox = sandbox().await;
    let owner = User::owner(&sandbox);
    let friend = User::of(&sandbox, stranger(&sandbox).await);
    assert_eq!(unread(&friend).await, 0);
    assert_eq!(owner.ask("messages.getThread", &[("uid", &friend.id())]).await, json!([]));
    owner.act("messages.post", &[("uid", &friend.id()), ("message", "Привет & пока")]).await;
    owner.act("messages.post", &[("uid", &friend.id()), ("message", "Ты где?")]).await;
    let message = |direction: u8, text: &str| {
        let parts = json!([{ "object": "text", "content": text }]);
        let time = sandbox.clock().now().as_secs();
        json!({ "type": direction, "message": parts, "filtered_message": text, "time": time })
    };
    let sent = owner.ask("messages.getThread", &[("uid", &friend.id())]).await;
    assert_eq!(sent, json!([message(0, "Ты где?"), message(0, "Привет & пока")]));
    assert_eq!(unread(&friend).await, 2, "the sender's look is not the addressee's");
    let listed = friend.ask("messages.getThreadsList", &[("limit", "1")]).await;
    assert_eq!((id(&listed[0]["user"]["uid"]), &listed[0]["unread"]), (owner.uid, &json!(2)));
    let received = friend.ask("messages.getThread", &[("uid", &owner.id())]).await;
    assert_eq!(received, json!([message(1, "Ты где?"), message(1, "Привет & пока")]));
    assert_eq!(unread(&friend).await, 0);
    assert_eq!(friend.ask("messages.getThreadsList", &[]).await[0]["unread"], 0);
}

#[tokio::test]
async fn the_count_is_the_sum_of_the_list_and_the_newest_dialogue_is_on_top() {
    let sandbox = sandbox().await;
    let owner = User::owner(&sandbox);
    let list = owner.ask("messages.getThreadsList", &[("limit", "100")]).await;
    let sum: u64 = items(&list).iter().filter_map(|thread| thread["unread"].as_u64()).sum();
    assert!(sum > 0);
    assert_eq!(unread(&owner).await, sum);
    let times: Vec<u64> = items(&list).iter().filter_map(|thread| thread["time"].as_u64()).collect();
    assert!(times.len() > 10 && times.is_sorted_by(|newer, older| newer >= older));
    let oldest = text(&items(&list)[times.len() - 1]["user"], "uid").to_owned();
    owner.act("messages.post", &[("uid", &oldest), ("message", "Привет")]).await;
    assert_eq!(owner.ask("messages.getThreadsList", &[]).await[0]["user"]["uid"], *oldest);
}

#[tokio::test]
async fn pages_of_a_dialogue_make_up_the_whole() {
    let sandbox = sandbox().await;
    let owner = User::owner(&sandbox);
    let friend = stranger(&sandbox).await.to_string();
    for number in 0..25 {
        owner.act("messages.post", &[("uid", &friend), ("message", &number.to_string())]).await;
    }
    let mut seen: Vec<Value> = Vec::new();
    for (limit, offset, expected) in [("7", "0", 7), ("", "7", 10), ("50", "17", 8), ("50", "25", 0)] {
        let parameters = [("uid", friend.as_str()), ("offset", offset), ("limit", limit)];
        let page = owner.ask("messages.getThread", &parameters[..if limit.is_empty() { 2 } else { 3 }]).await;
        assert_eq!(items(&page).len(), expected);
        seen.extend(items(&page).iter().cloned());
    }
    let texts: Vec<&str> = seen.iter().map(|message| text(message, "filtered_message")).collect();
    assert_eq!(texts, (0..25).rev().map(|number| number.to_string()).collect::<Vec<_>>());
}

#[tokio::test]
async fn dialogues_are_for_their_two_people() {
    let sandbox = sandbox().await;
    let owner = User::owner(&sandbox);
    let friend = owner.friends().await[0].to_string();
    assert_eq!(owner.error("messages.getThreadsList", &[("uid", &friend)]).await, 202);
    assert_eq!(owner.error("messages.post", &[("uid", "1"), ("message", "a")]).await, 100);
    owner.act("messages.post", &[("uid", &owner.id()), ("message", "не забыть")]).await;
    let own = owner.ask("messages.getThread", &[("uid", &owner.id())]).await;
    assert_eq!((text(&own[0], "filtered_message"), &own[0]["type"]), ("не забыть", &json!(0)));
}

//! The same seed gives the same world, down to the answers and to what changes do to it.

use mailru_sandbox::Sandbox;

use super::user::{PNG, User};
use crate::client::get;

/// The answers of everything that can be read, without the address of the sandbox; after some changes.
async fn answers(seed: u64) -> Vec<String> {
    let sandbox = Sandbox::builder().seed(seed).start().await.expect("a free port");
    let owner = User::owner(&sandbox);
    owner.act("stream.post", &[("text", "a")]).await;
    owner.send("photos.upload", &[("aid", "_myphoto")], PNG).await;
    owner.ask("photos.createAlbum", &[("title", "a")]).await;
    owner.ask("achievements.add", &[("description", "a"), ("img_url", "http://example.com/1.png")]).await;
    let (me, friend) = (owner.id(), owner.friends().await[0].to_string());
    owner.act("messages.post", &[("uid", &friend), ("message", "a")]).await;
    let mut answers = Vec::new();
    for (method, parameters) in [
        ("achievements.list", &[][..]),
        ("achievements.groups", &[]),
        ("achievements.user_awards", &[]),
        ("audio.get", &[]),
        ("audio.top", &[]),
        ("events.getNewCount", &[]),
        ("friends.get", &[("ext", "1")]),
        ("groups.show", &[("uid2", &*me)]),
        ("guestbook.get", &[("limit", "100")]),
        ("mail.getUnreadCount", &[]),
        ("messages.getThreadsList", &[("limit", "100")]),
        ("messages.getThread", &[("uid", &*friend)]),
        ("photos.getAlbums", &[("uid", &*friend)]),
        ("photos.get", &[("aid", "_myphoto")]),
        ("score.total", &[]),
        ("stream.get", &[("limit", "100")]),
        ("stream.getByAuthor", &[("limit", "100"), ("uid", &*friend)]),
        ("titles.list", &[]),
        ("users.getInfo", &[]),
        ("users.getBalance", &[]),
    ] {
        let answer = owner.call(method, parameters).post().await;
        assert_eq!(answer.status, 200, "{method}: {}", answer.body);
        answers.push(answer.body);
    }
    let photo = owner.ask("photos.get", &[("aid", "_myphoto"), ("limit", "1")]).await;
    let origin = sandbox.api_url().trim_end_matches("/platform/api").to_owned();
    let path = photo[0]["src"].as_str().and_then(|src| src.strip_prefix(&origin)).expect("an address of the sandbox");
    assert_eq!(get(&sandbox, path.trim_end_matches(".png")).await.status, 404);
    answers.iter().map(|answer| answer.replace(&origin, "http://sandbox")).collect()
}

#[tokio::test]
async fn two_sandboxes_of_one_seed_answer_alike_and_of_two_seeds_do_not() {
    let (first, second, other) = (answers(5).await, answers(5).await, answers(6).await);
    assert_eq!(first, second);
    assert_ne!(first, other);
}

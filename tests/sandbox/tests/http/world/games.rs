//! `achievements.*`, `titles.*`, `score.*`: what the application has to give, from its creation to its end.

use serde_json::{Value, json};

use super::user::{User, items, sandbox, text};

const PICTURE: &str = "http://example.com/1.png";

async fn listed(user: &User<'_>, id: &str) -> Option<Value> {
    let list = user.ask("achievements.list", &[]).await;
    items(&list).iter().find(|achievement| text(achievement, "id") == id).cloned()
}

#[tokio::test]
async fn an_achievement_lives_from_add_to_remove() {
    let sandbox = sandbox().await;
    let owner = User::owner(&sandbox);
    let friend = User::of(&sandbox, owner.friends().await[0]);
    let group = owner.ask("achievements.group_add", &[("description", "Победы над собой")]).await;
    let group = text(&group, "group_id").to_owned();
    let parameters = [("img_url", PICTURE), ("description", "Первая"), ("weight", "10"), ("group_id", &group)];
    let id = owner.ask("achievements.add", &parameters).await;
    let id = text(&id, "id").to_owned();
    let expected = json!({ "id": id, "description": "Первая", "img_url": PICTURE, "weight": 10, "group_id": group });
    assert_eq!(listed(&owner, &id).await, Some(expected));
    owner.act("achievements.update", &[("id", &id), ("description", "Вторая"), ("weight", "-1")]).await;
    let expected = json!({ "id": id, "description": "Вторая", "img_url": PICTURE, "weight": -1, "group_id": group });
    assert_eq!(listed(&owner, &id).await, Some(expected.clone()));

    let reward = [("id", id.as_str()), ("uid", &friend.id())].map(|(name, value)| (name, value.to_owned()));
    let reward: Vec<(&str, &str)> = reward.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(friend.ask("achievements.user_awards", &[]).await, json!([]));
    for _ in 0..2 {
        owner.act("achievements.reward", &reward).await;
        assert_eq!(friend.ask("achievements.user_awards", &[]).await, json!([expected]));
    }
    for _ in 0..2 {
        owner.act("achievements.unreward", &reward).await;
        assert_eq!(friend.ask("achievements.user_awards", &[]).await, json!([]));
    }
    owner.act("achievements.reward", &reward).await;
    owner.act("achievements.remove", &[("id", &id)]).await;
    assert_eq!((listed(&owner, &id).await, friend.ask("achievements.user_awards", &[]).await), (None, json!([])));
    for method in ["achievements.remove", "achievements.update"] {
        assert_eq!(owner.error(method, &[("id", &id)]).await, 100);
    }
    assert_eq!(owner.error("achievements.reward", &reward).await, 100);
}

#[tokio::test]
async fn a_group_lives_from_add_to_remove_and_leaves_its_members() {
    let sandbox = sandbox().await;
    let owner = User::owner(&sandbox);
    let made = owner.ask("achievements.group_add", &[("description", "Победы")]).await;
    let group = text(&made, "group_id");
    owner.act("achievements.group_update", &[("group_id", group), ("description", "Удачи")]).await;
    let groups = owner.ask("achievements.groups", &[("groups", group)]).await;
    assert_eq!(groups, json!([{ "group_id": group, "description": "Удачи" }]));
    assert!(items(&owner.ask("achievements.groups", &[]).await).len() > 1);
    let parameters = [("img_url", PICTURE), ("description", "a"), ("group_id", group)];
    let id = owner.ask("achievements.add", &parameters).await;
    owner.act("achievements.group_remove", &[("group_id", group)]).await;
    assert_eq!(owner.ask("achievements.groups", &[("groups", group)]).await, json!([]));
    assert_eq!(listed(&owner, text(&id, "id")).await.expect("it stays").get("group_id"), None);
    for method in ["achievements.group_update", "achievements.group_remove"] {
        assert_eq!(owner.error(method, &[("group_id", group), ("description", "a")]).await, 100);
    }
    assert_eq!(owner.error("achievements.add", &parameters).await, 100);
}

#[tokio::test]
async fn lists_have_an_offset_and_a_limit() {
    let sandbox = sandbox().await;
    let owner = User::owner(&sandbox);
    for number in 0..5 {
        owner.ask("titles.add", &[("img_url", PICTURE), ("name", &number.to_string())]).await;
        owner.ask("achievements.add", &[("img_url", PICTURE), ("description", &number.to_string())]).await;
    }
    for method in ["titles.list", "achievements.list"] {
        let whole = owner.ask(method, &[]).await;
        let part = owner.ask(method, &[("offset", "2"), ("limit", "3")]).await;
        assert_eq!(items(&part), &items(&whole)[2..5], "{method}");
    }
}

#[tokio::test]
async fn a_title_lives_from_add_to_del_and_one_is_borne_at_a_time() {
    let sandbox = sandbox().await;
    let owner = User::owner(&sandbox);
    let mut ids = Vec::new();
    for name in ["Чемпион", "Гроссмейстер"] {
        let made = owner.ask("titles.add", &[("img_url", PICTURE), ("name", name)]).await;
        ids.push(text(&made, "id").to_owned());
    }
    owner
        .act("titles.update", &[("id", &ids[0]), ("name", "Чемпион мира"), ("image", "http://example.com/2.png")])
        .await;
    let titles = owner.ask("titles.list", &[]).await;
    let expected = json!({ "id": ids[0], "name": "Чемпион мира", "img_url": "http://example.com/2.png" });
    assert!(items(&titles).contains(&expected), "{titles}");
    for (id, name) in [(&ids[0], "Чемпион мира"), (&ids[1], "Гроссмейстер")] {
        owner.act("titles.user_reward", &[("id", id)]).await;
        assert_eq!(sandbox.title(owner.uid).as_deref(), Some(name));
    }
    for _ in 0..2 {
        owner.act("titles.user_drop", &[]).await;
        assert_eq!(sandbox.title(owner.uid), None);
    }
    owner.act("titles.user_reward", &[("id", &ids[0])]).await;
    owner.act("titles.del", &[("id", &ids[0])]).await;
    assert_eq!(sandbox.title(owner.uid), None);
    for method in ["titles.del", "titles.update", "titles.user_reward"] {
        assert_eq!(owner.error(method, &[("id", &ids[0])]).await, 100, "{method}");
    }
    assert_eq!(owner.error("titles.add", &[("img_url", "1.png"), ("name", "a")]).await, 501);
}

#[tokio::test]
async fn points_add_up_for_each_user() {
    let sandbox = sandbox().await;
    let owner = User::owner(&sandbox);
    let friend = User::of(&sandbox, owner.friends().await[0]);
    let total = async |user: &User<'_>| user.ask("score.total", &[]).await["score"].as_i64().expect("a number");
    let (mine, theirs) = (total(&owner).await, total(&friend).await);
    owner.act("score.add", &[("score", "5")]).await;
    owner.act("score.add", &[("score", "-12"), ("uid2", &friend.id())]).await;
    assert_eq!((total(&owner).await, total(&friend).await), (mine + 5, theirs - 12));
    assert_eq!(owner.error("score.add", &[("score", &i64::MAX.to_string())]).await, 100);
    assert_eq!(owner.error("score.add", &[("score", "1"), ("uid2", "1")]).await, 100);
    assert_eq!(total(&owner).await, mine + 5);
}

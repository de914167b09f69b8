//! Worlds that a file describes.

use mailru_sandbox::{Sandbox, StartError};
use serde_json::{Value, json};

use super::user::{User, items, text};

/// The example of the README.
const EXAMPLE: &str = include_str!("../../../scenario.example.json");

async fn started(scenario: &str) -> Sandbox {
    Sandbox::builder().scenario(scenario).start().await.unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn the_readme_shows_the_example() {
    assert!(include_str!("../../../README.md").contains(EXAMPLE.trim()));
}

#[tokio::test]
async fn everything_in_the_example_is_in_the_world() {
    let sandbox = started(EXAMPLE).await;
    let owner = User::owner(&sandbox);
    assert_eq!(sandbox.user_email(), "ivan@inbox.ru");
    let me = owner.ask("users.getInfo", &[]).await[0].clone();
    let expected = json!(["14000000000000000001", "Иван", "Иванов", "01.02.1985", 0, "На даче"]);
    let members = ["uid", "first_name", "last_name", "birthday", "sex", "status_text"];
    assert_eq!(members.map(|member| me[member].clone()).to_vec(), *expected.as_array().expect("a list"));
    assert_eq!(text(&me["location"]["city"], "name"), "Москва");
    assert_eq!(owner.ask("users.getBalance", &[]).await["balance"], 25);
    assert_eq!(owner.ask("mail.getUnreadCount", &[]).await["count"], 3);

    let friends = owner.ask("friends.get", &[("ext", "1")]).await;
    assert_eq!(items(&friends).iter().map(|friend| text(friend, "first_name")).collect::<Vec<_>>(), ["Мария"]);
    let maria = text(&friends[0], "uid").to_owned();
    assert_eq!(items(&owner.ask("friends.getOnline", &[]).await).len(), 1);
    assert_eq!(items(&owner.ask("friends.getAppUsers", &[]).await).len(), 1);

    let albums = owner.ask("photos.getAlbums", &[("aids", "risunki")]).await;
    assert_eq!(
        (&albums[0]["title"], &albums[0]["size"], &albums[0]["cover_pid"]),
        (&json!("Рисунки"), &json!(2), &json!(2))
    );
    let photos = owner.ask("photos.get", &[("aid", "risunki")]).await;
    assert_eq!(
        (&photos[0]["width"], &photos[1]["width"], text(&photos[1], "title")),
        (&json!(640), &json!(320), "Пастель")
    );

    let feed = owner.ask("stream.get", &[("limit", "100")]).await;
    let texts: Vec<&str> = items(&feed).iter().filter_map(|event| event["user_text"].as_str()).collect();
    assert_eq!(texts, ["Встреча в субботу", "Новые рисунки #пастель"]);
    let post = items(&feed).iter().find(|event| event["user_text"] == "Новые рисунки #пастель").expect("the post");
    assert_eq!(
        (&post["likes_count"], &post["comments_count"], &post["is_liked_by_me"]),
        (&json!(1), &json!(1), &json!(0))
    );
    assert_eq!(post["attachments"][0]["src"], photos[0]["src"]);

    let thread = owner.ask("messages.getThreadsList", &[]).await;
    assert_eq!((text(&thread[0]["user"], "uid"), &thread[0]["unread"]), (maria.as_str(), &json!(1)));
    assert_eq!(text(&owner.ask("guestbook.get", &[]).await[0], "text"), "С днём рождения!");
    assert_eq!(text(&owner.ask("audio.get", &[]).await[0], "title"), "Калинка");
    let groups = owner.ask("groups.show", &[("uid2", &owner.id())]).await;
    assert_eq!(text(&groups["groups"][0], "nick"), "Язык Rust");
    assert_eq!(owner.ask("score.total", &[]).await["score"], 1500);
    assert_eq!(text(&owner.ask("achievements.user_awards", &[]).await[0], "description"), "Первая победа");
    assert_eq!(sandbox.title(owner.uid).as_deref(), Some("Чемпион"));
    assert_eq!(owner.error("mobile.getCanvas", &[]).await, 4);
    let petr = sandbox.blocked_user().expect("one is blocked").to_string();
    assert_eq!(owner.error("guestbook.get", &[("uid", &petr)]).await, 202);
}

#[tokio::test]
async fn a_world_of_ones_own_can_be_written_to() {
    let sandbox =
        started(r#"{"people": [{"name": "ivan"}, {"name": "maria"}], "friendships": [["maria", "ivan"]]}"#).await;
    let owner = User::owner(&sandbox);
    assert_eq!(owner.ask("stream.get", &[]).await, json!([]));
    owner.act("stream.post", &[("text", "a")]).await;
    let maria = User::of(&sandbox, owner.friends().await[0]);
    let feed = maria.ask("stream.get", &[]).await;
    let kinds: Vec<&str> = items(&feed).iter().map(|event| text(event, "type")).collect();
    assert_eq!(kinds, ["5-16", "5-17"], "her installation, and the post");
}

#[tokio::test]
async fn the_same_scenario_and_seed_give_the_same_ids() {
    let people = async |seed| {
        let sandbox = Sandbox::builder().scenario(EXAMPLE).seed(seed).start().await.expect("it is right");
        sandbox.people()
    };
    assert_eq!(people(3).await, people(3).await);
    assert_ne!(people(3).await, people(4).await);
}

#[tokio::test]
async fn a_mistake_keeps_the_sandbox_from_starting_and_is_told() {
    let refusal = async |scenario: &str| match Sandbox::builder().scenario(scenario).start().await {
        Err(StartError::Scenario(error)) => (error.place().to_owned(), error.line(), error.to_string()),
        other => panic!("{other:?}"),
    };
    let (place, line, said) = refusal("{\n \"people\": [\n  {\"name\": \"ivan\", \"frends\": []}\n ]\n}").await;
    assert_eq!((place.as_str(), line), ("people[0].frends", Some(3)));
    assert!(said.contains("unknown field `frends`, expected one of"), "{said}");
    let scenario: Value = json!({ "people": [{ "name": "ivan" }], "posts": [{ "author": "maria", "text": "a" }] });
    let (place, line, said) = refusal(&scenario.to_string()).await;
    assert_eq!((place.as_str(), line), ("posts[0].author", None));
    assert_eq!(said, "the scenario is wrong at `posts[0].author`: nobody is called 'maria', expected one of: ivan");
    let unknown = Sandbox::builder().scenario(r#"{"people": [{"name": "ivan"}], "deprecated": ["a.b"]}"#).start().await;
    assert!(matches!(unknown, Err(StartError::UnknownMethod { name }) if name == "a.b"));
}

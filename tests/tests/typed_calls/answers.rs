//! Other forms of a call: by name, with parameters that the spec lacks, and answers in other forms.

use mailru_sandbox::RecordedRequest;
use mailru_sdk::{Json, RawResponse, objects::User};
use mailru_tests::Circuits;
use serde::Deserialize;

use crate::sandbox;

#[tokio::test]
async fn raw_gives_the_answer_as_it_came_even_when_it_is_an_error() {
    let sandbox = sandbox().await;
    let api = Circuits::of(&sandbox).client;
    let answer: RawResponse = api.friends().get().raw().await.unwrap();
    assert_eq!(answer.status(), 200);
    assert_eq!(answer.header("Content-Type"), Some("text/javascript; charset=utf-8"));
    assert!(answer.headers().any(|(name, _)| name == "content-type"));
    assert_eq!(answer.json().unwrap().items().len(), 42);
    assert_eq!(answer.text().unwrap().as_bytes(), answer.body());
    let refusal = api.call("friends.getEnemies").raw().await.unwrap();
    assert_eq!(refusal.status(), 400);
    assert_eq!(refusal.json().unwrap().pointer("/error/error_code").and_then(Json::as_i64), Some(2));
}

#[tokio::test]
async fn an_answer_decodes_into_a_type_of_ones_own() {
    #[derive(Debug, PartialEq, Deserialize)]
    struct Friend {
        uid: String,
        first_name: String,
    }
    let sandbox = sandbox().await;
    let api = Circuits::of(&sandbox).server;
    let users = api.friends().get().extended().await.unwrap();
    let typed: Vec<Friend> = api.friends().get().extended().returning().await.unwrap();
    let by_name: Vec<Friend> = api.call("friends.get").param("ext", true).returning().await.unwrap();
    assert_eq!(typed, by_name);
    for (friend, user) in typed.iter().zip(&users) {
        assert_eq!(
            (&friend.uid, &friend.first_name),
            (&user.uid.to_string(), &user.first_name.clone().unwrap().into())
        );
    }
}

#[tokio::test]
async fn a_parameter_that_the_spec_lacks_arrives_as_it_was_given() {
    let sandbox = sandbox().await;
    let Circuits { client, server } = Circuits::of(&sandbox);
    for value in ["", "a=b&c+d %41 100%", "Привет, мир 😀", "\"\\\n\0", &"=&+я".repeat(500)] {
        client.friends().get().param("note", value).await.unwrap();
        server.users().get_info().param("note", value).await.unwrap();
        client.call("friends.get").post().param("note", value).await.unwrap();
        server.call("users.getInfo").get().param("note", value).await.unwrap();
    }
    let requests = sandbox.requests();
    assert_eq!(requests.len(), 20);
    for four in requests.chunks(4) {
        assert_eq!(four.iter().map(RecordedRequest::verb).collect::<Vec<_>>(), ["GET", "POST", "POST", "GET"]);
        assert!(four.iter().all(|request| request.parameter("note") == four[0].parameter("note")));
    }
    assert_eq!(requests[4].parameter("note"), Some("a=b&c+d %41 100%"));
    assert_eq!(requests[16].parameter("note"), Some(&*"=&+я".repeat(500)));
}

#[tokio::test]
async fn a_call_by_name_gives_json() {
    let sandbox = sandbox().await;
    let api = Circuits::of(&sandbox).server;
    let answer: Json = api.call("friends.get").param("ext", 1).param("offset", 40).await.unwrap();
    assert_eq!(answer.items().len(), 2);
    let users: Vec<User> = api.friends().get().extended().offset(40).await.unwrap();
    assert_eq!(answer.to::<Vec<User>>().unwrap(), users);
}

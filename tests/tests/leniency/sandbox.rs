//! The sandbox's answers against the spec: a member that the spec lacks would be lost on the way into its type.

use std::collections::BTreeSet;

use mailru_sandbox::Sandbox;
use mailru_sdk::{File, Json, Uid, api::GROUPS};
use mailru_tests::Circuits;
use serde_json::Value;

use crate::spec::{Shape, Types};

/// Adds the places of all members that the type does not have.
fn lost(types: &Types, value: &Value, ty: &str, path: &str, found: &mut Vec<String>) {
    let members = || value.as_object().into_iter().flatten();
    match types.shape(ty) {
        Shape::Scalar(_) | Shape::Words | Shape::Numbers => {}
        Shape::List(item) => match value {
            Value::Array(items) => items.iter().for_each(|value| lost(types, value, item, &format!("{path}[]"), found)),
            // One part may stand for a list of parts.
            one => lost(types, one, item, path, found),
        },
        Shape::Map(item) => {
            members().for_each(|(name, value)| lost(types, value, item, &format!("{path}.{name}"), found));
        }
        Shape::Object(fields) => {
            for (name, value) in members() {
                match fields.get(name) {
                    Some(field) => {
                        lost(types, value, field["type"].as_str().unwrap(), &format!("{path}.{name}"), found);
                    }
                    None => found.push(format!("{path}.{name}")),
                }
            }
        }
        Shape::Union { tag, variants } => {
            let variant = value[tag].as_str().and_then(|tag| variants.get(tag));
            let Some(variant) = variant else { return found.push(format!("{path}.{tag}")) };
            let mut rest = value.clone();
            rest.as_object_mut().unwrap().remove(tag);
            lost(types, &rest, variant["type"].as_str().unwrap(), path, found);
        }
    }
}

#[tokio::test]
async fn nothing_that_the_sandbox_answers_is_lost_in_the_types_of_the_spec() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = Circuits::of(&sandbox).client;
    let (me, friend) = (Uid::new(sandbox.uid()), client.friends().get().await.unwrap()[0]);
    client.stream().post("Привет").title("Игра").link1_text("Играть").link1_href("a").await.unwrap();
    client.messages().post(friend, "Привет").await.unwrap();
    let picture = File::from_bytes("1.png", *b"\x89PNG\r\n\x1A\n");
    let photo = client.photos().upload("_myphoto", picture).await.unwrap();
    client.multipost().send(me).text("a #b http://c/").photos([format!("{me}:{}", photo.pid)]).await.unwrap();

    let (me, friend) = (me.to_string(), friend.to_string());
    let everybody = sandbox.people().into_iter().chain(sandbox.communities());
    let everybody = everybody.map(|uid| uid.to_string()).collect::<Vec<_>>().join(",");
    let (mut found, mut looked) = (Vec::new(), BTreeSet::new());
    for (method, parameters) in [
        ("audio.get", &[][..]),
        ("audio.search", &[("query", "о")]),
        ("email.getUnreadCount", &[]),
        ("events.getNewCount", &[]),
        ("friends.get", &[("ext", "1")]),
        ("friends.getAppUsers", &[("ext", "1")]),
        ("friends.getInvitationsCount", &[("uid", &*me)]),
        ("friends.getOnline", &[("ext", "1")]),
        ("groups.show", &[("uid2", &*me)]),
        ("mail.getUnreadCount", &[]),
        ("messages.getThread", &[("uid", &*friend)]),
        ("messages.getThreadsList", &[("limit", "100")]),
        ("messages.getUnreadCount", &[]),
        ("mobile.getCanvas", &[]),
        ("multipost.send", &[("uid2", &*me), ("text", "a")]),
        ("photos.createAlbum", &[("title", "a")]),
        ("photos.get", &[("aid", "_myphoto")]),
        ("photos.getAlbums", &[]),
        ("photos.upload", &[("aid", "_myphoto"), ("img_url", "http://example.com/1.png")]),
        ("stream.get", &[("limit", "100")]),
        ("stream.getByAuthor", &[("limit", "100"), ("uid", &*friend)]),
        ("users.getBalance", &[]),
        ("users.getInfo", &[("uids", &*everybody)]),
        ("users.isAppUser", &[]),
    ] {
        let group = GROUPS.iter().find(|group| method.starts_with(&format!("{}.", group.name))).unwrap();
        let spec = group.methods.iter().find(|spec| spec.name == method).unwrap();
        let variant = spec
            .variants
            .iter()
            .find(|variant| (variant.name == "extended") == (parameters.first() == Some(&("ext", "1"))));
        let by_client = client.call(method).post();
        let call = parameters.iter().fold(by_client, |call, (name, value)| call.param(*name, *value));
        let answer: Json = call.await.unwrap_or_else(|error| panic!("{error}"));
        let answer: Value = serde_json::from_str(&answer.to_string()).unwrap();
        lost(&Types::of(group), &answer, variant.unwrap().returns, method, &mut found);
        looked.insert(method);
    }
    found.dedup();
    assert_eq!(found, [""; 0]);
    // A map of whatever was asked for is all members; what may be anything has none to lose.
    looked.insert("users.hasAppPermission");
    let typed = GROUPS.iter().flat_map(|group| group.methods).filter(|spec| spec.variants[0].returns != "any");
    let typed: BTreeSet<_> = typed.map(|spec| spec.name).collect();
    let (missed, needless) = (&typed - &looked, &looked - &typed);
    assert!(missed.is_empty(), "nobody looked at the answers of {missed:?}");
    assert!(needless.is_empty(), "there is nothing to lose in the answers of {needless:?}");
}

//! `multipost.*`: posts in the own micro-blog or in a community.

use serde_json::json;

use super::{Answer, done, photos};
use crate::platform::{Call, Failure};
use crate::world::World;
use crate::world::feed::{Element, Event, Kind, Part};

pub(super) fn send(call: &Call<'_>, world: &mut World) -> Answer {
    let user = call.actor()?;
    let (name, receiver) = call.named(&["uid2"])?.ok_or_else(|| Failure::necessary("uid2"))?;
    let kind = if receiver == user {
        Kind::MICROPOST
    } else if world.person(receiver).is_some() {
        return Err(Failure::permission("the user may not post in somebody else's micro-blog"));
    } else {
        photos::member_of(world, user, name, receiver)?;
        Kind::COMMUNITY_POST
    };
    let parts = parts(call, world)?;
    let event = Event {
        user_text: call.text("text").unwrap_or_default().to_owned(),
        parts,
        application: Some(call.platform.application.id),
        commentable: !call.is_on("wo_comment"),
        posted_by: Some(user),
        ..Event::new(kind)
    };
    let place = world.feed.publish(vec![receiver], event, call.now());
    let id = world.feed.get(place).map(Element::id);
    Ok(json!({ "sent": 1, "id": id }))
}

/// Everything but the text, in the order of the reference.
fn parts(call: &Call<'_>, world: &World) -> Result<Vec<Part>, Failure> {
    let mut parts = Vec::new();
    for item in call.list("photo").unwrap_or_default() {
        let named = item.split_once(':').and_then(|(owner, pid)| Some((owner.parse().ok()?, pid.parse().ok()?)));
        let (owner, pid) = named.ok_or_else(|| Failure::invalid("photo", "is not of the form owner:pid"))?;
        world.access(call.viewer(), owner)?;
        world
            .albums
            .photo(owner, pid)
            .ok_or_else(|| Failure::picture("photo", "is inaccessible: there is no such photo"))?;
        parts.push(Part::Photo { owner, pid });
    }
    for item in call.list("audio").unwrap_or_default() {
        let mid = item.rsplit(':').next().unwrap_or_default();
        world.music.track(mid).ok_or_else(|| Failure::invalid("audio", "is no track's id"))?;
        parts.push(Part::Track(mid.to_owned()));
    }
    for item in call.list("video").unwrap_or_default() {
        let (owner, name) = item.split_once(':').unwrap_or(("", item));
        let owner = owner.parse().ok().map_or_else(|| call.actor(), Ok)?;
        parts.push(Part::Video { owner, name: name.to_owned() });
    }
    if let Some(url) = call.text("url") {
        parts.push(Part::Link { text: url.to_owned(), url: url.to_owned() });
    }
    Ok(parts)
}

/// Whoever sent a post may delete it, wherever it is.
pub(super) fn delete(call: &Call<'_>, world: &mut World) -> Answer {
    let user = call.actor()?;
    let element = world.feed.by_id(call.required("post")?);
    let posted = element.and_then(|element| Some((element.place, element.event()?.posted_by?)));
    match posted {
        Some((place, sender)) if sender == user => world.feed.remove(place),
        Some(_) => return Err(Failure::denied("the post is somebody else's")),
        None => return Err(Failure::invalid("post", "is no post's id")),
    }
    done()
}

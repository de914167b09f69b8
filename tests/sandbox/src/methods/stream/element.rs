//! Elements of the feed as JSON, member by member as the platform writes them.

use serde_json::{Value, json};

use super::super::{audio, photos};
use super::publish::page;
use crate::platform::Call;
use crate::world::feed::{ActionLink, Comment, Element, Event, Kind, Part, What, split};
use crate::world::picture::Size;
use crate::world::{Community, Person, World, profile};

/// An element as the user sees it. The likes themselves come with the feed of one author only.
pub(super) fn json(call: &Call<'_>, world: &World, element: &Element, with_likes: bool) -> Value {
    match &element.what {
        What::Event(event) => {
            let mut json = event_json(call, world, element, event);
            json["subtype"] = json!("event");
            if with_likes && !event.likes.is_empty() {
                let like = |person, time| json!({ "author": profile::brief(world, person), "time": time });
                json["likes"] = event.likes.iter().map(|vote| like(vote.person, vote.time)).collect();
            }
            json
        }
        What::Like(place) => {
            let mut json = reaction(call, world, element, *place, "like");
            json["author"] = author(world, element);
            json
        }
        What::Comment(place, id) => {
            let mut json = reaction(call, world, element, *place, "comment");
            if let Some(comment) = world.feed.event(*place).and_then(|event| event.comment(*id)) {
                json["comment"] = comment_json(world, comment);
            }
            json
        }
    }
}

fn author(world: &World, element: &Element) -> Value {
    profile::brief(world, element.authors.first().copied().unwrap_or_default())
}

/// What likes and comments have in common.
fn reaction(call: &Call<'_>, world: &World, element: &Element, place: u32, subtype: &str) -> Value {
    let subevent = world.feed.get(place).and_then(|about| Some(event_json(call, world, about, about.event()?)));
    json!({
        "subtype": subtype,
        "id": element.id(),
        "huid": element.thread_id(),
        "time": element.time,
        "subevent": subevent,
        "is_commentable": 0,
        "is_likeable": 0,
    })
}

fn comment_json(world: &World, comment: &Comment) -> Value {
    json!({
        "id": format!("{:016x}", comment.id),
        "text": comment.text,
        "time": comment.time,
        "is_deleted": 0,
        "author": profile::brief(world, comment.author),
        "text_media": { "object": "text", "content": comment.text },
    })
}

fn event_json(call: &Call<'_>, world: &World, element: &Element, event: &Event) -> Value {
    let authors: Value = element.authors.iter().map(|&uid| profile::brief(world, uid)).collect();
    let liked = call.viewer().is_some_and(|viewer| event.is_liked_by(viewer));
    let mut json = json!({
        "id": element.id(),
        "huid": element.thread_id(),
        "thread_id": element.thread_id(),
        "type": event.kind.code(),
        "type_name": event.kind.name.unwrap_or_default(),
        "time": element.time,
        "authors": authors,
        "user_text": event.user_text,
        "attachments": parts(call, world, &event.parts),
        "click_url": event.click_url.clone().unwrap_or_else(|| click_url(world, element, event)),
        "is_likeable": 1,
        "is_liked_by_me": u8::from(liked),
        "likes_count": event.likes.len(),
        "is_commentable": u8::from(event.commentable),
    });
    if event.commentable {
        json["comments_count"] = json!(event.comments.len());
    }
    if event.kind == Kind::MICROPOST {
        json["text_media"] = parts(call, world, &split(&event.user_text));
    }
    if let Some(title) = &event.title {
        json["title"] = json!(title);
    }
    if let Some(app_id) = event.application {
        json["generator"] = json!({
            "app_id": app_id,
            "icon": icon(app_id),
            "title": "Приложение",
            "type": "application",
            "url": page(app_id),
        });
    }
    if !event.links.is_empty() {
        json["action_links"] = links_json(&event.links);
    }
    json
}

/// The page of the event, under that of its author.
fn click_url(world: &World, element: &Element, event: &Event) -> String {
    let author = element.authors.first().copied().unwrap_or_default();
    let person = world.person(author).map(Person::link);
    let link = person.or_else(|| world.community(author).map(Community::link)).unwrap_or_default();
    let folder = match event.kind {
        Kind::COMMUNITY_POST => "multipost",
        Kind::MICROPOST => "micropost",
        _ => "history",
    };
    format!("{link}{folder}/{}.html", element.id().to_uppercase())
}

fn icon(app_id: u64) -> String {
    format!("http://appsmail.ru/icons/{app_id}.gif")
}

pub(in crate::methods) fn links_json(links: &[ActionLink]) -> Value {
    links.iter().map(|link| json!({ "text": link.text, "href": link.href })).collect()
}

/// Parts of an event as `attachments` or `text_media`.
pub(in crate::methods) fn parts(call: &Call<'_>, world: &World, parts: &[Part]) -> Value {
    parts.iter().filter_map(|part| part_json(call, world, part)).collect()
}

/// `None` for what is gone since.
fn part_json(call: &Call<'_>, world: &World, part: &Part) -> Option<Value> {
    Some(match part {
        Part::Text(text) => json!({ "object": "text", "content": text }),
        Part::Tag(tag) => json!({ "object": "tag", "content": { "tag": tag, "is_blacklist": 0 } }),
        Part::TypedLink(url) => json!({ "object": "link", "content": { "type-id": "text", "contents": url } }),
        Part::Link { text, url } => json!({ "object": "link", "text": text, "url": url }),
        Part::Picture(src) => json!({ "object": "image", "src": src }),
        Part::Photo { owner, pid } => photo(call, world, *owner, *pid)?,
        Part::Avatar { owner, pid } => avatar(call, world, *owner, *pid)?,
        Part::Track(mid) => track(call, world, mid)?,
        Part::Video { owner, name } => json!({ "object": "video", "external_id": name, "owner_id": owner.to_string() }),
        Part::Application(app_id) => application(*app_id),
        Part::Community(uid) => json!({ "object": "group", "content": profile::brief(world, *uid) }),
        Part::Gift { from, to, text } => {
            let (from, to) = (profile::brief(world, *from), profile::brief(world, *to));
            json!({ "object": "gift", "content": { "from": from, "to": to, "text": text, "is_private": 0, "is_anonymous": 0 } })
        }
    })
}

fn photo(call: &Call<'_>, world: &World, owner: u64, pid: u64) -> Option<Value> {
    let (album, photo) = world.albums.photo(owner, pid)?;
    let mut json = json!({
        "object": "image",
        "src": photos::address(call, owner, album, photo, Size::Shown),
        "src_hires": photos::address(call, owner, album, photo, Size::Original),
        "id": pid.to_string(),
        "owner_id": owner.to_string(),
        "album_id": album.aid,
    });
    // Texts here, numbers in an avatar.
    if let Some((width, height)) = photo.picture.dimensions() {
        (json["width"], json["height"]) = (json!(width.to_string()), json!(height.to_string()));
    }
    Some(json)
}

fn avatar(call: &Call<'_>, world: &World, owner: u64, pid: u64) -> Option<Value> {
    let (album, photo) = world.albums.photo(owner, pid)?;
    let mut new = json!({
        "id": pid.to_string(),
        "owner_id": owner.to_string(),
        "album_id": album.aid,
        "src": photos::address(call, owner, album, photo, Size::Shown),
        "src_hires": photos::address(call, owner, album, photo, Size::Original),
        "desc": photo.title,
    });
    if let Some((width, height)) = photo.picture.dimensions() {
        (new["width"], new["height"]) = (json!(width), json!(height));
    }
    Some(json!({ "object": "avatar", "new": new }))
}

/// The same facts as in `audio.get`, under other names.
fn track(call: &Call<'_>, world: &World, mid: &str) -> Option<Value> {
    let track = world.music.track(mid)?;
    let is_add = call.viewer().is_some_and(|viewer| world.music.has(viewer, mid));
    Some(json!({
        "object": "music",
        "mid": mid,
        "name": track.title,
        "author": track.artist,
        "duration": track.duration,
        "file_url": audio::file(mid),
        "is_add": u8::from(is_add),
    }))
}

fn application(app_id: u64) -> Value {
    json!({
        "object": "app",
        "content": {
            "ID": app_id.to_string(),
            "Name": "Приложение",
            "ShortName": "Приложение",
            "Description": "Приложение песочницы",
            "Pictures": { "icon": icon(app_id) },
        },
    })
}

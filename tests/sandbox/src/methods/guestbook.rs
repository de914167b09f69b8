//! `guestbook.*`: what others write on a user's page.

use serde_json::{Value, json};

use super::{Answer, done, pictures, stream};
use crate::platform::Call;
use crate::world::feed::{Event, Kind};
use crate::world::guestbook::Entry;
use crate::world::{World, profile};

/// How many entries come without a `limit`.
const ENTRIES: usize = 10;

pub(super) fn get(call: &Call<'_>, world: &World) -> Answer {
    let (owner, page) = (call.visible(world, &["uid"])?.uid, call.page(Some(ENTRIES))?);
    Ok(page.of(world.guestbooks.of(owner)).map(|entry| json(call, world, entry)).collect())
}

pub(super) fn post(call: &Call<'_>, world: &mut World) -> Answer {
    let (author, owner, time) = (call.actor()?, call.visible(world, &["uid"])?.uid, call.now());
    let text = call.required("description")?.to_owned();
    let is_open = world.access(None, owner).is_ok();
    let links = stream::action_links(call);
    let picture = pictures::attached(call)?.map(|picture| picture.keep(world, author, time));
    let (title, user_text) = (call.text("title").map(str::to_owned), call.text("user_text").map(str::to_owned));
    // What stands on a closed page is no news for others.
    if is_open {
        world.feed.publish(vec![author], Event { user_text: text.clone(), ..Event::new(Kind::GUESTBOOK) }, time);
    }
    world.guestbooks.add(owner, Entry { author, time, text, title, user_text, picture, links: links.shown });
    done()
}

fn json(call: &Call<'_>, world: &World, entry: &Entry) -> Value {
    let mut json = json!({ "author": profile::brief(world, entry.author), "time": entry.time, "text": entry.text });
    for (member, text) in [("title", &entry.title), ("user_text", &entry.user_text)] {
        if let Some(text) = text {
            json[member] = json!(text);
        }
    }
    if let Some(picture) = &entry.picture {
        json["attachments"] = stream::parts(call, world, std::slice::from_ref(picture));
    }
    if !entry.links.is_empty() {
        json["action_links"] = stream::links_json(&entry.links);
    }
    json
}

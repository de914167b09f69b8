//! `audio.*`: playlists, and the music that there is.

use serde_json::{Value, json};

use super::{Answer, done};
use crate::platform::{Call, Failure};
use crate::world::World;
use crate::world::music::Track;

/// How many tracks a search gives without a `limit`.
const FOUND: usize = 10;

/// Sources disagree on the name of the filter, so both are known.
pub(super) fn get(call: &Call<'_>, world: &World) -> Answer {
    let (owner, page) = (call.visible(world, &["uid"])?.uid, call.page(None)?);
    let wanted = call.list("mids").or_else(|| call.list("mid"));
    let is_wanted = |track: &&Track| wanted.as_ref().is_none_or(|wanted| wanted.contains(&track.mid.as_str()));
    Ok(page.of(world.music.playlist(owner).filter(is_wanted)).map(json).collect())
}

pub(super) fn link(call: &Call<'_>, world: &mut World) -> Answer {
    use crate::world::feed::{Event, Kind, Part};

    let (user, mid) = (call.actor()?, call.required("mid")?);
    world.music.track(mid).ok_or_else(|| Failure::invalid("mid", "is no track's id"))?;
    if world.music.link(user, mid) {
        world.feed.publish(vec![user], Event::new(Kind::MUSIC).with(Part::Track(mid.to_owned())), call.now());
    }
    done()
}

pub(super) fn search(call: &Call<'_>, world: &World) -> Answer {
    let (query, page) = (call.required("query")?, call.page(Some(FOUND))?);
    let found = || world.music.tracks().iter().filter(|track| track.matches(query));
    Ok(json!({ "total": found().count(), "result": page.of(found()).map(json).collect::<Value>() }))
}

pub(super) fn top(call: &Call<'_>, world: &World) -> Answer {
    Ok(call.page(None)?.of(world.music.top().into_iter()).map(json).collect())
}

/// The file behind the address opens only for a browser that is logged in, so it does not open here.
pub(super) fn json(track: &Track) -> Value {
    let Track { mid, artist, title, duration } = track;
    json!({ "mid": mid, "artist": artist, "title": title, "duration": duration, "link": file(mid) })
}

/// Where the sound of a track is.
pub(super) fn file(mid: &str) -> String {
    format!("http://content.audio.my.mail.ru/{mid}.mp3")
}

//! `stream.*`: the feed. What is in it, and who sees what, is decided in `world/feed`; how it looks in JSON is in `element.rs`,
//! what applications publish is in `publish.rs`.

mod element;
mod publish;

use super::{Answer, done};
use crate::platform::{Call, Failure};
use crate::world::World;
use crate::world::feed::{Element, Place};

pub(super) use element::{links_json, parts};
pub(super) use publish::{action_links, post, share};

/// How many elements come without a `limit`.
const ELEMENTS: usize = 10;

/// Whoever looks at the beginning of the feed has seen all that was new.
pub(super) fn get(call: &Call<'_>, world: &mut World) -> Answer {
    let user = call.actor()?;
    let skip = skip(call, world)?;
    let elements = page(call, world.news_of(user), skip)?;
    let answer = elements.iter().map(|element| element::json(call, world, element, false)).collect();
    if skip.is_none() && call.text("filter_app").is_none() && call.number("offset")?.unwrap_or(0) == 0_usize {
        world.look(user);
    }
    Ok(answer)
}

/// A server may name the author without a session, and then sees what everybody sees.
pub(super) fn get_by_author(call: &Call<'_>, world: &World) -> Answer {
    let author = match call.named(&["uid"])? {
        Some((_, uid)) => uid,
        None => call.actor()?,
    };
    if !world.has(author) {
        return Err(Failure::invalid("uid", "is no user's id and no community's"));
    }
    world.access(call.viewer(), author)?;
    let elements = page(call, world.doings_of(author, call.viewer()), skip(call, world)?)?;
    Ok(elements.iter().map(|element| element::json(call, world, element, true)).collect())
}

/// The place after which to go on. Its element may be gone by now.
fn skip(call: &Call<'_>, world: &World) -> Result<Option<Place>, Failure> {
    let Some(id) = call.text("skip") else { return Ok(None) };
    let place = world.feed.place_of(id);
    place.map(Some).ok_or_else(|| Failure::invalid("skip", "is not the id of an element of the feed"))
}

fn page<'w>(
    call: &Call<'_>,
    elements: impl Iterator<Item = &'w Element>,
    skip: Option<Place>,
) -> Result<Vec<&'w Element>, Failure> {
    let application: Option<u64> = call.number("filter_app")?;
    let is_of = |element: &&Element| {
        application.is_none_or(|id| element.event().is_some_and(|event| event.application == Some(id)))
    };
    let rest = elements.filter(|element| skip.is_none_or(|skip| element.place < skip)).filter(is_of);
    Ok(call.page(Some(ELEMENTS))?.of(rest).collect())
}

pub(super) fn comment(call: &Call<'_>, world: &mut World) -> Answer {
    let (user, place) = (call.actor()?, thread(call, world)?);
    if world.feed.event(place).is_some_and(|event| !event.commentable) {
        return Err(Failure::invalid("thread_id", "is of an event that cannot be commented on"));
    }
    world.feed.comment(place, user, call.required("text")?.to_owned(), call.now());
    done()
}

pub(super) fn like(call: &Call<'_>, world: &mut World) -> Answer {
    let (user, place) = (call.actor()?, thread(call, world)?);
    world.feed.like(place, user, call.now());
    done()
}

pub(super) fn unlike(call: &Call<'_>, world: &mut World) -> Answer {
    let (user, place) = (call.actor()?, thread(call, world)?);
    world.feed.unlike(place, user);
    done()
}

/// The event of the thread, which the user may see.
fn thread(call: &Call<'_>, world: &World) -> Result<Place, Failure> {
    let element = world.feed.by_thread(call.required("thread_id")?);
    let element = element.ok_or_else(|| Failure::invalid("thread_id", "is no event's"))?;
    world.event_access(call.viewer(), element)?;
    Ok(element.place)
}

//! `messages.*`: private messages.

use serde_json::{Value, json};

use super::{Answer, done};
use crate::platform::{Call, Failure};
use crate::world::dialogues::Message;
use crate::world::{Denial, World, profile};

/// How many messages or dialogues come without a `limit`.
const ITEMS: usize = 10;

/// Whoever looks at a dialogue has read it.
pub(super) fn get_thread(call: &Call<'_>, world: &mut World) -> Answer {
    let (user, other, page) = (call.actor()?, call.subject(world, &["uid"])?.uid, call.page(Some(ITEMS))?);
    world.dialogues.read(user, other);
    Ok(page.of(world.dialogues.thread(user, other)).map(|message| json(message, user)).collect())
}

pub(super) fn get_threads_list(call: &Call<'_>, world: &World) -> Answer {
    let (user, page) = (call.own(world)?.uid, call.page(Some(ITEMS))?);
    let thread = |other: u64, unread: usize, time: u64| json!({ "user": profile::brief(world, other), "unread": unread, "time": time });
    Ok(page.of(world.dialogues.of(user).into_iter()).map(|one| thread(one.other, one.unread, one.time)).collect())
}

pub(super) fn get_unread_count(call: &Call<'_>, world: &World) -> Answer {
    Ok(json!({ "count": world.dialogues.unread(call.actor()?) }))
}

/// A closed page does not keep messages out, a black list does.
pub(super) fn post(call: &Call<'_>, world: &mut World) -> Answer {
    let (user, addressee) = (call.actor()?, call.subject(world, &["uid"])?.uid);
    if world.access(Some(user), addressee) == Err(Denial::BlackListed) {
        return Err(Failure::from(Denial::BlackListed));
    }
    world.dialogues.send(user, addressee, call.required("message")?.to_owned(), call.now());
    done()
}

fn json(message: &Message, reader: u64) -> Value {
    json!({
        "type": u8::from(message.from != reader),
        "message": [{ "object": "text", "content": message.text }],
        "filtered_message": message.text,
        "time": message.time,
    })
}

//! Numbers of what waits for the user: letters in the mailbox, news in the feed.

use serde_json::json;

use super::Answer;
use crate::platform::Call;
use crate::world::World;

pub(super) fn unread_mail(call: &Call<'_>, world: &World) -> Answer {
    Ok(json!({ "count": call.own(world)?.unread_mail }))
}

pub(super) fn new_events(call: &Call<'_>, world: &World) -> Answer {
    Ok(json!({ "count": world.new_events(call.own(world)?.uid) }))
}

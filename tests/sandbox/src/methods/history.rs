//! `history.delete`: events of the own history.

use super::{Answer, done};
use crate::platform::{Call, Failure};
use crate::world::World;
use crate::world::feed::What;

/// A like is taken back that way, too. A comment stays: no method removes one.
pub(super) fn delete(call: &Call<'_>, world: &mut World) -> Answer {
    let user = call.actor()?;
    let element = world.feed.by_id(call.required("history_id")?);
    let element = element.ok_or_else(|| Failure::invalid("history_id", "is no event's id"))?;
    if !element.authors.contains(&user) {
        return Err(Failure::denied("the event is somebody else's"));
    }
    match element.what {
        What::Event(_) => {
            let place = element.place;
            world.feed.remove(place);
        }
        What::Like(place) => world.feed.unlike(place, user),
        What::Comment(..) => return Err(Failure::invalid("history_id", "is a comment's, which cannot be deleted")),
    }
    done()
}

//! `score.*`: points of users in a game.

use serde_json::json;

use super::{Answer, done};
use crate::platform::{Call, Failure};
use crate::world::World;

pub(super) fn add(call: &Call<'_>, world: &mut World) -> Answer {
    let points = call.number("score")?.ok_or_else(|| Failure::necessary("score"))?;
    let person = call.subject(world, &["uid2"])?.uid;
    let sum = world.games.add_score(person, points);
    sum.ok_or_else(|| Failure::invalid("score", "makes the sum too large"))?;
    done()
}

pub(super) fn total(call: &Call<'_>, world: &World) -> Answer {
    Ok(json!({ "score": world.games.score(call.actor()?) }))
}

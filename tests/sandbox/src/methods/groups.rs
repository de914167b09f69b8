//! `groups.show`: the communities of a user.

use serde_json::{Value, json};

use super::Answer;
use crate::platform::Call;
use crate::world::World;

pub(super) fn show(call: &Call<'_>, world: &World) -> Answer {
    let user = call.visible(world, &["uid2"])?.uid;
    let communities = world.communities().filter(|community| community.subscribers.contains(&user));
    let group = |uid: u64, nick: &str| json!({ "uid": uid.to_string(), "nick": nick });
    let groups: Value = communities.map(|community| group(community.uid, &community.about.title)).collect();
    Ok(json!({ "groups": groups }))
}

//! `friends.*`: lists of a user's friends. Who is whose friend is decided in `world`.

use serde_json::json;

use super::Answer;
use crate::platform::Call;
use crate::world::{Person, World, profile};

pub(super) fn get(call: &Call<'_>, world: &World) -> Answer {
    list(call, world, |_| true)
}

pub(super) fn get_app_users(call: &Call<'_>, world: &World) -> Answer {
    list(call, world, |friend| friend.application.is_some())
}

pub(super) fn get_online(call: &Call<'_>, world: &World) -> Answer {
    list(call, world, |friend| friend.presence.online)
}

pub(super) fn get_invitations_count(call: &Call<'_>, world: &World) -> Answer {
    Ok(json!({ "count": call.own(world)?.invitations }))
}

/// `uid2` is the newer way to name the user whose friends are meant, so it wins over `uid`.
fn list(call: &Call<'_>, world: &World, belongs: fn(&Person) -> bool) -> Answer {
    let friends = world.friends(call.visible(world, &["uid2", "uid"])?).filter(|friend| belongs(friend));
    let page = call.page(None)?.of(friends);
    Ok(if call.is_on("ext") {
        page.map(|friend| profile::of_person(world, friend, call.user(world))).collect()
    } else {
        page.map(|friend| friend.uid.to_string()).collect()
    })
}

//! `friends.*`: lists of a user's friends. Who is whose friend is decided in `world`.

use serde_json::{Value, json};

use crate::platform::{Call, Failure};
use crate::world::{Person, profile};

pub(super) fn get(call: &Call<'_>) -> Result<Value, Failure> {
    list(call, |_| true)
}

pub(super) fn get_app_users(call: &Call<'_>) -> Result<Value, Failure> {
    list(call, |friend| friend.application.is_some())
}

pub(super) fn get_online(call: &Call<'_>) -> Result<Value, Failure> {
    list(call, |friend| friend.presence.online)
}

pub(super) fn get_invitations_count(call: &Call<'_>) -> Result<Value, Failure> {
    Ok(json!({ "count": call.subject(&["uid"])?.invitations }))
}

/// `uid2` is the newer way to name the user whose friends are meant, so it wins over `uid`.
fn list(call: &Call<'_>, belongs: fn(&Person) -> bool) -> Result<Value, Failure> {
    let world = &call.platform.world;
    let friends = world.friends(call.subject(&["uid2", "uid"])?).filter(|friend| belongs(friend));
    let (offset, limit) = page(call)?;
    let page = friends.skip(offset).take(limit);
    Ok(if call.is_on("ext") {
        page.map(|friend| profile::of_person(world, friend, call.user())).collect()
    } else {
        page.map(|friend| friend.uid.to_string()).collect()
    })
}

/// A method without an offset is not cut into pages, as its caller could never see the second one.
fn page(call: &Call<'_>) -> Result<(usize, usize), Failure> {
    if call.spec.param("offset").is_none() {
        return Ok((0, usize::MAX));
    }
    let offset = call.parameters.get("offset").unwrap_or("0");
    let offset = offset.parse().map_err(|_| Failure::invalid("offset", "is not a number"))?;
    Ok((offset, call.platform.page_size))
}

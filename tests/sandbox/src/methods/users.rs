//! `users.*`: profiles, and what a user has to do with the application.

use serde_json::json;

use super::Answer;
use crate::platform::Call;
use crate::world::{World, profile};

/// Ids that nobody has are skipped.
pub(super) fn get_info(call: &Call<'_>, world: &World) -> Answer {
    let uids: Vec<u64> = match call.list("uids") {
        Some(uids) => uids.iter().filter_map(|uid| uid.parse().ok()).collect(),
        None => vec![call.subject(world, &[])?.uid],
    };
    let session = call.caller.session.as_ref().map(|session| session.owner);
    let viewer = call.user(world);
    let profile = |uid: &u64| {
        let person = world.person(*uid).map(|person| profile::in_info(world, person, viewer, session));
        person.or_else(|| world.community(*uid).map(|community| profile::of_community(world, community, viewer)))
    };
    Ok(uids.iter().filter_map(profile).collect())
}

pub(super) fn get_balance(call: &Call<'_>, world: &World) -> Answer {
    Ok(json!({ "balance": call.own(world)?.balance }))
}

/// A session has the privileges that it was opened with. A privilege that nobody has heard of is one that nobody has granted.
pub(super) fn has_app_permission(call: &Call<'_>, world: &World) -> Answer {
    let privilege = call.required("ext_perm")?;
    let subject = call.subject(world, &["uid"])?;
    let granted = match &call.caller.session {
        Some(session) if session.owner == subject.uid => session.privileges.iter().any(|granted| granted == privilege),
        _ => world.allows(subject.uid, privilege),
    };
    Ok(json!({ privilege: u8::from(granted) }))
}

pub(super) fn is_app_user(call: &Call<'_>, world: &World) -> Answer {
    Ok(json!({ "isAppUser": u8::from(world.is_app_user(call.subject(world, &["uid"])?.uid)) }))
}

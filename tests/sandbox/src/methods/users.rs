//! `users.*`: profiles, and what a user has to do with the application.

use serde_json::{Value, json};

use crate::platform::{Call, Failure};
use crate::world::profile;

/// Ids that nobody has are skipped.
pub(super) fn get_info(call: &Call<'_>) -> Result<Value, Failure> {
    let world = &call.platform.world;
    let uids: Vec<u64> = match call.parameters.get("uids").filter(|uids| !uids.is_empty()) {
        Some(uids) => uids.split(',').filter_map(|uid| uid.parse().ok()).collect(),
        None => vec![call.subject(&[])?.uid],
    };
    let session = call.caller.session.as_ref().map(|session| session.owner);
    let profile = |uid: &u64| {
        let person = world.person(*uid).map(|person| profile::in_info(world, person, call.user(), session));
        person.or_else(|| world.community(*uid).map(|community| profile::of_community(community, call.user())))
    };
    Ok(uids.iter().filter_map(profile).collect())
}

pub(super) fn get_balance(call: &Call<'_>) -> Result<Value, Failure> {
    Ok(json!({ "balance": call.subject(&["uid"])?.balance }))
}

/// A session has the privileges that it was opened with. A privilege that nobody has heard of is one that nobody has granted.
pub(super) fn has_app_permission(call: &Call<'_>) -> Result<Value, Failure> {
    let privilege = call.parameters.necessary("ext_perm")?;
    let subject = call.subject(&["uid"])?;
    let granted = match &call.caller.session {
        Some(session) if session.owner == subject.uid => session.privileges.iter().any(|granted| granted == privilege),
        _ => subject.application.is_some_and(|privileges| privileges.contains(&privilege)),
    };
    Ok(json!({ privilege: u8::from(granted) }))
}

pub(super) fn is_app_user(call: &Call<'_>) -> Result<Value, Failure> {
    Ok(json!({ "isAppUser": u8::from(call.subject(&["uid"])?.application.is_some()) }))
}

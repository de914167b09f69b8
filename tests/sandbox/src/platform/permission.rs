//! What the user must have done before the application may act for them: installed it, and granted it the privileges of the
//! method. Whose page is open to whom is decided in `world/access.rs`.

use mailru_sdk::spec::Context;

use super::{Call, Failure};
use crate::world::World;

/// Methods that tell just that, and so answer before it is done.
const BEFORE_INSTALLATION: [&str; 2] = ["users.isAppUser", "users.hasAppPermission"];

pub(super) fn check(call: &Call<'_>, world: &World) -> Result<(), Failure> {
    let spec = call.spec;
    // What acts for no user asks nobody; whom `notifications.send` reaches, it decides itself.
    if !matches!(spec.context, Context::Session | Context::SessionOrUid) {
        return Ok(());
    }
    let Some(user) = call.viewer() else { return Ok(()) };
    if world.person(user).is_none() {
        return Err(Failure::authorization("a community cannot act"));
    }
    if !world.is_app_user(user) && !BEFORE_INSTALLATION.contains(&spec.name) {
        return Err(Failure::not_installed());
    }
    let grants = |privilege: &str| match &call.caller.session {
        Some(session) => session.privileges.iter().any(|granted| granted == privilege),
        None => world.allows(user, privilege),
    };
    match spec.scope.iter().find(|privilege| !grants(privilege)) {
        Some(privilege) => Err(Failure::permission(format!("'{}' needs the privilege '{privilege}'", spec.name))),
        None => Ok(()),
    }
}

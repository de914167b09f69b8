//! What methods answer: by hand where a file of this folder says how, else with the example of the spec.

mod example;
mod friends;
mod users;

use serde_json::Value;

use crate::platform::{Call, Failure};

/// How one method is answered.
type Handler = fn(&Call<'_>) -> Result<Value, Failure>;

/// The JSON text of the answer.
pub(crate) fn answer(call: &Call<'_>) -> Result<String, Failure> {
    match handler(call.spec.name) {
        Some(handler) => handler(call).map(|value| value.to_string()),
        None => example::answer(call),
    }
}

fn handler(method: &str) -> Option<Handler> {
    Some(match method {
        "friends.get" => friends::get,
        "friends.getAppUsers" => friends::get_app_users,
        "friends.getInvitationsCount" => friends::get_invitations_count,
        "friends.getOnline" => friends::get_online,
        "users.getBalance" => users::get_balance,
        "users.getInfo" => users::get_info,
        "users.hasAppPermission" => users::has_app_permission,
        "users.isAppUser" => users::is_app_user,
        _ => return None,
    })
}

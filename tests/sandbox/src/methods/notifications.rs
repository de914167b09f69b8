//! `notifications.send`: notifications of the application to users who allow them.

use serde_json::{Value, json};

use super::Answer;
use crate::platform::{Call, Failure};
use crate::world::{Notification, World};

/// The ids of those who are reached. Whoever did not allow notifications is passed over; if that is everybody, the privilege
/// is what lacks.
pub(super) fn send(call: &Call<'_>, world: &mut World) -> Answer {
    let (text, time) = (call.required("text")?, call.now());
    let uids = call.list("uids").unwrap_or_default();
    let mut reached: Vec<u64> = Vec::new();
    for uid in uids.iter().filter_map(|uid| uid.parse().ok()).filter(|&uid| world.allows(uid, "notifications")) {
        if !reached.contains(&uid) {
            reached.push(uid);
        }
    }
    if reached.is_empty() {
        return Err(Failure::permission("nobody of 'uids' has granted the privilege 'notifications'"));
    }
    world.notifications.extend(reached.iter().map(|&uid| Notification { uid, text: text.to_owned(), time }));
    Ok(reached.iter().map(|uid| json!(uid.to_string())).collect::<Value>())
}

//! What methods answer: by hand where a file of this folder says how, else with the example of the spec. Every method holds the
//! world from its checks to its answer, and checks everything before it changes anything.

mod achievements;
mod audio;
mod counters;
mod example;
mod friends;
mod groups;
mod guestbook;
mod history;
mod messages;
mod mobile;
mod multipost;
mod notifications;
pub(crate) mod photos;
mod pictures;
mod score;
mod stream;
mod titles;
mod users;

pub(crate) use example::answer as example;
use serde_json::{Value, json};

use crate::platform::{Call, Failure, validate};
use crate::world::World;

/// What a method answers.
type Answer = Result<Value, Failure>;

/// How one method is answered.
#[derive(Clone, Copy)]
enum Handler {
    /// It leaves the world as it is.
    Read(fn(&Call<'_>, &World) -> Answer),
    /// It changes the world, and nobody else looks meanwhile.
    Write(fn(&Call<'_>, &mut World) -> Answer),
}

/// The JSON text of the answer.
pub(crate) fn answer(call: &Call<'_>) -> Result<String, Failure> {
    match handler(call.spec.name) {
        Some(Handler::Read(read)) => {
            let world = call.platform.world.read();
            validate::call(call, &world)?;
            read(call, &world).map(|value| value.to_string())
        }
        Some(Handler::Write(write)) => {
            let mut world = call.platform.world.write();
            validate::call(call, &world)?;
            write(call, &mut world).map(|value| value.to_string())
        }
        None => {
            validate::call(call, &call.platform.world.read())?;
            example(call.spec, call.parameters)
        }
    }
}

/// Whether a call of the method may change the world.
pub(crate) fn changes(method: &str) -> bool {
    matches!(handler(method), Some(Handler::Write(_)))
}

/// The answer of methods that have nothing to tell but that it is done.
#[expect(clippy::unnecessary_wraps, reason = "the last line of methods that can fail")]
fn done() -> Answer {
    Ok(json!(1))
}

fn handler(method: &str) -> Option<Handler> {
    use Handler::{Read, Write};
    Some(match method {
        "achievements.add" => Write(achievements::add),
        "achievements.group_add" => Write(achievements::group_add),
        "achievements.group_remove" => Write(achievements::group_remove),
        "achievements.group_update" => Write(achievements::group_update),
        "achievements.groups" => Read(achievements::groups),
        "achievements.list" => Read(achievements::list),
        "achievements.remove" => Write(achievements::remove),
        "achievements.reward" => Write(achievements::reward),
        "achievements.unreward" => Write(achievements::unreward),
        "achievements.update" => Write(achievements::update),
        "achievements.user_awards" => Read(achievements::user_awards),
        "audio.get" => Read(audio::get),
        "audio.link" => Write(audio::link),
        "audio.search" => Read(audio::search),
        "audio.top" => Read(audio::top),
        "email.getUnreadCount" | "mail.getUnreadCount" => Read(counters::unread_mail),
        "events.getNewCount" => Read(counters::new_events),
        "friends.get" => Read(friends::get),
        "friends.getAppUsers" => Read(friends::get_app_users),
        "friends.getInvitationsCount" => Read(friends::get_invitations_count),
        "friends.getOnline" => Read(friends::get_online),
        "groups.show" => Read(groups::show),
        "guestbook.get" => Read(guestbook::get),
        "guestbook.post" => Write(guestbook::post),
        "history.delete" => Write(history::delete),
        "messages.getThread" => Write(messages::get_thread),
        "messages.getThreadsList" => Read(messages::get_threads_list),
        "messages.getUnreadCount" => Read(messages::get_unread_count),
        "messages.post" => Write(messages::post),
        "mobile.getCanvas" => Read(mobile::get_canvas),
        "multipost.delete" => Write(multipost::delete),
        "multipost.send" => Write(multipost::send),
        "notifications.send" => Write(notifications::send),
        "photos.createAlbum" => Write(photos::create_album),
        "photos.get" => Read(photos::get),
        "photos.getAlbums" => Read(photos::get_albums),
        "photos.upload" => Write(photos::upload),
        "score.add" => Write(score::add),
        "score.total" => Read(score::total),
        "stream.comment" => Write(stream::comment),
        "stream.get" => Write(stream::get),
        "stream.getByAuthor" => Read(stream::get_by_author),
        "stream.like" => Write(stream::like),
        "stream.post" => Write(stream::post),
        "stream.share" => Write(stream::share),
        "stream.unlike" => Write(stream::unlike),
        "titles.add" => Write(titles::add),
        "titles.del" => Write(titles::del),
        "titles.list" => Read(titles::list),
        "titles.update" => Write(titles::update),
        "titles.user_drop" => Write(titles::user_drop),
        "titles.user_reward" => Write(titles::user_reward),
        "users.getBalance" => Read(users::get_balance),
        "users.getInfo" => Read(users::get_info),
        "users.hasAppPermission" => Read(users::has_app_permission),
        "users.isAppUser" => Read(users::is_app_user),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::handler;

    /// A method that is added to the spec is answered with its example until somebody writes its answer.
    #[test]
    fn every_method_that_the_platform_has_is_answered_by_hand() {
        let methods = mailru_sdk::api::GROUPS.iter().flat_map(|group| group.methods);
        assert_eq!(methods.filter(|method| handler(method.name).is_some()).count(), 57);
    }
}

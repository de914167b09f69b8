//! The method groups of the platform. Each is declared in `api-spec/` and written by the macro; helpers that no spec can say
//! stand beside the declaration.
//!
//! A call begins at [`Api`](crate::Api): `api.friends().get()`. All methods are listed in [`overview`].

// One of the two doors; it may use everything below but `incoming`. How a call is signed and sent is in `request` and `wire`.

use mailru_macros::group;

use crate::spec::MethodSpec;

pub(crate) mod client;
pub(crate) mod public;

mailru_macros::catalogue! {
    #[group(spec = "api-spec/achievements.toml")]
    pub mod achievements {}

    #[group(spec = "api-spec/audio.toml")]
    pub mod audio {}

    #[group(spec = "api-spec/email.toml")]
    pub mod email {}

    #[group(spec = "api-spec/events.toml")]
    pub mod events {}

    #[group(spec = "api-spec/friends.toml")]
    pub mod friends {}

    #[group(spec = "api-spec/groups.toml")]
    pub mod groups {}

    #[group(spec = "api-spec/guestbook.toml")]
    pub mod guestbook {}

    #[group(spec = "api-spec/history.toml")]
    pub mod history {}

    #[group(spec = "api-spec/mail.toml")]
    pub mod mail {}

    #[group(spec = "api-spec/messages.toml")]
    pub mod messages {}

    #[group(spec = "api-spec/mobile.toml")]
    pub mod mobile {}

    #[group(spec = "api-spec/multipost.toml")]
    pub mod multipost {}

    #[group(spec = "api-spec/notifications.toml")]
    pub mod notifications {}

    #[group(spec = "api-spec/photos.toml")]
    pub mod photos {}

    #[group(spec = "api-spec/score.toml")]
    pub mod score {}

    #[group(spec = "api-spec/stream.toml")]
    pub mod stream {}

    #[group(spec = "api-spec/titles.toml")]
    pub mod titles {}

    #[group(spec = "api-spec/users.toml")]
    pub mod users {}
}

/// The method of that wire name.
#[must_use]
pub fn method(name: &str) -> Option<&'static MethodSpec> {
    GROUPS.iter().flat_map(|group| group.methods).find(|method| method.name == name).copied()
}

//! Typed calls of the methods whose answers have something inside, one at a time, for answers that are not understood.

use std::{future::Future, pin::Pin};

use mailru_sdk::{Api, Client, Error};

use crate::examples::Name;

type Outcome<'a> = Pin<Box<dyn Future<Output = Result<(), Error>> + 'a>>;

/// A call whose result is only of interest when it is an error.
pub type Probe = for<'a> fn(&'a Api<Client>) -> Outcome<'a>;

/// Writes a probe of a request.
macro_rules! probe {
    ($method:literal, $variant:literal, |$api:ident| $call:expr) => {
        (($method, $variant), (|$api| Box::pin(async move { $call.await.map(drop) })) as Probe)
    };
}

/// One row for each method of which something is known; each object of the spec is in the example of one of them.
pub const PROBES: &[(Name, Probe)] = &[
    probe!("audio.get", "default", |api| api.audio().get()),
    probe!("audio.search", "default", |api| api.audio().search("query")),
    probe!("events.getNewCount", "default", |api| api.events().get_new_count()),
    probe!("friends.get", "default", |api| api.friends().get()),
    probe!("friends.get", "extended", |api| api.friends().get().extended()),
    probe!("groups.show", "default", |api| api.groups().show(1)),
    probe!("messages.getThread", "default", |api| api.messages().get_thread(1)),
    probe!("messages.getThreadsList", "default", |api| api.messages().get_threads_list()),
    probe!("mobile.getCanvas", "default", |api| api.mobile().get_canvas()),
    probe!("multipost.send", "default", |api| api.multipost().send(1).text("text")),
    probe!("photos.createAlbum", "default", |api| api.photos().create_album("title")),
    probe!("photos.get", "default", |api| api.photos().get("_myphoto")),
    probe!("photos.getAlbums", "default", |api| api.photos().get_albums()),
    probe!("stream.get", "default", |api| api.stream().get()),
    probe!("users.getBalance", "default", |api| api.users().get_balance()),
    probe!("users.getInfo", "default", |api| api.users().get_info()),
    probe!("users.hasAppPermission", "default", |api| api.users().has_app_permission("photos")),
    probe!("users.isAppUser", "default", |api| api.users().is_app_user()),
];

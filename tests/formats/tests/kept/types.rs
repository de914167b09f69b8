//! Every type that a spec file declares, by its name. A type that is missing here fails the test that asks for it.

use mailru_sdk::{
    api::{
        audio::AudioSearch,
        groups::{GroupList, GroupName},
        mobile::Canvas,
        multipost::SentPost,
        users::{AppUse, Balance},
    },
    objects::*,
};
use serde_json::Value;

use crate::{assert_kept, assert_kept_everywhere};

macro_rules! types {
    (alone $($object:ident)+; inside $($word:ident)+;) => {
        /// Holds that a value of the type of that name is kept.
        pub fn visit(name: &str, value: &Value) {
            match name {
                $(stringify!($object) => assert_kept::<$object>(value),)+
                // They are no documents.
                $(stringify!($word) => assert_kept_everywhere::<$word>(value),)+
                _ => panic!("{name} has to be in the list of types"),
            }
        }
    };
}

types! {
    alone AudioSearch GroupList GroupName Canvas SentPost User Location Place GroupInfo Count FeedItem Event Like Comment CommentBody Generator ActionLink Attachment TextAttachment TagAttachment Tag LinkAttachment LinkContent AvatarAttachment AvatarImage ImageAttachment MusicAttachment VideoAttachment AppAttachment AppProfile AppGenre AppVotes AppPublishStatus GroupAttachment GiftAttachment Gift Photo Album Cover TargetAlbum AudioTrack Thread Message MessagePart Balance AppUse;
    inside Sex RefererType Privilege MobileSpec EventType EventTypeName AlbumPrivacy MessageDirection;
}

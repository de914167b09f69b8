//! What a scenario may say, member by member. Everything but names may be left out; members that are not listed are refused.

use serde::Deserialize;

/// The whole file. Its people are called by their `name` everywhere else in it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::world) struct Scenario {
    /// The first one is the user of the sandbox.
    pub(in crate::world) people: Vec<Person>,
    #[serde(default)]
    pub(in crate::world) friendships: Vec<[String; 2]>,
    #[serde(default)]
    pub(in crate::world) communities: Vec<Community>,
    #[serde(default)]
    pub(in crate::world) tracks: Vec<Track>,
    #[serde(default)]
    pub(in crate::world) albums: Vec<Album>,
    #[serde(default)]
    pub(in crate::world) posts: Vec<Post>,
    #[serde(default)]
    pub(in crate::world) guestbook: Vec<Entry>,
    #[serde(default)]
    pub(in crate::world) messages: Vec<Message>,
    #[serde(default)]
    pub(in crate::world) achievements: Vec<Achievement>,
    #[serde(default)]
    pub(in crate::world) titles: Vec<Title>,
    #[serde(default)]
    pub(in crate::world) deprecated: Vec<String>,
}

/// A person. `privileges` makes them a user of the application.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "each is a member of the file")]
pub(in crate::world) struct Person {
    pub(in crate::world) name: String,
    pub(in crate::world) uid: Option<String>,
    pub(in crate::world) email: Option<String>,
    pub(in crate::world) first_name: Option<String>,
    pub(in crate::world) last_name: Option<String>,
    pub(in crate::world) sex: Option<Sex>,
    pub(in crate::world) birthday: Option<String>,
    #[serde(default)]
    pub(in crate::world) show_age: bool,
    #[serde(default)]
    pub(in crate::world) avatar: bool,
    pub(in crate::world) location: Option<Location>,
    #[serde(default)]
    pub(in crate::world) status_text: String,
    #[serde(default)]
    pub(in crate::world) online: bool,
    pub(in crate::world) last_visit: Option<u64>,
    #[serde(default)]
    pub(in crate::world) verified: bool,
    #[serde(default)]
    pub(in crate::world) vip: bool,
    #[serde(default)]
    pub(in crate::world) blocked: bool,
    #[serde(default)]
    pub(in crate::world) closed: bool,
    #[serde(default)]
    pub(in crate::world) videos: u64,
    #[serde(default)]
    pub(in crate::world) invitations: u64,
    #[serde(default)]
    pub(in crate::world) balance: u64,
    #[serde(default)]
    pub(in crate::world) unread_mail: u64,
    #[serde(default)]
    pub(in crate::world) score: i64,
    #[serde(default)]
    pub(in crate::world) black_list: Vec<String>,
    pub(in crate::world) privileges: Option<Vec<String>>,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(in crate::world) enum Sex {
    Male,
    Female,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::world) struct Location {
    pub(in crate::world) country: Option<Place>,
    pub(in crate::world) region: Option<Place>,
    pub(in crate::world) city: Option<Place>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::world) struct Place {
    pub(in crate::world) id: String,
    pub(in crate::world) name: String,
}

/// A community, whose address is its name.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::world) struct Community {
    pub(in crate::world) name: String,
    pub(in crate::world) title: String,
    pub(in crate::world) uid: Option<String>,
    #[serde(default)]
    pub(in crate::world) closed: bool,
    #[serde(default)]
    pub(in crate::world) members: Vec<String>,
    #[serde(default)]
    pub(in crate::world) category_id: u64,
    #[serde(default)]
    pub(in crate::world) category_name: String,
    #[serde(default)]
    pub(in crate::world) short_description: String,
    #[serde(default)]
    pub(in crate::world) full_description: String,
    #[serde(default)]
    pub(in crate::world) interests: String,
    #[serde(default)]
    pub(in crate::world) rules: String,
    #[serde(default)]
    pub(in crate::world) videos: u64,
}

/// A track, and in whose playlists it is.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::world) struct Track {
    pub(in crate::world) mid: String,
    #[serde(default)]
    pub(in crate::world) artist: String,
    #[serde(default)]
    pub(in crate::world) title: String,
    #[serde(default)]
    pub(in crate::world) duration: u64,
    #[serde(default, rename = "in")]
    pub(in crate::world) playlists: Vec<String>,
}

/// An album of a person or a community. Photos are numbered for each owner, from 1, in the order of the file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::world) struct Album {
    pub(in crate::world) owner: String,
    pub(in crate::world) aid: String,
    pub(in crate::world) title: String,
    #[serde(default)]
    pub(in crate::world) description: String,
    pub(in crate::world) privacy: Option<i64>,
    #[serde(default)]
    pub(in crate::world) password: bool,
    pub(in crate::world) created: Option<u64>,
    /// Which photo of the album, counted from 1.
    pub(in crate::world) cover: Option<usize>,
    #[serde(default)]
    pub(in crate::world) photos: Vec<Photo>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::world) struct Photo {
    #[serde(default)]
    pub(in crate::world) title: String,
    #[serde(default = "width")]
    pub(in crate::world) width: u32,
    #[serde(default = "height")]
    pub(in crate::world) height: u32,
}

fn width() -> u32 {
    640
}

fn height() -> u32 {
    480
}

/// A post in a micro-blog or in a community; with `application`, one that the application made.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::world) struct Post {
    pub(in crate::world) author: String,
    pub(in crate::world) text: String,
    pub(in crate::world) title: Option<String>,
    pub(in crate::world) time: Option<u64>,
    #[serde(default)]
    pub(in crate::world) application: bool,
    /// Photos of the author, by their numbers.
    #[serde(default)]
    pub(in crate::world) photos: Vec<u64>,
    #[serde(default)]
    pub(in crate::world) likes: Vec<String>,
    #[serde(default)]
    pub(in crate::world) comments: Vec<Comment>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::world) struct Comment {
    pub(in crate::world) author: String,
    pub(in crate::world) text: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::world) struct Entry {
    pub(in crate::world) owner: String,
    pub(in crate::world) author: String,
    pub(in crate::world) text: String,
    pub(in crate::world) title: Option<String>,
    pub(in crate::world) time: Option<u64>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::world) struct Message {
    pub(in crate::world) from: String,
    pub(in crate::world) to: String,
    pub(in crate::world) text: String,
    pub(in crate::world) time: Option<u64>,
    #[serde(default)]
    pub(in crate::world) read: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::world) struct Achievement {
    pub(in crate::world) description: String,
    #[serde(default)]
    pub(in crate::world) img_url: String,
    pub(in crate::world) weight: Option<i64>,
    #[serde(default)]
    pub(in crate::world) awarded: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::world) struct Title {
    pub(in crate::world) name: String,
    #[serde(default)]
    pub(in crate::world) img_url: String,
    #[serde(default)]
    pub(in crate::world) borne_by: Vec<String>,
}

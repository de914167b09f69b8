//! What an event is made of.

use super::{Part, Place};

/// What happened: the code and, where one is known, the word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Kind {
    major: u8,
    minor: u8,
    pub(crate) name: Option<&'static str>,
}

impl Kind {
    pub(crate) const PHOTO: Self = Self::new(1, 1, Some("photo_upload"));
    pub(crate) const MUSIC: Self = Self::new(1, 7, Some("music_add"));
    pub(crate) const GUESTBOOK: Self = Self::new(3, 7, None);
    pub(crate) const MICROPOST: Self = Self::new(3, 23, Some("micropost"));
    pub(crate) const FRIEND: Self = Self::new(5, 1, None);
    pub(crate) const AVATAR: Self = Self::new(5, 7, Some("avatar_change"));
    pub(crate) const GIFT: Self = Self::new(5, 10, Some("gift_send"));
    pub(crate) const APP_ADD: Self = Self::new(5, 16, Some("app_add"));
    pub(crate) const APP_EVENT: Self = Self::new(5, 17, None);
    pub(crate) const SHARE: Self = Self::new(5, 26, Some("share"));
    pub(crate) const LIKE: Self = Self::new(5, 27, None);
    pub(crate) const COMMENT: Self = Self::new(5, 32, None);
    pub(crate) const COMMUNITY_POST: Self = Self::new(5, 39, Some("community_post"));
    pub(crate) const COMMUNITY_PHOTO: Self = Self::new(5, 47, Some("community_photo_upload"));

    const fn new(major: u8, minor: u8, name: Option<&'static str>) -> Self {
        Self { major, minor, name }
    }

    /// As `type` has it.
    pub(crate) fn code(self) -> String {
        format!("{}-{}", self.major, self.minor)
    }

    pub(super) fn digits(self) -> String {
        format!("{:02x}{:02x}", self.major, self.minor)
    }
}

/// A link under an event.
#[derive(Debug, Clone)]
pub(crate) struct ActionLink {
    pub(crate) text: String,
    pub(crate) href: String,
}

/// A like.
#[derive(Debug)]
pub(crate) struct Vote {
    pub(crate) person: u64,
    /// In Unix time.
    pub(crate) time: u64,
    /// What tells of it in the feed.
    pub(super) element: Place,
}

/// A comment.
#[derive(Debug)]
pub(crate) struct Comment {
    pub(crate) id: u64,
    pub(crate) author: u64,
    pub(crate) text: String,
    /// In Unix time.
    pub(crate) time: u64,
    /// What tells of it in the feed.
    pub(super) element: Place,
}

/// An event.
#[derive(Debug)]
pub(crate) struct Event {
    pub(crate) kind: Kind,
    pub(crate) title: Option<String>,
    pub(crate) user_text: String,
    pub(crate) parts: Vec<Part>,
    pub(crate) links: Vec<ActionLink>,
    /// Where the text and the picture lead, when not to the page of the event.
    pub(crate) click_url: Option<String>,
    /// The application that made it.
    pub(crate) application: Option<u64>,
    pub(crate) commentable: bool,
    /// Who published it by `multipost.send`.
    pub(crate) posted_by: Option<u64>,
    pub(crate) likes: Vec<Vote>,
    pub(crate) comments: Vec<Comment>,
}

impl Event {
    /// An event of which nothing else is known.
    pub(crate) fn new(kind: Kind) -> Self {
        Self {
            kind,
            title: None,
            user_text: String::new(),
            parts: Vec::new(),
            links: Vec::new(),
            click_url: None,
            application: None,
            commentable: true,
            posted_by: None,
            likes: Vec::new(),
            comments: Vec::new(),
        }
    }

    pub(crate) fn with(mut self, part: Part) -> Self {
        self.parts.push(part);
        self
    }

    pub(crate) fn is_liked_by(&self, person: u64) -> bool {
        self.likes.iter().any(|like| like.person == person)
    }

    pub(crate) fn comment(&self, id: u64) -> Option<&Comment> {
        self.comments.iter().find(|comment| comment.id == id)
    }
}

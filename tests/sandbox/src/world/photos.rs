//! Albums and the photos in them. A photo's id is unique among all photos of its owner, so `owner:pid` names it.

use std::collections::BTreeMap;

use super::picture::Picture;

/// Everybody has this one.
pub(crate) const MY_PHOTOS: &str = "_myphoto";

/// Where the pictures of posts are kept.
pub(crate) const PAGE_PHOTOS: &str = "_mypagephoto";

/// Where the pictures of a community are kept.
pub(crate) const GROUP_PHOTOS: &str = "_groupsphoto";

/// The one access level that is known: everybody.
pub(crate) const EVERYBODY: i64 = 2;

/// Whether a text may be the id of an album, and so a part of addresses.
pub(crate) fn is_album_id(text: &str) -> bool {
    let is_fit = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    (1..=64).contains(&text.len()) && text.bytes().all(is_fit)
}

/// A photo in an album.
#[derive(Debug, Clone)]
pub(crate) struct Photo {
    pub(crate) pid: u64,
    pub(crate) title: String,
    /// In Unix time.
    pub(crate) created: u64,
    pub(crate) picture: Picture,
}

/// A photo that has no id yet.
#[derive(Debug)]
pub(crate) struct NewPhoto {
    pub(crate) title: String,
    pub(crate) picture: Picture,
}

/// An album.
#[derive(Debug, Clone)]
pub(crate) struct Album {
    pub(crate) aid: String,
    pub(crate) title: String,
    pub(crate) description: String,
    /// In Unix time.
    pub(crate) created: u64,
    pub(crate) updated: u64,
    pub(crate) privacy: i64,
    /// It was given a password, which no method has a parameter for.
    pub(crate) locked: bool,
    /// A photo of this album.
    pub(crate) cover: Option<u64>,
    pub(crate) photos: Vec<Photo>,
}

impl Album {
    pub(crate) fn new(aid: impl Into<String>, title: impl Into<String>, now: u64) -> Self {
        Self {
            aid: aid.into(),
            title: title.into(),
            description: String::new(),
            created: now,
            updated: now,
            privacy: EVERYBODY,
            locked: false,
            cover: None,
            photos: Vec::new(),
        }
    }

    pub(crate) fn photo(&self, pid: u64) -> Option<&Photo> {
        self.photos.iter().find(|photo| photo.pid == pid)
    }
}

/// The albums of all people and communities.
#[derive(Debug, Default)]
pub(crate) struct Albums(BTreeMap<u64, Vec<Album>>);

impl Albums {
    /// In the order in which they were created.
    pub(crate) fn of(&self, owner: u64) -> &[Album] {
        self.0.get(&owner).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn album(&self, owner: u64, aid: &str) -> Option<&Album> {
        self.of(owner).iter().find(|album| album.aid == aid)
    }

    /// The photo with that id, in whichever album it is.
    pub(crate) fn photo(&self, owner: u64, pid: u64) -> Option<(&Album, &Photo)> {
        self.of(owner).iter().find_map(|album| album.photo(pid).map(|photo| (album, photo)))
    }

    /// The first number that no album of the owner has for an id.
    pub(crate) fn free_id(&self, owner: u64) -> String {
        let numbers = (1..).map(|number: u64| number.to_string());
        let mut free = numbers.filter(|aid| self.album(owner, aid).is_none());
        free.next().unwrap_or_default()
    }

    /// Adds an album, unless the owner has one of that id.
    pub(crate) fn create(&mut self, owner: u64, album: Album) -> Option<&Album> {
        let albums = self.0.entry(owner).or_default();
        if albums.iter().any(|other| other.aid == album.aid) {
            return None;
        }
        albums.push(album);
        albums.last()
    }

    /// Puts an album in the place of the one of that id.
    pub(crate) fn replace(&mut self, owner: u64, album: Album) {
        let albums = self.0.entry(owner).or_default();
        albums.retain(|other| other.aid != album.aid);
        albums.push(album);
    }

    /// Puts a photo into an album and gives its id. The first one becomes the cover, later ones where that is wished.
    pub(crate) fn add(&mut self, owner: u64, aid: &str, new: NewPhoto, now: u64, as_cover: bool) -> Option<u64> {
        let albums = self.0.get_mut(&owner)?;
        let used = albums.iter().flat_map(|album| &album.photos).map(|photo| photo.pid).max();
        let pid = used.unwrap_or_default() + 1;
        let album = albums.iter_mut().find(|album| album.aid == aid)?;
        album.photos.push(Photo { pid, title: new.title, created: now, picture: new.picture });
        album.updated = album.updated.max(now);
        if as_cover || album.cover.is_none() {
            album.cover = Some(pid);
        }
        Some(pid)
    }

    /// Puts a picture of a post where such pictures are kept.
    pub(crate) fn add_to_page(&mut self, owner: u64, picture: Picture, now: u64) -> Option<u64> {
        // There already, most of the time.
        self.create(owner, Album::new(PAGE_PHOTOS, "Фото со страницы", now));
        self.add(owner, PAGE_PHOTOS, NewPhoto { title: String::new(), picture }, now, false)
    }
}

#[cfg(test)]
mod tests {
    use super::{Album, Albums, MY_PHOTOS, NewPhoto, PAGE_PHOTOS, is_album_id};
    use crate::world::picture::Picture;

    fn photo() -> NewPhoto {
        NewPhoto { title: String::new(), picture: Picture::drawn(1, 8, 8) }
    }

    #[test]
    fn ids_of_photos_are_unique_across_the_albums_of_an_owner() {
        let mut albums = Albums::default();
        albums.create(7, Album::new(MY_PHOTOS, "Фото", 10)).expect("the first");
        let first = albums.add(7, MY_PHOTOS, photo(), 20, false).expect("it exists");
        let second = albums.add_to_page(7, Picture::drawn(1, 8, 8), 30).expect("it is made");
        let third = albums.add(7, MY_PHOTOS, photo(), 40, false).expect("it exists");
        assert_eq!((first, second, third), (1, 2, 3));
        assert_eq!(albums.photo(7, 2).map(|(album, _)| album.aid.as_str()), Some(PAGE_PHOTOS));
        assert_eq!(albums.album(7, MY_PHOTOS).map(|album| (album.updated, album.photos.len())), Some((40, 2)));
    }

    #[test]
    fn the_first_photo_is_the_cover_until_another_is_chosen() {
        let mut albums = Albums::default();
        albums.create(7, Album::new("a", "А", 10));
        let covers = [false, false, true, false].map(|as_cover| {
            albums.add(7, "a", photo(), 20, as_cover);
            albums.album(7, "a").and_then(|album| album.cover)
        });
        assert_eq!(covers, [Some(1), Some(1), Some(3), Some(3)]);
    }

    #[test]
    fn ids_of_albums_are_parts_of_addresses() {
        assert!(["_myphoto", "leto-2014", "1", &"a".repeat(64)].into_iter().all(is_album_id));
        assert!(!["", "a b", "a/b", "..", "летo", &"a".repeat(65)].into_iter().any(is_album_id));
    }

    #[test]
    fn an_owner_has_one_album_of_an_id_and_a_free_id_is_free() {
        let mut albums = Albums::default();
        assert!(albums.create(7, Album::new("1", "А", 10)).is_some());
        assert!(albums.create(7, Album::new("1", "Б", 10)).is_none());
        assert!(albums.create(8, Album::new("1", "В", 10)).is_some());
        assert_eq!((albums.free_id(7), albums.free_id(9)), ("2".to_owned(), "1".to_owned()));
        assert_eq!(albums.add(7, "2", photo(), 20, false), None, "there is no such album");
    }
}

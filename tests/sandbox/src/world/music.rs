//! Tracks, and who has which in the playlist.

use std::collections::BTreeMap;

/// A track.
#[derive(Debug, Clone)]
pub(crate) struct Track {
    pub(crate) mid: String,
    pub(crate) artist: String,
    pub(crate) title: String,
    /// In seconds.
    pub(crate) duration: u64,
}

impl Track {
    /// Whether each word of the query is part of the title or of the artist's name, whatever the case.
    pub(crate) fn matches(&self, query: &str) -> bool {
        let name = format!("{} {}", self.artist, self.title).to_lowercase();
        query.to_lowercase().split_whitespace().all(|word| name.contains(word))
    }
}

/// All music.
#[derive(Debug, Default)]
pub(crate) struct Music {
    tracks: Vec<Track>,
    playlists: BTreeMap<u64, Vec<String>>,
}

impl Music {
    /// Adds a track, unless there is one of that id.
    pub(crate) fn add(&mut self, track: Track) -> bool {
        let is_new = self.track(&track.mid).is_none();
        if is_new {
            self.tracks.push(track);
        }
        is_new
    }

    pub(crate) fn tracks(&self) -> &[Track] {
        &self.tracks
    }

    pub(crate) fn track(&self, mid: &str) -> Option<&Track> {
        self.tracks.iter().find(|track| track.mid == mid)
    }

    /// The newest first.
    pub(crate) fn playlist(&self, owner: u64) -> impl Iterator<Item = &Track> {
        self.playlists.get(&owner).into_iter().flatten().rev().filter_map(|mid| self.track(mid))
    }

    pub(crate) fn has(&self, owner: u64, mid: &str) -> bool {
        self.playlists.get(&owner).is_some_and(|playlist| playlist.iter().any(|other| other == mid))
    }

    /// Puts a track on top of a playlist that does not have it yet.
    pub(crate) fn link(&mut self, owner: u64, mid: &str) -> bool {
        if self.track(mid).is_none() || self.has(owner, mid) {
            return false;
        }
        self.playlists.entry(owner).or_default().push(mid.to_owned());
        true
    }

    /// In how many playlists the tracks are, most popular first.
    pub(crate) fn top(&self) -> Vec<&Track> {
        let popularity =
            |track: &Track| self.playlists.values().filter(|playlist| playlist.contains(&track.mid)).count();
        let mut tracks: Vec<&Track> = self.tracks.iter().collect();
        tracks.sort_by_cached_key(|track| (std::cmp::Reverse(popularity(track)), track.mid.clone()));
        tracks
    }
}

#[cfg(test)]
mod tests {
    use super::{Music, Track};

    fn track(mid: &str, title: &str) -> Track {
        Track { mid: mid.to_owned(), artist: "Хор".to_owned(), title: title.to_owned(), duration: 60 }
    }

    #[test]
    fn a_track_is_in_a_playlist_once_and_the_newest_is_on_top() {
        let mut music = Music::default();
        assert!(music.add(track("a", "Раз")) && music.add(track("b", "Два")) && !music.add(track("a", "Три")));
        assert!(music.link(1, "a") && music.link(1, "b") && !music.link(1, "a") && !music.link(1, "c"));
        assert_eq!(music.playlist(1).map(|track| track.mid.as_str()).collect::<Vec<_>>(), ["b", "a"]);
        assert_eq!(music.playlist(2).count(), 0);
    }

    #[test]
    fn what_most_people_have_is_on_top() {
        let mut music = Music::default();
        for mid in ["a", "b", "c"] {
            music.add(track(mid, mid));
        }
        for (owner, mid) in [(1, "c"), (2, "c"), (2, "b")] {
            music.link(owner, mid);
        }
        assert_eq!(music.top().iter().map(|track| track.mid.as_str()).collect::<Vec<_>>(), ["c", "b", "a"]);
    }

    #[test]
    fn every_word_of_a_query_must_be_found_in_any_case() {
        let track = track("a", "Зелёный Вечер");
        assert!(track.matches("вечер ХОР") && track.matches(" зел ") && !track.matches("вечер утро"));
    }
}

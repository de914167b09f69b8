//! Tracks and playlists.

use super::super::World;
use super::super::music::Track;
use super::texts::{ARTISTS, TRACKS};
use crate::generator::Generator;

impl World {
    pub(super) fn play_music(&mut self, seed: u64) {
        let mut generator = Generator::new(seed, "music");
        for artist in ARTISTS {
            for title in TRACKS {
                let (mid, duration) = (generator.hex()[..16].to_owned(), generator.between(90, 400));
                self.music.add(Track { mid, artist: artist.to_owned(), title: title.to_owned(), duration });
            }
        }
        let mids: Vec<String> = self.music.tracks().iter().map(|track| track.mid.clone()).collect();
        for uid in self.by_ordinal() {
            for _ in 0..generator.between(3, 9) {
                self.music.link(uid, generator.pick::<String>(&mids));
            }
        }
    }
}

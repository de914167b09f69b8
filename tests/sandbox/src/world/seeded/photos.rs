//! Albums and photos: everybody has `_myphoto`, and every second person an album of their own.

use super::super::photos::{Album, EVERYBODY, GROUP_PHOTOS, MY_PHOTOS, NewPhoto};
use super::super::picture::Picture;
use super::super::{NOW, World};
use super::DAY;
use super::texts::{ALBUMS, PHOTOS};
use crate::generator::Generator;

/// Sizes of originals in pixels. Only those of more than 480 have a `src_big`.
const SIZES: [(u32, u32); 5] = [(640, 480), (320, 240), (480, 640), (1024, 768), (200, 200)];

impl World {
    pub(super) fn hang_photos(&mut self, seed: u64) {
        let mut generator = Generator::new(seed, "photos");
        for (ordinal, uid) in self.by_ordinal().into_iter().enumerate() {
            let created = NOW - generator.between(400, 900) * DAY;
            self.albums.create(uid, Album::new(MY_PHOTOS, "Фото со мной", created));
            self.fill(uid, MY_PHOTOS, created, ordinal % 4 + 1, &mut generator);
            if ordinal % 2 == 0 {
                let (aid, title, description) = *generator.pick(&ALBUMS);
                let created = created + 30 * DAY;
                let privacy = if ordinal % 8 == 6 { EVERYBODY + 1 } else { EVERYBODY };
                let description = description.to_owned();
                self.albums.create(uid, Album { description, privacy, ..Album::new(aid, title, created) });
                // Some are empty, and so without a cover.
                self.fill(uid, aid, created, ordinal % 3, &mut generator);
            }
        }
        let communities: Vec<u64> = self.communities().map(|community| community.uid).collect();
        for uid in communities {
            self.albums.create(uid, Album::new(GROUP_PHOTOS, "Фото сообщества", NOW - 300 * DAY));
            self.fill(uid, GROUP_PHOTOS, NOW - 300 * DAY, 2, &mut generator);
        }
    }

    fn fill(&mut self, owner: u64, aid: &str, created: u64, count: usize, generator: &mut Generator) {
        for number in 0..count {
            let (width, height) = *generator.pick(&SIZES);
            let picture = Picture::drawn(generator.next(), width, height);
            let photo = NewPhoto { title: (*generator.pick(&PHOTOS)).to_owned(), picture };
            self.albums.add(owner, aid, photo, created + (number as u64 + 1) * DAY, false);
        }
    }
}

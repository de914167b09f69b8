//! Everything in a world but its people, invented from the seed. Each kind of thing has a stream of numbers of its own, so that
//! more of one leaves all others as they were.

mod feed;
mod games;
mod letters;
mod music;
mod photos;
mod texts;

use super::World;

/// A day in seconds.
const DAY: u64 = 86_400;

impl World {
    /// Fills a world that has people and communities only.
    pub(super) fn furnish(&mut self, seed: u64, app_id: u64) {
        self.offend();
        self.hang_photos(seed);
        self.play_music(seed);
        self.write_letters(seed);
        self.play_games();
        self.happen(seed, app_id);
    }

    /// One who is no friend has black-listed the owner.
    fn offend(&mut self) {
        let owner = self.owner();
        let ordinal = |uid: u64| uid % 100;
        if let Some(person) = self.people.values_mut().find(|person| ordinal(person.uid) == super::person::OFFENDED) {
            person.black_list.insert(owner);
        }
    }

    /// Everybody, the owner first, then in the order in which they were invented.
    fn by_ordinal(&self) -> Vec<u64> {
        let mut uids: Vec<u64> = self.people.keys().copied().collect();
        uids.sort_by_key(|uid| uid % 100);
        uids
    }
}

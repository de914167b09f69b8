//! Which invented value stands for which real one: the same for the same, throughout. The real ones are not kept, only what they are
//! hashed to by a key that the process forgets; and an invented value depends on nothing but its place in the order of arrival.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher as _, RandomState};

use crate::generator::Generator;

/// After so many tries another value may get the same stand-in: there are few of some forms.
const TRIES: u64 = 24;

#[derive(Debug, Default)]
pub(super) struct StandIns {
    seed: u64,
    state: RandomState,
    /// By the hash of the real value, the place of the draw.
    draws: HashMap<u64, u64>,
    /// Hashes of those that were given.
    given: HashSet<u64>,
    next: u64,
}

impl StandIns {
    pub(super) fn new(seed: u64) -> Self {
        Self { seed, ..Self::default() }
    }

    /// Whether something stands for that.
    pub(super) fn knows(&self, real: &str) -> bool {
        self.draws.contains_key(&self.state.hash_one(real))
    }

    pub(super) fn of(&mut self, real: &str, invent: impl Fn(&str, &mut Generator) -> String) -> String {
        let key = self.state.hash_one(real);
        let draw = |draw| invent(real, &mut Generator::new(self.seed.wrapping_add(draw), "stand-ins"));
        if let Some(&known) = self.draws.get(&key) {
            return draw(known);
        }
        for further in 0..TRIES {
            let invented = draw(self.next + further);
            let hash = self.state.hash_one(&invented);
            let is_taken = hash == key || self.draws.contains_key(&hash) || self.given.contains(&hash);
            if !is_taken || (further + 1 == TRIES && hash != key) {
                self.draws.insert(key, self.next + further);
                self.given.insert(hash);
                self.next += further + 1;
                return invented;
            }
        }
        // Nothing but punctuation, or a form of which there is only one.
        invent(real, &mut Generator::new(self.seed, "stand-ins"))
    }
}

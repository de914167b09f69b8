//! Private messages and entries of guest books.

use super::super::guestbook::Entry;
use super::super::{NOW, World};
use super::DAY;
use super::texts::{MESSAGES, WISHES};
use crate::generator::Generator;

/// With how many friends the owner has a dialogue.
const DIALOGUES: usize = 12;

impl World {
    pub(super) fn write_letters(&mut self, seed: u64) {
        let mut generator = Generator::new(seed, "letters");
        let people = self.by_ordinal();
        let owner = self.owner();
        let friends: Vec<u64> = people.iter().copied().filter(|&uid| self.are_friends(owner, uid)).collect();
        let mut time = NOW - 20 * DAY;
        for (number, &friend) in friends.iter().take(DIALOGUES).enumerate() {
            for line in 0..generator.between(2, 6) {
                time += generator.between(60, DAY / 4);
                let (from, to) = if line % 2 == number as u64 % 2 { (friend, owner) } else { (owner, friend) };
                self.dialogues.send(from, to, (*generator.pick(&MESSAGES)).to_owned(), time);
            }
            // A third of the dialogues wait to be read, by one side or the other.
            if number % 3 != 0 {
                self.dialogues.read(owner, friend);
            }
            self.dialogues.read(friend, owner);
        }
        for (number, &uid) in people.iter().enumerate() {
            let authors: Vec<u64> = people.iter().copied().filter(|&other| self.are_friends(uid, other)).collect();
            let mut time = NOW - 200 * DAY;
            for _ in 0..number % 5 + usize::from(number == 0) * 13 {
                time += generator.between(3600, 10 * DAY);
                let author = *generator.pick(&authors);
                let text = (*generator.pick(&WISHES)).to_owned();
                let (title, user_text, picture) = (None, None, None);
                self.guestbooks.add(uid, Entry { author, time, text, title, user_text, picture, links: Vec::new() });
            }
        }
    }
}

//! Guest books: what others write on a person's page.

use std::collections::BTreeMap;

use super::feed::{ActionLink, Part};

/// An entry of a guest book.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) author: u64,
    /// In Unix time.
    pub(crate) time: u64,
    pub(crate) text: String,
    pub(crate) title: Option<String>,
    pub(crate) user_text: Option<String>,
    pub(crate) picture: Option<Part>,
    pub(crate) links: Vec<ActionLink>,
}

/// The guest books of everybody.
#[derive(Debug, Default)]
pub(crate) struct Guestbooks(BTreeMap<u64, Vec<Entry>>);

impl Guestbooks {
    /// The newest first.
    pub(crate) fn of(&self, owner: u64) -> impl Iterator<Item = &Entry> {
        self.0.get(&owner).into_iter().flatten().rev()
    }

    pub(crate) fn add(&mut self, owner: u64, entry: Entry) {
        self.0.entry(owner).or_default().push(entry);
    }
}

//! The facts of a page, and what is kept while they are gathered.

use std::hash::{DefaultHasher, Hash, Hasher};

/// The facts of one page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Facts {
    /// What tells each item from others, in their order: its key where it has one, and otherwise all that it holds.
    pub(crate) items: Vec<u64>,
    /// The key of the last item that has one.
    pub(crate) last_key: Option<String>,
}

/// Where the items of a page are, and what is known of them.
#[derive(Debug)]
pub(super) struct Page {
    /// The member with the list, if that is not the whole page.
    pub(super) list: Option<&'static str>,
    /// The member that is the key of an item.
    pub(super) key: &'static str,
    /// Whether what is read is the list.
    pub(super) in_list: bool,
    /// Where the name of the key stands in the item that is read.
    pub(super) key_at: Option<usize>,
    /// What tells each item so far from others.
    pub(super) items: Vec<u64>,
    /// Where the last key stands.
    pub(super) last: Option<usize>,
}

impl Page {
    /// Of a list that comes again, the last one counts.
    pub(super) fn begin(&mut self) {
        if self.in_list {
            (self.items, self.last) = (Vec::new(), None);
        }
    }
}

/// A number that stands for a text.
pub(crate) fn digest(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

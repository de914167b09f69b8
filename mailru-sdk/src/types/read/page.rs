//! What must be known of a page to ask for the next one. It is noted while the page is read as its type says, so that all items count that
//! the platform sent, whatever could be read of them.

use std::hash::{DefaultHasher, Hash, Hasher};

use super::{
    place::Place as _,
    problem::Stop,
    reader::{DEEPEST, Misfits, Reader},
};
use crate::types::text::Text;

/// The facts of one page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Facts {
    /// What tells each item from others, in their order: its key where it has one, and otherwise all that it holds.
    pub(crate) items: Vec<u64>,
    /// The key of the last item that has one.
    pub(crate) last_key: Option<Text>,
}

/// Where the items of a page are, and what is known of them.
#[derive(Debug)]
pub(super) struct Page {
    /// The member with the list, if that is not the whole page.
    list: Option<&'static str>,
    /// The member that is the key of an item.
    key: &'static str,
    /// Whether what is read is the list.
    in_list: bool,
    /// Where the name of the key stands in the item that is read.
    key_at: Option<usize>,
    facts: Facts,
}

impl Reader<'_> {
    /// Notes the facts of a page, the items of which are in the whole value or in a member of it.
    pub(crate) fn note_page(&mut self, list: Option<&'static str>, key: &'static str) {
        self.items = DEEPEST - 1 - u8::from(list.is_some());
        let in_list = list.is_none();
        self.page = Some(Box::new(Page { list, key, in_list, key_at: None, facts: Facts::default() }));
    }

    /// What was noted; nothing if that was not asked for.
    pub(crate) fn facts(&mut self) -> Facts {
        self.page.take().map(|page| page.facts).unwrap_or_default()
    }

    /// A name comes next that may be that of the list or of a key.
    #[cold]
    pub(super) fn at_name(&mut self) {
        let is_item = self.room < self.items;
        let (Some(page), Some(text)) = (self.page.as_deref_mut(), self.text.get(self.at..)) else { return };
        if is_item {
            page.key_at = if is_called(text, page.key) { Some(self.at) } else { page.key_at };
        } else if let Some(list) = page.list {
            page.in_list = is_called(text, list);
            page.begin();
        }
    }

    /// An element comes next where items are; the place of one that is an item.
    #[cold]
    pub(super) fn begin_item(&mut self) -> Option<usize> {
        self.peek();
        let page = self.page.as_deref_mut()?;
        page.key_at = None;
        page.in_list.then_some(self.at)
    }

    /// An item has ended, which began there.
    #[cold]
    pub(super) fn end_item(&mut self, start: usize) {
        let Some(page) = self.page.as_deref_mut() else { return };
        let item = self.text.get(start..self.at).unwrap_or_default();
        let own = page.key_at.and_then(|at| self.text.get(at..)).and_then(|member| value_of(member).ok().flatten());
        // Nothing can be asked for after an empty key.
        let own = own.filter(|own| !own.is_empty());
        page.facts.items.push(digest(own.as_deref().unwrap_or(item)));
        page.facts.last_key = own.or(page.facts.last_key.take());
    }

    /// Passes over what holds the list, over the list, or over an item of it.
    #[cold]
    pub(super) fn skip_noting(&mut self) -> Result<(), Stop> {
        let byte = self.value()?;
        let (is_object, is_list) = (byte == b'{', self.room == self.items + 1);
        if !is_object && byte != b'[' {
            return self.skip_scalar(byte);
        }
        let is_numbered = is_list && self.is_numbered()?;
        if is_list && let Some(page) = self.page.as_deref_mut() {
            page.in_list &= is_numbered || !is_object;
            page.begin();
        }
        let mut first = true;
        self.enter()?;
        while if is_object { self.next_member(&mut first)? } else { self.next_element(&mut first)? } {
            if is_object {
                self.skip_string()?;
                self.colon()?;
            }
            let item = if self.room == self.items { self.begin_item() } else { None };
            self.skip()?;
            if let Some(start) = item {
                self.end_item(start);
            }
        }
        Ok(())
    }
}

impl Page {
    /// Of a list that comes again, the last one counts.
    fn begin(&mut self) {
        if self.in_list {
            self.facts = Facts::default();
        }
    }
}

/// Whether the text begins with that name.
fn is_called(text: &str, name: &str) -> bool {
    let is_plain = text.get(1..).and_then(|text| text.strip_prefix(name)).is_some_and(|rest| rest.starts_with('"'));
    is_plain || Reader::new(text, Misfits::Members).string() == Ok(name)
}

/// The value of a member, as much of it as a key can be.
fn value_of(member: &str) -> Result<Option<Text>, Stop> {
    let (mut reader, mut value) = (Reader::new(member, Misfits::Members), None::<Text>);
    reader.skip_string()?;
    reader.colon()?;
    value.read(&mut reader)?;
    Ok(value)
}

/// A number that stands for a text.
pub(crate) fn digest(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

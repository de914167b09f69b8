//! What must be known of a page to ask for the next one. It is noted while the page is read as its type says, so that all items count that
//! the platform sent, whatever could be read of them.

use super::{
    facts::{Facts, Page, digest},
    place::Place as _,
    problem::Stop,
    reader::{DEEPEST, Misfits, Reader},
    string::special,
};
use crate::types::text::Text;

impl Reader<'_> {
    /// Notes the facts of a page, the items of which are in the whole value or in a member of it.
    pub(crate) fn note_page(&mut self, list: Option<&'static str>, key: &'static str) {
        self.items = DEEPEST - 1 - u8::from(list.is_some());
        let (in_list, items) = (list.is_none(), Vec::new());
        self.page = Some(Box::new(Page { list, key, in_list, key_at: None, items, last: None }));
    }

    /// What was noted; nothing if that was not asked for.
    pub(crate) fn facts(&mut self) -> Facts {
        let Some(page) = self.page.take() else { return Facts::default() };
        let last_key = page.last.and_then(|at| value_of(self.text, at)).map(String::from);
        Facts { items: page.items, last_key }
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
        let own = page.key_at.and_then(|at| value_of(self.text, at));
        page.items.push(digest(own.as_deref().unwrap_or(item)));
        page.last = own.and(page.key_at).or(page.last);
    }

    /// Counts the items of a list with gaps that is read as free JSON, which keeps it as an object: if one comes next where the list is due.
    pub(crate) fn note_gaps(&mut self) -> Result<(), Stop> {
        if self.room != self.items.saturating_add(1) {
            return Ok(());
        }
        let mark = self.mark();
        self.skip_noting()?;
        self.back_to(mark);
        Ok(())
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
        let (mut first, close) = (true, self.begin()?);
        while self.next_value(close, &mut first)? {
            let item = if self.room == self.items { self.begin_item() } else { None };
            self.skip()?;
            if let Some(start) = item {
                self.end_item(start);
            }
        }
        Ok(())
    }
}

/// Whether the text begins with that name.
fn is_called(text: &str, name: &str) -> bool {
    let is_plain = text.get(1..).and_then(|text| text.strip_prefix(name)).is_some_and(|rest| rest.starts_with('"'));
    let has_escapes = || text.as_bytes().get(special(text.as_bytes(), 1)) == Some(&b'\\');
    is_plain || (has_escapes() && Reader::new(text, Misfits::Members).string() == Ok(name))
}

/// The key in the member that begins there; nothing can be asked for after an empty one.
fn value_of(text: &str, at: usize) -> Option<Text> {
    let (mut reader, mut value) = (Reader::new(text.get(at..)?, Misfits::Members), None::<Text>);
    reader.skip_string().and_then(|()| reader.colon()).and_then(|()| value.read(&mut reader)).ok()?;
    value.filter(|value| !value.is_empty())
}

#[cfg(test)]
mod tests {
    use super::is_called;

    #[test]
    fn a_name_is_known_by_its_letters_however_they_are_written() {
        for (text, is_it) in [
            (r#""id":1"#, true),
            (r#""\u0069d":1"#, true),
            (r#""i\u0064":1"#, true),
            (r#""\u0069e":1"#, false),
            (r#""id\u0064":1"#, false),
            (r#""idx":1"#, false),
            (r#""i":"d""#, false),
        ] {
            assert_eq!(is_called(text, "id"), is_it, "{text}");
        }
    }
}

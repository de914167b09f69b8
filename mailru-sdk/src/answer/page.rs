//! What must be known of a page to ask for the next one, whatever its items are: how many there are, and the key of the last.

use std::hash::{DefaultHasher, Hash, Hasher};

use crate::{
    spec::PageRule,
    types::{
        Text,
        read::{Misfits, Next, Place as _, Reader, Stop},
    },
};

/// The facts of one page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Facts {
    pub(crate) items: u64,
    /// The key of the last item that has one, under a rule with a cursor.
    pub(crate) last_key: Option<Text>,
    /// Tells one page from another.
    pub(crate) fingerprint: u64,
}

impl Facts {
    /// Reads them from an answer. One that is no list, or holds none, has no items.
    pub(crate) fn of(text: &str, rule: &PageRule) -> Self {
        let (list, key) = match rule {
            PageRule::Offset { items, .. } => (*items, None),
            PageRule::Cursor { key, .. } => (None, Some(*key)),
            PageRule::Batch { .. } => (None, None),
        };
        let (mut facts, mut reader) = (Self::default(), Reader::new(text, Misfits::Members));
        // What does not fit is told by the typed decoding of the same text.
        let _ = facts.read(&mut reader, list, key);
        let mut hasher = DefaultHasher::new();
        text.hash(&mut hasher);
        facts.fingerprint = hasher.finish();
        facts
    }

    /// Looks for the list, and counts what is in it.
    fn read(&mut self, reader: &mut Reader<'_>, list: Option<&str>, key: Option<&str>) -> Result<(), Stop> {
        let Some(list) = list else { return self.count(reader, key) };
        if reader.begins_object()? {
            let mut first = true;
            while let Some(next) = reader.next_of(&[list], &mut first)? {
                if next == Next::Other {
                    reader.skip()?;
                } else {
                    self.items = 0;
                    self.count(reader, key)?;
                }
            }
        }
        Ok(())
    }

    /// Counts the items of a list as the platform sent them, whatever can be read of them, and keeps the last one's key.
    fn count(&mut self, reader: &mut Reader<'_>, key: Option<&str>) -> Result<(), Stop> {
        let mut first = true;
        let is_list = reader.value()? == b'[';
        if !is_list && !reader.is_numbered()? {
            return reader.skip();
        }
        reader.enter()?;
        while if is_list { reader.next_element(&mut first)? } else { reader.next_of(&[], &mut first)?.is_some() } {
            self.items += 1;
            match key {
                Some(key) if reader.begins_object()? => {
                    let (mut found, mut first) = (None::<Text>, true);
                    while let Some(next) = reader.next_of(&[key], &mut first)? {
                        if next == Next::Other { reader.skip()? } else { found.read(reader)? }
                    }
                    self.last_key = found.or(self.last_key.take());
                }
                _ => reader.skip()?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CURSOR: PageRule = PageRule::Cursor { cursor: "skip", key: "id", limit: None };

    fn facts(text: &str, rule: &PageRule) -> (u64, Option<String>) {
        let facts = Facts::of(text, rule);
        (facts.items, facts.last_key.map(Into::into))
    }

    #[test]
    fn items_are_counted_where_the_rule_says_they_are() {
        let plain = PageRule::Offset { offset: "offset", limit: None, items: None };
        let inside = PageRule::Offset { offset: "offset", limit: None, items: Some("result") };
        assert_eq!(facts(r#"["1",{"a":[1,2]},null]"#, &plain), (3, None));
        assert_eq!(facts("[]", &plain), (0, None));
        assert_eq!(facts(r#"{"total":9,"result":[1,2],"more":[3]}"#, &inside), (2, None));
        assert_eq!(facts(r#"{"total":0}"#, &inside), (0, None));
        assert_eq!(facts(r#"{"error":1}"#, &plain), (0, None));
        assert_eq!(facts(r#"{"0":1,"2":[]}"#, &plain), (2, None));
        assert_eq!(facts(r#"{"result":[1],"result":{"0":1,"1":2}}"#, &inside), (2, None));
    }

    #[test]
    fn the_cursor_is_the_key_of_the_last_item_that_has_one() {
        assert_eq!(facts(r#"[{"id":"a"},{"x":{"id":"no"},"id":"b"}]"#, &CURSOR), (2, Some("b".into())));
        assert_eq!(facts(r#"[{"id":"a"},{"id":null},{}]"#, &CURSOR), (3, Some("a".into())));
        assert_eq!(facts(r#"[{"id":7}]"#, &CURSOR), (1, Some("7".into())));
        assert_eq!(facts("[{}]", &CURSOR), (1, None));
    }
}

//! What must be known of a page to ask for the next one, whatever its items are: what tells each of them from others, and the key
//! of the last. What follows from that is judged by `request`.

use std::hash::{DefaultHasher, Hash, Hasher};

use crate::{
    spec::PageRule,
    types::{
        Text,
        read::{Misfits, Next, Place as _, Reader, Stop},
    },
};

/// The key of items for which the spec names none, where they have it.
const KEY: &str = "id";

/// The facts of one page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Facts {
    /// What tells each item from others, in their order: its key where it has one, and otherwise all that it holds.
    pub(crate) items: Vec<u64>,
    /// The key of the last item that has one.
    pub(crate) last_key: Option<Text>,
}

impl Facts {
    /// Reads them from an answer. One that is no list, or holds none, has no items.
    pub(crate) fn of(text: &str, rule: &PageRule) -> Self {
        let (list, key) = match rule {
            PageRule::Offset { items, key, .. } => (*items, key.unwrap_or(KEY)),
            PageRule::Cursor { key, .. } => (None, *key),
            PageRule::Batch { .. } => return Self::default(),
        };
        let (mut facts, mut reader) = (Self::default(), Reader::new(text, Misfits::Members));
        // What does not fit is told by the typed decoding of the same text.
        let _ = facts.read(&mut reader, list, key);
        facts
    }

    /// Looks for the list, and takes in what is in it.
    fn read(&mut self, reader: &mut Reader<'_>, list: Option<&str>, key: &str) -> Result<(), Stop> {
        let Some(list) = list else { return self.list(reader, key) };
        if reader.begins_object()? {
            let mut first = true;
            while let Some(next) = reader.next_of(&[list], &mut first)? {
                if next == Next::Other {
                    reader.skip()?;
                } else {
                    *self = Self::default();
                    self.list(reader, key)?;
                }
            }
        }
        Ok(())
    }

    /// Takes in the items of a list as the platform sent them, whatever can be read of them.
    fn list(&mut self, reader: &mut Reader<'_>, key: &str) -> Result<(), Stop> {
        let mut first = true;
        let is_list = reader.value()? == b'[';
        if !is_list && !reader.is_numbered()? {
            return reader.skip();
        }
        reader.enter()?;
        while if is_list { reader.next_element(&mut first)? } else { reader.next_of(&[], &mut first)?.is_some() } {
            let text = reader.skipped()?;
            // Nothing can be asked for after an empty key.
            let own = key_of(text, key).unwrap_or_default().filter(|own| !own.is_empty());
            self.items.push(digest(own.as_deref().unwrap_or(text)));
            self.last_key = own.or(self.last_key.take());
        }
        Ok(())
    }
}

/// The key of an item, if it is an object that has one.
fn key_of(item: &str, key: &str) -> Result<Option<Text>, Stop> {
    let (mut reader, mut found, mut first) = (Reader::new(item, Misfits::Members), None::<Text>, true);
    if reader.begins_object()? {
        while let Some(next) = reader.next_of(&[key], &mut first)? {
            if next == Next::Other { reader.skip()? } else { found.read(&mut reader)? }
        }
    }
    Ok(found)
}

/// A number that stands for a text.
pub(crate) fn digest(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    const CURSOR: PageRule = PageRule::Cursor { cursor: "skip", key: "id", limit: None, never_short: None };

    fn offset(items: Option<&'static str>, key: Option<&'static str>) -> PageRule {
        PageRule::Offset { offset: "offset", limit: None, items, key, never_short: None }
    }

    fn facts(text: &str, rule: &PageRule) -> (usize, Option<String>) {
        let facts = Facts::of(text, rule);
        (facts.items.len(), facts.last_key.map(Into::into))
    }

    #[test]
    fn items_are_counted_where_the_rule_says_they_are() {
        let (plain, inside) = (offset(None, None), offset(Some("result"), None));
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
        assert_eq!(facts(r#"[{"id":"a"},{"id":""}]"#, &CURSOR), (2, Some("a".into())));
    }

    #[test]
    fn an_item_is_told_by_its_key_and_without_one_by_all_that_it_holds() {
        let same = |one: &str, other: &str, rule| Facts::of(one, rule).items == Facts::of(other, rule).items;
        let (plain, keyed) = (&offset(None, None), &offset(None, Some("uid")));
        assert!(same(r#"[{"id":1,"n":1}]"#, r#"[{"n":2,"id":"1"}]"#, plain));
        assert!(same(r#"[{"uid":1,"id":1}]"#, r#"[{"uid":1,"id":2}]"#, keyed));
        assert!(same(r#"[7,{"n":1}]"#, r#"[7,{"n":1}]"#, keyed));
        assert!(!same(r#"[{"id":1}]"#, r#"[{"id":2}]"#, plain));
        assert!(!same(r#"[{"uid":1}]"#, r#"[{"uid":2}]"#, keyed));
        assert!(!same(r#"[{"n":1}]"#, r#"[{"n":2}]"#, keyed));
        assert!(!same("[1,2]", "[2,1]", plain));
    }
}

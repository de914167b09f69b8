//! What must be known of a page to ask for the next one, whatever its items are: how many there are, and the key of the last.

use std::{
    fmt,
    hash::{DefaultHasher, Hash, Hasher},
};

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::{
    spec::PageRule,
    types::{Lenient, Text},
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
        let mut facts = Self::default();
        let mut json = serde_json::Deserializer::from_str(text);
        // What does not fit is told by the typed decoding of the same text.
        let _ = match list {
            Some(list) => (Member { name: list, seed: Items { key, facts: &mut facts } }).deserialize(&mut json),
            None => (Items { key, facts: &mut facts }).deserialize(&mut json),
        };
        let mut hasher = DefaultHasher::new();
        text.hash(&mut hasher);
        facts.fingerprint = hasher.finish();
        facts
    }
}

/// Counts the items of a list and keeps the last one's key.
struct Items<'f> {
    key: Option<&'static str>,
    facts: &'f mut Facts,
}

impl<'de> DeserializeSeed<'de> for Items<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Items<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let Self { key, facts } = self;
        let Some(name) = key else {
            while list.next_element::<IgnoredAny>()?.is_some() {
                facts.items += 1;
            }
            return Ok(());
        };
        loop {
            let mut found = None;
            if list.next_element_seed(Member { name, seed: Key(&mut found) })?.is_none() {
                return Ok(());
            }
            facts.items += 1;
            facts.last_key = found.or(facts.last_key.take());
        }
    }
}

/// Reads one member of an object and passes over the others.
struct Member<S> {
    name: &'static str,
    seed: S,
}

impl<'de, S: DeserializeSeed<'de, Value = ()>> DeserializeSeed<'de> for Member<S> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de, S: DeserializeSeed<'de, Value = ()>> Visitor<'de> for Member<S> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut seed = Some(self.seed);
        while let Some(name) = map.next_key::<std::borrow::Cow<'de, str>>()? {
            match seed.take_if(|_| name == self.name) {
                Some(seed) => map.next_value_seed(seed)?,
                None => map.next_value::<IgnoredAny>().map(drop)?,
            }
        }
        Ok(())
    }
}

/// Reads the key of an item.
struct Key<'f>(&'f mut Option<Text>);

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        *self.0 = Text::lenient_option(deserializer)?;
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
    }

    #[test]
    fn the_cursor_is_the_key_of_the_last_item_that_has_one() {
        assert_eq!(facts(r#"[{"id":"a"},{"x":{"id":"no"},"id":"b"}]"#, &CURSOR), (2, Some("b".into())));
        assert_eq!(facts(r#"[{"id":"a"},{"id":null},{}]"#, &CURSOR), (3, Some("a".into())));
        assert_eq!(facts(r#"[{"id":7}]"#, &CURSOR), (1, Some("7".into())));
        assert_eq!(facts("[{}]", &CURSOR), (1, None));
    }
}

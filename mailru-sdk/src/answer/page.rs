//! What must be known of a page to ask for the next one: the rule says where it is, and the reader notes it while it reads the page.
//! What follows from it is judged by `request`.

use crate::{
    spec::PageRule,
    types::read::{Facts, Misfits, Reader},
};

/// The key of items for which the spec names none, where they have it.
const KEY: &str = "id";

/// Has the facts of a page noted that is about to be read.
pub(super) fn note(rule: Option<&PageRule>, reader: &mut Reader<'_>) {
    match rule {
        Some(PageRule::Offset { items, key, .. }) => reader.note_page(*items, key.unwrap_or(KEY)),
        Some(PageRule::Cursor { key, .. }) => reader.note_page(None, key),
        Some(PageRule::Batch { .. }) | None => {}
    }
}

/// The facts of a page that a type of another crate was made of by its own serde, which notes nothing.
pub(super) fn facts(rule: Option<&PageRule>, text: &str) -> Facts {
    let mut reader = Reader::new(text, Misfits::Members);
    note(rule, &mut reader);
    // It was JSON for serde.
    let _ = reader.skip();
    reader.facts()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::types::{Flag, Json, Lenient};

    const CURSOR: PageRule = PageRule::Cursor { cursor: "skip", key: "id", limit: None, never_short: None };

    fn offset(items: Option<&'static str>, key: Option<&'static str>) -> PageRule {
        PageRule::Offset { offset: "offset", limit: None, items, key, never_short: None }
    }

    /// What is noted while the text is read as that type, as far as it can be.
    fn noted<T: Lenient>(text: &str, rule: &PageRule) -> Facts {
        let mut reader = Reader::new(text, Misfits::Elements);
        note(Some(rule), &mut reader);
        let _ = T::read(&mut reader);
        reader.facts()
    }

    /// The facts, which are the same whatever the page is read as.
    fn all(text: &str, rule: &PageRule) -> Facts {
        let facts = facts(Some(rule), text);
        assert_eq!(noted::<Json>(text, rule), facts, "{text}");
        if matches!(rule, PageRule::Offset { items: Some(_), .. }) {
            assert_eq!(noted::<BTreeMap<String, Json>>(text, rule), facts, "{text}");
            assert_eq!(noted::<BTreeMap<String, Vec<Json>>>(text, rule), facts, "{text}");
            assert_eq!(noted::<BTreeMap<String, Flag>>(text, rule), facts, "{text}");
        } else {
            assert_eq!(noted::<Vec<Json>>(text, rule), facts, "{text}");
            assert_eq!(noted::<Vec<BTreeMap<String, Flag>>>(text, rule), facts, "{text}");
            assert_eq!(noted::<Vec<Flag>>(text, rule), facts, "{text}");
        }
        facts
    }

    fn count(text: &str, rule: &PageRule) -> (usize, Option<String>) {
        let facts = all(text, rule);
        (facts.items.len(), facts.last_key)
    }

    #[test]
    fn items_are_counted_where_the_rule_says_they_are() {
        let (plain, inside) = (offset(None, None), offset(Some("result"), None));
        assert_eq!(count(r#"["1",{"a":[1,2]},null]"#, &plain), (3, None));
        assert_eq!(count("[]", &plain), (0, None));
        assert_eq!(count(r#"{"total":9,"result":[1,2],"more":[3]}"#, &inside), (2, None));
        assert_eq!(count(r#"{"total":0}"#, &inside), (0, None));
        assert_eq!(count(r#"{"error":1}"#, &plain), (0, None));
        assert_eq!(count(r#"{"0":1,"2":[]}"#, &plain), (2, None));
        assert_eq!(count(r#"{"result":[1],"result":{"0":1,"1":2}}"#, &inside), (2, None));
        assert_eq!(count(r#"{"result":[1],"result":null,"more":{"result":[2]}}"#, &inside), (0, None));
        assert_eq!(count(r#"{"result":{"0":1,"x":2}}"#, &inside), (0, None));
        assert_eq!(
            count(r#"{"other":[{"id":1}],"r\u0065sult":[{"id":2}, {"id":[]}]}"#, &inside),
            (2, Some("2".into()))
        );
    }

    #[test]
    fn the_cursor_is_the_key_of_the_last_item_that_has_one() {
        assert_eq!(count(r#"[{"id":"a"},{"x":{"id":"no"},"id":"b"}]"#, &CURSOR), (2, Some("b".into())));
        assert_eq!(count(r#"[{"id":"a"},{"id":null},{}]"#, &CURSOR), (3, Some("a".into())));
        assert_eq!(count(r#"[{"id":7}]"#, &CURSOR), (1, Some("7".into())));
        assert_eq!(count("[{}]", &CURSOR), (1, None));
        assert_eq!(count(r#"[{"id":"a"},{"id":""}]"#, &CURSOR), (2, Some("a".into())));
        assert_eq!(
            count(r#"[ {"i\u0064" : "a", "n":[{"id":1}]} , {"idx":2,"n":{"id":3}} ]"#, &CURSOR),
            (2, Some("a".into()))
        );
        assert_eq!(count(r#"[{"id":"a","id":"b"},{"n":{},"id":[]}]"#, &CURSOR), (2, Some("b".into())));
    }

    #[test]
    fn an_item_is_told_by_its_key_and_without_one_by_all_that_it_holds() {
        let same = |one: &str, other: &str, rule| all(one, rule).items == all(other, rule).items;
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

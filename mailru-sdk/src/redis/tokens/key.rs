//! The names of a record and of what is beside it. In a cluster, all of them are on one server.

#[derive(Debug)]
pub(super) struct Keys {
    pub(super) record: String,
    pub(super) lock: String,
    pub(super) probe: String,
}

impl Keys {
    pub(super) fn new(record: String) -> Self {
        // A cluster places a key by what is in its first braces, if there is anything.
        let inside = record.split_once('{').and_then(|(_, rest)| rest.split_once('}'));
        let tagged =
            if inside.is_some_and(|(tag, _)| !tag.is_empty()) { record.clone() } else { format!("{{{record}}}") };
        Self { lock: format!("{tagged}:lock"), probe: format!("{tagged}:probe"), record }
    }
}

#[cfg(test)]
mod tests {
    use super::Keys;

    #[test]
    fn a_lock_is_placed_where_its_record_is() {
        for (record, lock) in
            [("tokens:7", "{tokens:7}:lock"), ("a{b}c", "a{b}c:lock"), ("{}a", "{{}a}:lock"), ("a{b", "{a{b}:lock")]
        {
            assert_eq!(Keys::new(record.into()).lock, lock);
        }
    }
}

//! Putting things in order. What the things are is no concern of this module. It is the ground and uses
//! nothing.

/// The items in the order of their keys; those of one key stay in theirs.
///
/// What is sorted here is short. The standard library sorts lists of millions well, by code that was a tenth of what this crate is
/// compiled to: there is a copy for each type.
pub(crate) fn sorted<T, K: Ord>(items: impl IntoIterator<Item = T>, key: impl Fn(&T) -> K) -> Vec<T> {
    let mut sorted = Vec::new();
    for item in items {
        let place = sorted.partition_point(|other| key(other) <= key(&item));
        sorted.insert(place, item);
    }
    sorted
}

#[cfg(test)]
mod tests {
    use super::sorted;

    #[test]
    fn items_of_one_key_stay_in_their_order() {
        let items = [(2, 'a'), (1, 'b'), (2, 'c'), (0, 'd'), (1, 'e')];
        assert_eq!(sorted(items, |(key, _)| *key), [(0, 'd'), (1, 'b'), (1, 'e'), (2, 'a'), (2, 'c')]);
    }
}

//! A list that cannot grow for ever: the oldest entries give way. What they are is not known here.

use std::collections::VecDeque;

/// The newest entries, so many of them and of so many bytes.
#[derive(Debug)]
pub(crate) struct Bounded<T> {
    /// With the size of each.
    entries: VecDeque<(T, usize)>,
    most: usize,
    largest: usize,
    bytes: usize,
    /// How many gave way.
    forgotten: u64,
}

impl<T> Bounded<T> {
    /// `most` entries, at least one, of `largest` bytes together.
    pub(crate) fn new(most: usize, largest: usize) -> Self {
        Self { entries: VecDeque::new(), most: most.max(1), largest, bytes: 0, forgotten: 0 }
    }

    pub(crate) fn push(&mut self, entry: T, bytes: usize) {
        self.bytes += bytes;
        self.entries.push_back((entry, bytes));
        // The newest one stays, however large it is.
        while self.entries.len() > self.most || (self.bytes > self.largest && self.entries.len() > 1) {
            let Some((_, bytes)) = self.entries.pop_front() else { break };
            self.bytes -= bytes;
            self.forgotten += 1;
        }
    }

    /// Oldest first.
    pub(crate) fn iter(&self) -> impl DoubleEndedIterator<Item = &T> {
        self.entries.iter().map(|(entry, _)| entry)
    }

    /// The one before so many newer ones.
    pub(super) fn back_mut(&mut self, newer: usize) -> Option<&mut T> {
        self.entries.iter_mut().nth_back(newer).map(|(entry, _)| entry)
    }

    /// By its number, of which the first entry of all had 1.
    pub(super) fn numbered(&self, number: u64) -> Option<&T> {
        let index = number.checked_sub(self.forgotten + 1)?;
        self.entries.get(usize::try_from(index).ok()?).map(|(entry, _)| entry)
    }

    /// How many there were in all.
    pub(super) fn count(&self) -> u64 {
        self.forgotten + self.entries.len() as u64
    }

    pub(super) fn forgotten(&self) -> u64 {
        self.forgotten
    }
}

#[cfg(test)]
mod tests {
    use super::Bounded;

    fn kept(list: &Bounded<u64>) -> Vec<u64> {
        list.iter().copied().collect()
    }

    #[test]
    fn the_oldest_entries_give_way_and_are_counted() {
        let mut list = Bounded::new(3, 1000);
        (1..=5).for_each(|number| list.push(number, 1));
        assert_eq!((kept(&list), list.count(), list.forgotten()), (vec![3, 4, 5], 5, 2));
        let found = [0, 2, 3, 5, 6, u64::MAX].map(|number| list.numbered(number).copied());
        assert_eq!(found, [None, None, Some(3), Some(5), None, None]);
        assert_eq!([0, 2, 3].map(|newer| list.back_mut(newer).copied()), [Some(5), Some(3), None]);
    }

    #[test]
    fn large_entries_give_way_sooner_but_the_newest_stays() {
        let mut list = Bounded::new(100, 10);
        (1..=5).for_each(|number| list.push(number, 4));
        assert_eq!(kept(&list), [4, 5]);
        list.push(6, 11);
        assert_eq!(kept(&list), [6]);
        list.push(7, 0);
        list.push(8, 0);
        assert_eq!(kept(&list), [7, 8]);
    }

    #[test]
    fn a_list_for_nothing_keeps_the_newest() {
        let mut list = Bounded::new(0, 0);
        (1..=2).for_each(|number| list.push(number, 1));
        assert_eq!(kept(&list), [2]);
    }
}

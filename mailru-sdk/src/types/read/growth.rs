//! How lists grow. Doubling takes up to three times what a list of many elements needs, at the moment in which it is copied; so where a
//! list makes up most of the answer, what came of it tells how much there will be.

use super::reader::Reader;

/// How many elements of few bytes a list begins with, and how few bytes those are.
const FIRST: usize = 4;
const SMALL: usize = 64;

/// The first elements may not be like the others, so a list becomes this many times as long at once at the most.
const LEAP: usize = 32;

/// And this many times where that is not enough, so that a leap, which copies the list, leaves behind an eighth of it at the most.
const STEP: usize = 4;

impl Reader<'_> {
    /// Makes room for one more element in a list that is full and that began at that place of the text, or did so with its first element.
    #[cold]
    pub(super) fn make_room<T>(&self, list: &mut Vec<T>, start: usize) {
        let length = list.len();
        let most = if self.is_near_the_whole() { self.estimate(length, start) } else { length };
        let first = if size_of::<T>() <= SMALL { FIRST } else { 1 };
        // The element that is about to come was paid for already.
        let affordable = self.affordable::<T>().saturating_add(1);
        list.reserve_exact(most.max(first).min(affordable).max(1));
    }

    /// How many further elements there will be if they take as much text as those that came, and a few more.
    fn estimate(&self, length: usize, start: usize) -> usize {
        let (read, left) = (self.at.saturating_sub(start).max(1), self.text.len().saturating_sub(self.at));
        let more = length.saturating_mul(left) / read;
        let times = if more / LEAP < length { LEAP } else { STEP - 1 };
        (more + more / 32 + 1).min(length.saturating_mul(times))
    }
}

/// Gives back what an estimate took too much.
pub(super) fn fitted<T>(mut list: Vec<T>) -> Vec<T> {
    if list.capacity() / 2 > list.len().max(FIRST) {
        list.shrink_to_fit();
    }
    list
}

#[cfg(test)]
mod tests {
    use crate::types::{
        Uid,
        read::{Lenient, Misfits, Reader},
    };

    fn list(json: &str, memory: usize) -> Vec<Uid> {
        Lenient::read(&mut Reader::new(json, Misfits::Members).within(memory)).unwrap()
    }

    fn ids(count: usize) -> String {
        format!("[{}]", vec!["1000"; count].join(","))
    }

    #[test]
    fn a_list_takes_hardly_more_than_its_elements() {
        for count in [100, 1000, 30_000] {
            let list = list(&ids(count), usize::MAX);
            assert_eq!(list.len(), count);
            assert!(list.capacity() <= count + count / 16, "{} for {count}", list.capacity());
        }
    }

    #[test]
    fn a_wrong_estimate_is_given_back() {
        let json = format!("[{},\"{}1\"]", vec!["1"; 40].join(","), " ".repeat(10_000));
        assert!(list(&json, usize::MAX).capacity() <= 82);
    }

    #[test]
    fn a_list_takes_no_more_than_it_may() {
        let list = list(&ids(1000), 1000 * size_of::<Uid>());
        assert_eq!(list.len(), 1000);
        assert!(list.capacity() <= 1000, "{}", list.capacity());
    }
}

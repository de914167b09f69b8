//! What the reader notes of values that do not fit: the one that stopped it, and those that were told.

use super::{
    problem::{Failure, Problem, Stop},
    reader::{Mark, Misfits, Reader},
    table::{Member, Table},
};

/// How many misfits are told of one answer; more are counted only.
const MOST_TOLD: usize = 100;

fn origin(table: &'static Table, index: usize) -> Option<(&'static Table, &'static Member)> {
    table.members().get(index).map(|member| (table, member))
}

/// The items in the order of their places in the text; those of one place stay in theirs.
///
/// They come nearly so. The standard library's sort is for what does not, and is compiled once more for each type.
pub(super) fn in_order<T>(items: impl IntoIterator<Item = T>, place: impl Fn(&T) -> usize) -> Vec<T> {
    let mut ordered = Vec::new();
    for item in items {
        let before = ordered.partition_point(|other| place(other) <= place(&item));
        ordered.insert(before, item);
    }
    ordered
}

impl Reader<'_> {
    #[cold]
    pub(super) fn fail(&mut self, at: usize, problem: Problem) -> Stop {
        self.failure = Some(Failure::new(at, problem));
        if problem.is_final() { Stop::Syntax } else { Stop::Misfit }
    }

    /// The value that begins at that place is not what the words say.
    #[cold]
    pub(crate) fn misfit(&mut self, at: usize, expected: &'static str) -> Stop {
        self.fail(at, Problem::Expected(expected))
    }

    #[cold]
    pub(super) fn syntax(&mut self, problem: &'static str) -> Stop {
        self.fail(self.at, Problem::Syntax(problem))
    }

    #[cold]
    pub(super) fn ends(&mut self, inside: &'static str) -> Stop {
        self.fail(self.text.len(), Problem::Ends(inside))
    }

    /// Notes which member of an object did not fit, unless that is known of one inside it.
    #[cold]
    pub(super) fn in_member(&mut self, stop: Stop, table: &'static Table, index: usize) -> Stop {
        if let Some(failure) = &mut self.failure {
            failure.member = failure.member.or_else(|| origin(table, index));
        }
        stop
    }

    /// Leaves out the value at the mark, and tells why; unless nothing may be left out, or nothing can be read any more.
    #[cold]
    pub(super) fn forgive(&mut self, stop: Stop, mark: Mark) -> Result<(), Stop> {
        if stop == Stop::Syntax || self.misfits == Misfits::Refused {
            return Err(stop);
        }
        if let Some(failure) = self.failure.take() {
            self.note(failure);
        }
        self.back_to(mark);
        self.skip()
    }

    /// Tells of something odd that was read nevertheless.
    #[cold]
    pub(crate) fn tell(&mut self, at: usize, problem: Problem) -> Result<(), Stop> {
        if self.misfits == Misfits::Refused {
            return Err(self.fail(at, problem));
        }
        self.note(Failure::new(at, problem));
        Ok(())
    }

    /// Tells of the places where bytes were that are no UTF-8.
    pub(crate) fn mended(&mut self, broken: &[usize]) -> Result<(), Stop> {
        broken.iter().try_for_each(|at| self.tell(*at, Problem::NotUtf8))
    }

    fn note(&mut self, failure: Failure) {
        self.count += 1;
        if self.told.len() < MOST_TOLD {
            self.told.push(failure);
        }
    }

    /// How many misfits were told so far, for [`came_from`](Self::came_from).
    #[inline]
    pub(super) fn told_so_far(&self) -> usize {
        self.told.len()
    }

    /// Takes back what was told since, for it will be read again.
    pub(super) fn forget(&mut self, since: usize) {
        self.count -= self.told.len().saturating_sub(since);
        self.told.truncate(since);
    }

    /// Notes which member those misfits belong to that were told since, and that no member inside it claims.
    #[cold]
    pub(super) fn came_from(&mut self, since: usize, table: &'static Table, index: usize) {
        for failure in self.told.iter_mut().skip(since) {
            failure.member = failure.member.or_else(|| origin(table, index));
        }
    }

    /// What stopped the reader.
    pub(crate) fn failure(&mut self) -> Failure {
        self.failure.take().unwrap_or_else(|| Failure::new(self.at, Problem::Syntax("unreadable")))
    }

    /// How many misfits there were so far.
    pub(crate) fn count(&self) -> usize {
        self.count
    }

    /// What was told, and how many misfits there were in all.
    pub(crate) fn told(self) -> (Vec<Failure>, usize) {
        (self.told, self.count)
    }
}

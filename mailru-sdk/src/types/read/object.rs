//! Objects that a spec describes. One loop reads them all; generated code hands it the table and the places.

use super::{
    lenient::Lenient,
    place::Place,
    problem::{Problem, Stop},
    reader::{Nothing, Reader},
    table::Table,
};

const EXPECTED: &str = "an object";

/// Reads a described object from a place where it may be missing. `null` and PHP's forms of nothing mean that it is, and so does `{}` if
/// there are members that have to be there.
///
/// # Errors
/// When there is something else that does not fit.
pub fn object_option<T: Lenient>(reader: &mut Reader<'_>, table: &'static Table) -> Result<Option<T>, Stop> {
    if reader.is_no_object(table)? { Ok(None) } else { T::read(reader).map(Some) }
}

impl Reader<'_> {
    /// The next value is not what was expected; whether it is JSON at all is seen first.
    pub(super) fn unfit(&mut self, expected: &'static str) -> Stop {
        match self.value() {
            Ok(b'"' | b'-' | b'0'..=b'9' | b'n' | b't' | b'f') => {
                let at = self.at;
                match self.scalar(expected).map(drop) {
                    Ok(()) => self.misfit(at, expected),
                    Err(stop) => stop,
                }
            }
            Ok(b'[' | b'{') => self.misfit(self.at, expected),
            Ok(_) => self.syntax("expected value"),
            Err(stop) => stop,
        }
    }

    fn is_no_object(&mut self, table: &Table) -> Result<bool, Stop> {
        if self.value()? != b'{' {
            return self.nothing(b'[').map(|nothing| nothing.is_some());
        }
        if table.always().is_empty() {
            return Ok(false);
        }
        let mark = self.mark();
        self.at += 1;
        let is_empty = self.peek() == Some(b'}');
        if is_empty {
            self.at += 1;
        } else {
            self.back_to(mark);
        }
        Ok(is_empty)
    }

    /// Reads the members of an object into their places. `seen` is false for all of them.
    ///
    /// # Errors
    /// When the next value is no object, or a member does not fit or is missing that has to be there.
    pub fn object(
        &mut self,
        table: &'static Table,
        seen: &mut [bool],
        places: &mut [&mut dyn Place],
    ) -> Result<(), Stop> {
        if self.value()? != b'{' {
            return self.no_object(table);
        }
        let start = self.at;
        self.enter()?;
        let (mut first, mut last) = (true, None);
        while self.next_member(&mut first)? {
            let at = self.at;
            let known = self.member(table, last)?;
            let known = known.and_then(|index| Some((index, places.get_mut(index)?, seen.get_mut(index)?)));
            let Some((index, place, seen)) = known else {
                self.skip_undeclared(table)?;
                continue;
            };
            last = Some(index);
            let before = self.told_so_far();
            if std::mem::replace(seen, true) {
                self.tell(at, Problem::Repeated)?;
            }
            if let Err(stop) = place.read(self) {
                return Err(self.in_member(stop, table, index));
            }
            if self.told_so_far() != before {
                self.came_from(before, table, index);
            }
        }
        for index in table.always() {
            if seen.get(*index) != Some(&true) {
                let name = table.members().get(*index).map_or("", |member| member.name());
                let stop = self.fail(start, Problem::Missing(name));
                return Err(self.in_member(stop, table, *index));
            }
        }
        Ok(())
    }

    /// Passes over the value of a member that is not declared.
    #[inline(never)]
    fn skip_undeclared(&mut self, table: &'static Table) -> Result<(), Stop> {
        if self.notes.is_some() {
            self.value()?;
            self.undeclared(table.declared());
        }
        self.skip()
    }

    /// Nothing stands for a whole answer of which no member has to be there.
    #[cold]
    fn no_object(&mut self, table: &Table) -> Result<(), Stop> {
        let at = self.at;
        if self.is_whole() && table.always().is_empty() {
            match self.nothing(b'[')? {
                Some(Nothing::Form) => return Ok(()),
                Some(Nothing::Null) => return Err(self.misfit(at, EXPECTED)),
                None => {}
            }
        }
        Err(self.unfit(EXPECTED))
    }

    /// Reads a name and its colon, and finds the member: first the one that came next in the last object.
    #[inline]
    fn member(&mut self, table: &'static Table, last: Option<usize>) -> Result<Option<usize>, Stop> {
        let guess = table.expected(last);
        if let Some(member) = table.members().get(guess)
            && let Some(length) = self.text.as_bytes().get(self.at..).and_then(|rest| member.begins(rest))
        {
            self.at += length;
            return Ok(Some(guess));
        }
        self.search(table, last)
    }

    #[inline(never)]
    fn search(&mut self, table: &'static Table, last: Option<usize>) -> Result<Option<usize>, Stop> {
        let found = table.find(self.string()?);
        self.colon()?;
        if let Some(place) = found {
            table.learn(last, place);
        }
        Ok(found)
    }
}

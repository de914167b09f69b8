//! Objects of which a few members are wanted and the rest is passed over.

use super::{
    lenient::Lenient,
    problem::{Problem, Stop},
    reader::Reader,
};

/// The member whose value is next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Next {
    /// The one at that place among the names.
    Wanted(usize),
    /// One that nobody asked for.
    Other,
}

impl Reader<'_> {
    /// Goes into an object, if the next value is one.
    pub(crate) fn begins_object(&mut self) -> Result<bool, Stop> {
        if self.value()? != b'{' {
            return Ok(false);
        }
        self.enter().map(|()| true)
    }

    /// Goes on to the value of the next member; there is none after the last.
    pub(crate) fn next_of(&mut self, names: &[&str], first: &mut bool) -> Result<Option<Next>, Stop> {
        if !self.next_member(first)? {
            return Ok(None);
        }
        let name = self.string()?;
        let next = names.iter().position(|known| *known == name).map_or(Next::Other, Next::Wanted);
        self.colon()?;
        Ok(Some(next))
    }

    /// Reads one member of an object, which has to be there.
    pub(crate) fn only<T: Lenient>(&mut self, name: &'static str) -> Result<T, Stop> {
        let start = self.at;
        if !self.begins_object()? {
            return Err(self.unfit("an object"));
        }
        let (mut found, mut first) = (None, true);
        while let Some(next) = self.next_of(&[name], &mut first)? {
            match next {
                Next::Wanted(_) => found = Some(T::read(self)?),
                Next::Other => self.skip()?,
            }
        }
        found.ok_or_else(|| self.fail(start, Problem::Missing(name)))
    }
}

//! Objects of which a few members are wanted and the rest is passed over.

use super::{
    lenient::Lenient,
    problem::{Problem, Stop},
    reader::Reader,
};

impl Reader<'_> {
    /// Goes into an object, if the next value is one.
    pub(crate) fn begins_object(&mut self) -> Result<bool, Stop> {
        if self.value()? != b'{' {
            return Ok(false);
        }
        self.enter().map(|()| true)
    }

    /// Goes on to the value of the next member: its place among the names, or `None` for another one; nothing after the last.
    pub(crate) fn next_of(&mut self, names: &[&str], first: &mut bool) -> Result<Option<Option<usize>>, Stop> {
        if !self.next_member(first)? {
            return Ok(None);
        }
        let name = self.string()?;
        let place = names.iter().position(|known| *known == name);
        self.colon()?;
        Ok(Some(place))
    }

    /// Reads one member of an object, which has to be there.
    pub(crate) fn only<T: Lenient>(&mut self, name: &'static str) -> Result<T, Stop> {
        let start = self.at;
        if !self.begins_object()? {
            return Err(self.unfit("an object"));
        }
        let (mut found, mut first) = (None, true);
        while let Some(place) = self.next_of(&[name], &mut first)? {
            if place.is_some() {
                found = Some(T::read(self)?);
            } else {
                self.skip()?;
            }
        }
        found.ok_or_else(|| self.fail(start, Problem::Missing(name)))
    }
}

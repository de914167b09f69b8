//! Types of other crates, which a spec names by `rust:`. Their own serde reads and writes them, by way of JSON text.

use serde::{Serialize, de::DeserializeOwned};

use super::{
    place::{Place, optional},
    problem::{Failure, Problem, Stop},
    reader::Reader,
    view::{Free, View},
};

/// The byte that `serde_json` means by a line and a column, both counted from 1.
pub(crate) fn offset(text: &str, line: usize, column: usize) -> usize {
    let before: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    before + column.saturating_sub(1)
}

/// A message of `serde_json` without the position in its end.
pub(crate) fn without_place(message: &str) -> &str {
    message.rsplit_once(" at line ").map_or(message, |(words, _)| words)
}

/// The place of a value of another crate's type, which is read as its own serde says.
#[derive(Debug)]
pub struct Foreign<'p, T> {
    place: &'p mut Option<T>,
    always: bool,
}

impl<'p, T> Foreign<'p, T> {
    /// What has to be there; `None` until it was read.
    pub fn always(place: &'p mut Option<T>) -> Self {
        Self { place, always: true }
    }

    /// What may be missing.
    pub fn optional(place: &'p mut Option<T>) -> Self {
        Self { place, always: false }
    }
}

impl<T: DeserializeOwned> Place for Foreign<'_, T> {
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), Stop> {
        if self.always {
            *self.place = Some(foreign(reader)?);
            return Ok(());
        }
        optional(self.place, reader, foreign)
    }
}

fn foreign<T: DeserializeOwned>(reader: &mut Reader<'_>) -> Result<T, Stop> {
    let text = reader.skipped()?;
    serde_json::from_str(text).map_err(|error| reader.refused(text, &error))
}

impl Reader<'_> {
    /// A type of another crate refuses this part of the text.
    #[cold]
    pub(super) fn refused(&mut self, part: &str, error: &serde_json::Error) -> Stop {
        let inside = offset(part, error.line(), error.column());
        let mut failure = Failure::new(self.at - part.len() + inside, Problem::Refused);
        failure.words = Some(without_place(&error.to_string()).into());
        self.failure = Some(failure);
        Stop::Misfit
    }
}

/// The value of another crate's type as it is written: by way of JSON.
pub fn foreign_view<T: Serialize>(value: &T) -> View<'static> {
    View::Free(Free::Foreign(serde_json::to_value(value).map_err(|error| error.to_string())))
}

/// The same of what may be missing.
pub fn foreign_option_view<T: Serialize>(value: &Option<T>) -> View<'static> {
    value.as_ref().map_or(View::Absent, foreign_view)
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;

    use super::{Foreign, Place, Reader};
    use crate::types::read::Misfits;

    #[test]
    fn a_value_of_another_crate_is_read_by_its_own_serde() {
        let text = r#" "127.0.0.1" "#;
        let (mut always, mut optional) = (None::<IpAddr>, None::<IpAddr>);
        Foreign::always(&mut always).read(&mut Reader::new(text, Misfits::Members)).unwrap();
        Foreign::optional(&mut optional).read(&mut Reader::new(text, Misfits::Members)).unwrap();
        let address = Some("127.0.0.1".parse().unwrap());
        assert_eq!((always, optional), (address, address));
    }

    #[test]
    fn what_another_crate_refuses_is_told_by_its_place_inside() {
        let text = "  [1,\n2,true,3]";
        let mut reader = Reader::new(text, Misfits::Members);
        Foreign::always(&mut None::<Vec<u8>>).read(&mut reader).unwrap_err();
        let at = reader.failure().at;
        assert!(text[at - 3..].starts_with("true"), "{}", &text[at..]);
    }
}

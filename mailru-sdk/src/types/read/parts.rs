//! Lists and objects part by part: their brackets, commas, names and colons.

use super::{
    problem::{Problem, Stop},
    reader::Reader,
};

impl Reader<'_> {
    /// Passes over the bracket that begins a list or an object.
    #[inline]
    pub(crate) fn enter(&mut self) -> Result<(), Stop> {
        match self.room.checked_sub(1) {
            Some(room) => self.room = room,
            None => return Err(self.fail(self.at, Problem::TooDeep)),
        }
        self.at += 1;
        Ok(())
    }

    /// Passes over the bracket that begins the next list or object, and gives the one that ends it.
    pub(super) fn begin(&mut self) -> Result<u8, Stop> {
        // The closing brackets are two behind the opening ones.
        let close = self.value()? + 2;
        self.enter().map(|()| close)
    }

    /// Goes on to the next value before that bracket, if there is one; over its name, if it has one.
    #[inline]
    pub(super) fn next_value(&mut self, close: u8, first: &mut bool) -> Result<bool, Stop> {
        if close == b']' {
            return self.next_element(first);
        }
        let is_next = self.next_member(first)?;
        if is_next {
            self.skip_string()?;
            self.colon()?;
        }
        Ok(is_next)
    }

    /// Goes on to the next element of a list, if there is one.
    #[inline]
    pub(crate) fn next_element(&mut self, first: &mut bool) -> Result<bool, Stop> {
        let is_first = std::mem::replace(first, false);
        match self.peek() {
            Some(b']') => {
                self.at += 1;
                self.room += 1;
                Ok(false)
            }
            Some(_) if is_first => Ok(true),
            Some(b',') => {
                self.at += 1;
                if self.peek() == Some(b']') { Err(self.syntax("trailing comma")) } else { Ok(true) }
            }
            Some(_) => Err(self.syntax("expected `,` or `]`")),
            None => Err(self.ends("a list")),
        }
    }

    /// Goes on to the name of the next member of an object, if there is one.
    #[inline]
    pub(crate) fn next_member(&mut self, first: &mut bool) -> Result<bool, Stop> {
        let is_next = self.has_member(first)?;
        if is_next && self.room.abs_diff(self.items) == 1 {
            self.at_name();
        }
        Ok(is_next)
    }

    #[inline]
    fn has_member(&mut self, first: &mut bool) -> Result<bool, Stop> {
        let is_first = std::mem::replace(first, false);
        // As compact JSON goes on.
        if !is_first && self.text.as_bytes().get(self.at..).is_some_and(|rest| rest.starts_with(b",\"")) {
            self.at += 1;
            return Ok(true);
        }
        match self.peek() {
            Some(b'}') => {
                self.at += 1;
                self.room += 1;
                return Ok(false);
            }
            Some(b'"') if is_first => return Ok(true),
            Some(b',') if !is_first => self.at += 1,
            Some(_) if is_first => return Err(self.syntax("key must be a string")),
            Some(_) => return Err(self.syntax("expected `,` or `}`")),
            None => return Err(self.ends("an object")),
        }
        match self.peek() {
            Some(b'"') => Ok(true),
            Some(b'}') => Err(self.syntax("trailing comma")),
            Some(_) => Err(self.syntax("key must be a string")),
            None => Err(self.ends("a value")),
        }
    }

    #[inline]
    pub(crate) fn colon(&mut self) -> Result<(), Stop> {
        match self.peek() {
            Some(b':') => {
                self.at += 1;
                Ok(())
            }
            Some(_) => Err(self.syntax("expected `:`")),
            None => Err(self.ends("an object")),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde::de::IgnoredAny;

    use crate::types::read::{Misfits, Reader, Stop, problem::Problem};

    /// Reads an object name by name, as typed answers are read.
    fn walk(reader: &mut Reader<'_>) -> Result<(), Stop> {
        reader.value()?;
        reader.enter()?;
        let mut first = true;
        while reader.next_member(&mut first)? {
            reader.skip_string()?;
            reader.colon()?;
            reader.skip()?;
        }
        reader.end()
    }

    #[test]
    fn an_object_that_is_read_name_by_name_is_json() {
        for text in [
            "{}",
            r#"{"a":1}"#,
            r#"{"a":1,"b":2}"#,
            r#"{ "a" : 1 , "b" : 2 }"#,
            r#"{"a":1 "b":2}"#,
            r#"{"a":1"b":2}"#,
            r#"{"a":1;"b":2}"#,
            r#"{"a":1,,"b":2}"#,
            r#"{"a":1,}"#,
            r#"{,"a":1}"#,
            "{,}",
            r#"{"a" 1}"#,
            r#"{"a":1,2:3}"#,
            r#"{"a":1"#,
            r#"{"a":1,"#,
        ] {
            let ours = walk(&mut Reader::new(text, Misfits::Members));
            let theirs = serde_json::from_str::<IgnoredAny>(text);
            assert_eq!(ours.is_ok(), theirs.is_ok(), "{text}: {ours:?}, {theirs:?}");
        }
    }

    #[test]
    fn what_is_no_object_is_told_by_its_place_and_what_was_expected() {
        for (text, at, problem) in [
            (r#"{"a":1 "b":2}"#, 7, Problem::Syntax("expected `,` or `}`")),
            (r#"{"a":1 2}"#, 7, Problem::Syntax("expected `,` or `}`")),
            ("{1:2}", 1, Problem::Syntax("key must be a string")),
            (r#"{"a":1,2:3}"#, 7, Problem::Syntax("key must be a string")),
            (r#"{"a":1,}"#, 7, Problem::Syntax("trailing comma")),
        ] {
            let mut reader = Reader::new(text, Misfits::Members);
            assert_eq!(walk(&mut reader), Err(Stop::Syntax), "{text}");
            let failure = reader.failure();
            assert_eq!((failure.at, failure.problem), (at, problem), "{text}");
        }
    }
}

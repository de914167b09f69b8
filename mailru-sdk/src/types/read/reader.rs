//! The text of an answer and the place in it; what is common to reading anything.

use super::{
    problem::{Failure, Problem, Stop},
    table::{Member, Table},
};

/// How many lists and objects may stand inside each other where they are read; what is passed over has no limit.
const DEEPEST: u8 = 127;

/// How many misfits are told of one answer; more are counted only.
const MOST_TOLD: usize = 100;

/// What becomes of a value that does not fit its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Misfits {
    /// An optional member is left out. What has to be there fails the call, and so does an element of a list that has to be there.
    #[default]
    Members,
    /// An optional member is left out, and so is an element of a list.
    Elements,
    /// Nothing is left out: every misfit fails the call.
    Refused,
}

fn origin(table: &'static Table, index: usize) -> Option<(&'static Table, &'static Member)> {
    table.members().get(index).map(|member| (table, member))
}

/// The byte that `serde_json` means by a line and a column, both counted from 1.
pub(crate) fn offset(text: &str, line: usize, column: usize) -> usize {
    let before: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    before + column.saturating_sub(1)
}

/// A message of `serde_json` without the position in its end.
pub(crate) fn without_place(message: &str) -> &str {
    message.rsplit_once(" at line ").map_or(message, |(words, _)| words)
}

/// Pulls values out of JSON text.
#[derive(Debug)]
pub struct Reader<'t> {
    pub(super) text: &'t str,
    pub(super) at: usize,
    /// How many further lists and objects may begin.
    room: u8,
    pub(super) misfits: Misfits,
    /// Where the whole value begins, if one of PHP's forms of nothing may stand for it.
    whole: Option<usize>,
    /// Whether `false` and the empty string are no whole answers: of a call that changes something they may be a refusal.
    refuses_nothing: bool,
    /// A string whose escapes are replaced.
    pub(super) unescaped: String,
    /// The brackets that have to be closed yet while a value is passed over.
    pub(super) open: Vec<u8>,
    failure: Option<Failure>,
    told: Vec<Failure>,
    count: usize,
}

/// What stands where there is no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Nothing {
    Null,
    /// What PHP writes instead.
    Form,
}

/// A place to come back to.
#[derive(Clone, Copy)]
pub(super) struct Mark {
    pub(super) at: usize,
    room: u8,
}

impl<'t> Reader<'t> {
    /// Reads a text; a byte order mark in the beginning is passed over.
    pub(crate) fn new(text: &'t str, misfits: Misfits) -> Self {
        let at = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        Self {
            text,
            at,
            room: DEEPEST,
            misfits,
            whole: None,
            refuses_nothing: false,
            unescaped: String::new(),
            open: Vec::new(),
            failure: None,
            told: Vec::new(),
            count: 0,
        }
    }

    /// Takes PHP's forms of nothing for the whole answer; of a call that changes something, only those that cannot be a refusal.
    pub(crate) fn answer(text: &'t str, misfits: Misfits, changes: bool) -> Self {
        let mut reader = Self::new(text, misfits);
        reader.peek();
        reader.whole = Some(reader.at);
        reader.refuses_nothing = changes;
        reader
    }

    /// Whether the next value is the whole answer, in whose place nothing may stand.
    pub(super) fn is_whole(&self) -> bool {
        self.whole == Some(self.at)
    }

    /// Takes one of PHP's forms of nothing, if the next value is one: `null`, `false`, the empty string, or the empty pair of brackets that
    /// begins with `bracket`, where the other kind is due.
    pub(super) fn nothing(&mut self, bracket: u8) -> Result<Option<Nothing>, Stop> {
        let byte = self.value()?;
        let mark = self.mark();
        match byte {
            b'n' => return self.word("null").map(|()| Some(Nothing::Null)),
            b'f' | b'"' if self.is_whole() && self.refuses_nothing => {}
            b'f' => return self.word("false").map(|()| Some(Nothing::Form)),
            b'"' if self.text.as_bytes().get(self.at + 1) == Some(&b'"') => {
                self.at += 2;
                return Ok(Some(Nothing::Form));
            }
            byte if byte == bracket => {
                self.at += 1;
                if self.peek() == Some(bracket + 2) {
                    self.at += 1;
                    return Ok(Some(Nothing::Form));
                }
            }
            _ => {}
        }
        self.back_to(mark);
        Ok(None)
    }

    /// The place of the next byte.
    pub(crate) fn at(&self) -> usize {
        self.at
    }

    /// The first byte of what comes next.
    #[inline]
    pub(super) fn peek(&mut self) -> Option<u8> {
        loop {
            let byte = *self.text.as_bytes().get(self.at)?;
            if !matches!(byte, b' ' | b'\n' | b'\t' | b'\r') {
                return Some(byte);
            }
            self.at += 1;
        }
    }

    /// The first byte of a value, which has to be there.
    #[inline]
    pub(crate) fn value(&mut self) -> Result<u8, Stop> {
        match self.peek() {
            Some(byte) => Ok(byte),
            None => Err(self.ends("a value")),
        }
    }

    /// After the whole value nothing may follow but space.
    pub(crate) fn end(&mut self) -> Result<(), Stop> {
        match self.peek() {
            None => Ok(()),
            Some(_) => Err(self.syntax("trailing characters")),
        }
    }

    pub(super) fn mark(&self) -> Mark {
        Mark { at: self.at, room: self.room }
    }

    pub(super) fn back_to(&mut self, mark: Mark) {
        (self.at, self.room) = (mark.at, mark.room);
    }

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
        let is_first = std::mem::replace(first, false);
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

    #[cold]
    pub(super) fn fail(&mut self, at: usize, problem: Problem) -> Stop {
        self.failure = Some(Failure::new(at, problem));
        if problem.is_syntax() { Stop::Syntax } else { Stop::Misfit }
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

    /// A type of another crate refuses this part of the text.
    #[cold]
    pub(super) fn refused(&mut self, part: &str, error: &serde_json::Error) -> Stop {
        let inside = offset(part, error.line(), error.column());
        let mut failure = Failure::new(self.at - part.len() + inside, Problem::Refused);
        failure.words = Some(without_place(&error.to_string()).into());
        self.failure = Some(failure);
        Stop::Misfit
    }

    /// Passes over the next value, and gives its text.
    pub(crate) fn skipped(&mut self) -> Result<&'t str, Stop> {
        self.value()?;
        let start = self.at;
        self.skip()?;
        Ok(self.text.get(start..self.at).unwrap_or_default())
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

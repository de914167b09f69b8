//! The text of an answer and the place in it; what is common to reading anything.

use super::{
    deviation::Notes,
    facts::Page,
    problem::{Failure, Problem, Stop},
};

/// How many lists and objects may stand inside each other where they are read; what is passed over has no limit.
pub(super) const DEEPEST: u8 = 127;

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

/// Pulls values out of JSON text.
#[derive(Debug)]
pub struct Reader<'t> {
    pub(super) text: &'t str,
    pub(super) at: usize,
    /// How many further lists and objects may begin.
    pub(super) room: u8,
    pub(super) misfits: Misfits,
    /// Where the whole value begins, if one of PHP's forms of nothing may stand for it.
    whole: Option<usize>,
    /// Whether `null`, `false` and the empty string are no whole answers: of a call that changes something they may be a refusal.
    refuses_nothing: bool,
    /// How many bytes of memory further elements of lists may take.
    memory: usize,
    /// A string whose escapes are replaced.
    pub(super) unescaped: String,
    /// The brackets that have to be closed yet while a value is passed over.
    pub(super) open: Vec<u8>,
    pub(super) failure: Option<Failure>,
    pub(super) told: Vec<Failure>,
    pub(super) count: usize,
    /// How many of them may begin where the items of a page stand; more than there are if nobody asks for facts of a page.
    pub(super) items: u8,
    /// The facts of a page, if somebody asks for them.
    pub(super) page: Option<Box<Page>>,
    /// What the spec does not tell of, if somebody listens.
    pub(super) notes: Option<Box<Notes>>,
}

/// What stands where there is no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Nothing {
    Null,
    /// What PHP writes instead; `null` too, where it is a whole answer.
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
            memory: usize::MAX,
            unescaped: String::new(),
            open: Vec::new(),
            failure: None,
            told: Vec::new(),
            count: 0,
            items: u8::MAX,
            page: None,
            notes: None,
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
            b'n' => {
                let is_form = self.is_whole() && !self.refuses_nothing;
                let nothing = if is_form { Nothing::Form } else { Nothing::Null };
                return self.word("null").map(|()| Some(nothing));
            }
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

    /// Lets the elements of lists take so many bytes of memory in all.
    pub(crate) fn within(mut self, memory: usize) -> Self {
        self.memory = memory;
        self
    }

    /// Takes the memory for one more `T`, if there may be so much.
    #[inline]
    pub(crate) fn take<T>(&mut self) -> Result<(), Stop> {
        match self.memory.checked_sub(size_of::<T>()) {
            Some(left) => {
                self.memory = left;
                Ok(())
            }
            None => Err(self.fail(self.at, Problem::TooLarge)),
        }
    }

    /// All of the text.
    pub(crate) fn whole_text(&self) -> &'t str {
        self.text
    }

    /// How many further `T` there is memory for.
    pub(super) fn affordable<T>(&self) -> usize {
        self.memory / size_of::<T>().max(1)
    }

    /// Whether the innermost list that was begun is the whole value, or right inside of it.
    pub(super) fn is_near_the_whole(&self) -> bool {
        self.room >= DEEPEST - 2
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

    /// Passes over the next value, and gives its text.
    pub(crate) fn skipped(&mut self) -> Result<&'t str, Stop> {
        self.value()?;
        let start = self.at;
        self.skip()?;
        Ok(self.text.get(start..self.at).unwrap_or_default())
    }
}

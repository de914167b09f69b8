//! From byte offsets of a spec file to lines and columns. What the text means is no concern of this module.

use std::ops::Range;

use crate::diagnostics::Position;

/// The text of a spec file with the places where its lines begin.
pub(crate) struct Source<'t> {
    text: &'t str,
    lines: Vec<usize>,
}

impl<'t> Source<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        Self { text, lines: std::iter::once(0).chain(breaks).collect() }
    }

    pub(crate) fn text(&self) -> &'t str {
        self.text
    }

    pub(crate) fn position(&self, offset: usize) -> Position {
        let offset = offset.min(self.text.len());
        let line = self.lines.partition_point(|start| *start <= offset);
        let start = self.lines.get(line.saturating_sub(1)).copied().unwrap_or_default();
        let before = &self.text.as_bytes()[start..offset];
        let before = if start == 0 { before.strip_prefix("\u{feff}".as_bytes()).unwrap_or(before) } else { before };
        // Every character has exactly one byte that does not continue another.
        Position { line, column: before.iter().filter(|byte| **byte & 0xc0 != 0x80).count() + 1 }
    }

    /// A place inside a string value; the value itself when escapes make the two differ.
    pub(crate) fn inside(&self, span: &Range<usize>, value: &str, offset: usize) -> Position {
        let raw = self.text.get(span.clone()).unwrap_or_default();
        let quotes = if raw.starts_with("\"\"\"") || raw.starts_with("'''") { 3 } else { 1 };
        let body = raw.get(quotes..raw.len().saturating_sub(quotes)).unwrap_or_default();
        // A line break right after three quotes is not part of the value.
        let begun =
            body.strip_prefix("\r\n").or_else(|| body.strip_prefix('\n')).filter(|_| quotes == 3).unwrap_or(body);
        if begun == value {
            self.position(span.start + quotes + body.len() - begun.len() + offset)
        } else {
            self.position(span.start)
        }
    }

    /// The line with that number, counted from 1.
    pub(crate) fn line(&self, number: usize) -> &'t str {
        let start = number.checked_sub(1).and_then(|at| self.lines.get(at)).copied().unwrap_or(self.text.len());
        self.text[start..].lines().next().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str, offset: usize) -> (usize, usize) {
        let Position { line, column } = Source::new(text).position(offset);
        (line, column)
    }

    #[test]
    fn lines_and_columns_count_from_one() {
        assert_eq!(at("", 0), (1, 1));
        assert_eq!(at("ab\ncd\n", 1), (1, 2));
        assert_eq!(at("ab\ncd\n", 3), (2, 1));
        assert_eq!(at("ab\ncd\n", 6), (3, 1));
        assert_eq!(at("ab", 99), (1, 3));
    }

    #[test]
    fn columns_count_characters_and_not_bytes() {
        assert_eq!(at("# Иван x", "# Иван ".len()), (1, 8));
        assert_eq!(at("\u{feff}doc", 3), (1, 1));
        assert_eq!(at("\u{feff}doc", 4), (1, 2));
    }

    #[test]
    fn a_place_inside_a_string_is_found_when_nothing_is_escaped() {
        let place = |text: &str, value: &str, offset| {
            let start = text.find(['"', '\'']).expect("a string");
            let Position { line, column } = Source::new(text).inside(&(start..text.len()), value, offset);
            (line, column)
        };
        assert_eq!(place("a = \"[Usr]\"", "[Usr]", 1), (1, 7));
        assert_eq!(place("a = '[1,]'", "[1,]", 3), (1, 9));
        assert_eq!(place("a = '''\n[1,]'''", "[1,]", 3), (2, 4));
        assert_eq!(place("a = '''\r\n[1,]'''", "[1,]", 3), (2, 4));
        assert_eq!(place("a = \"\\u005bUsr]\"", "[Usr]", 1), (1, 5));
        assert_eq!(place("a = \"\"", "", 0), (1, 6));
    }

    #[test]
    fn a_broken_span_points_somewhere_and_never_panics() {
        let source = Source::new("a = \"ы");
        for start in 0..10 {
            for end in 0..10 {
                source.inside(&(start..end), "ы", 1);
            }
        }
        assert_eq!(source.line(1), "a = \"ы");
        assert_eq!((source.line(0), source.line(7)), ("", ""));
    }
}

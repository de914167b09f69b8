//! From text to TOML. The parser goes on after a mistake and then trips over its own recovery; what is kept here is one
//! message for one mistake, and a judgement on how far the rest can be trusted.

use std::ops::Range;

use toml::de::{DeTable, Error};

use super::grammar::Shape;
use super::misspelt::{Misspelt, mend};
use super::text::Source;
use crate::{
    diagnostics::{Diagnostics, Position},
    order::sorted,
};

/// A file as TOML, as far as it could be read.
pub(crate) struct Document<'t> {
    pub table: DeTable<'t>,
    /// Whether every mistake was one that leaves the rest of the file intact.
    intact: bool,
    /// Lines that were already spoken of.
    broken: Vec<usize>,
    /// Misspelt keys and what they hold.
    misspelt: Vec<Range<Position>>,
}

impl<'t> Document<'t> {
    /// Reads a file of that kind. Misspelt keys are reported and mended.
    pub(crate) fn read(source: &Source<'t>, shape: &'static Shape, diagnostics: &mut Diagnostics) -> Self {
        let mut document = Self::parse(source, diagnostics);
        let mut misspelt = Vec::new();
        mend(&mut document.table, shape, &mut misspelt);
        for Misspelt { message, at, held } in misspelt {
            let at = source.position(at);
            if document.trusts(at) {
                diagnostics.error(at, message);
            }
            let places = held.iter().map(|held| source.position(held.start)..source.position(held.end));
            document.misspelt.extend(places);
        }
        document
    }

    fn parse(source: &Source<'t>, diagnostics: &mut Diagnostics) -> Self {
        let (table, errors) = DeTable::parse_recoverable(source.text());
        let errors = sorted(errors, offset);
        let mut document = Self { table: table.into_inner(), intact: true, broken: Vec::new(), misspelt: Vec::new() };
        let mut repeated: Vec<&str> = Vec::new();
        for error in &errors {
            let at = source.position(offset(error));
            if document.broken.contains(&at.line) {
                continue;
            }
            document.broken.push(at.line);
            if error.message() == "duplicate key" {
                let header = header(source, at.line);
                if repeated.iter().any(|table| within(header, table)) {
                    continue;
                }
                if source.line(at.line).trim_start().starts_with('[') {
                    repeated.push(header);
                }
            }
            diagnostics.error(at, error.message());
            if !is_local(error) {
                document.intact = false;
                break;
            }
        }
        document
    }

    /// Whether a message about what the file means is worth showing beside those about how it is written.
    pub(crate) fn trusts(&self, at: Position) -> bool {
        self.intact && !self.broken.contains(&at.line) && !self.misspelt.iter().any(|held| held.contains(&at))
    }
}

fn offset(error: &Error) -> usize {
    error.span().map_or(0, |span| span.start)
}

/// Whether the parser knew for sure where the mistake ended.
fn is_local(error: &Error) -> bool {
    ["duplicate key", "string values must be quoted", "missing escaped value"]
        .iter()
        .any(|message| error.message().starts_with(message))
}

/// The table that a line belongs to: what stands between the brackets above it.
fn header<'t>(source: &Source<'t>, line: usize) -> &'t str {
    let mut above = (1..=line).rev().map(|number| source.line(number).trim_start());
    let header = above.find_map(|line| line.strip_prefix('[')).unwrap_or_default();
    header.split(']').next().unwrap_or_default().trim()
}

fn within(header: &str, table: &str) -> bool {
    header.strip_prefix(table).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> (Vec<String>, bool) {
        let mut diagnostics = Diagnostics::new("a.toml");
        let document = Document::parse(&Source::new(text), &mut diagnostics);
        (diagnostics.messages(), document.intact)
    }

    #[test]
    fn one_mistake_of_syntax_is_one_message() {
        let table: [(&str, &str, bool); 8] = [
            ("verb = GET\n", "1:8: string values must be quoted, expected literal string", true),
            ("doc = \"Иван\nsee = 'x'\n", "1:12: invalid basic string, expected `\"`", false),
            ("[methods.get\na = 1\nb = 2\n", "1:13: unclosed table, expected `]`", false),
            ("a = [1, 2\nb = 3\n[c]\nd = 4\n", "2:1: missing comma between array elements, expected `,`", false),
            ("a = { x = 1\nb = 3\n[c]\n", "2:1: missing comma between key-value pairs, expected `,`", false),
            ("a = '''b\nc = 1\n", "3:1: invalid multi-line literal string, expected `'`", false),
            ("a b = 3\n", "1:3: key with no value, expected `=`", false),
            ("a = \"\\q\\q\"\n", "1:7: missing escaped value, expected ", true),
        ];
        for (text, expected, intact) in table {
            let (messages, found) = parse(text);
            assert_eq!(messages.len(), 1, "{text}: {messages:?}");
            assert!(messages[0].starts_with(&format!("a.toml:{expected}")), "{text}: {messages:?}");
            assert_eq!(found, intact, "{text}");
        }
    }

    #[test]
    fn a_repeated_key_is_reported_and_a_repeated_table_only_once() {
        assert_eq!(parse("a = 1\na = 2\nb = 3\nb = 4\n").0, ["a.toml:2:1: duplicate key", "a.toml:4:1: duplicate key"]);
        let (messages, intact) =
            parse("[t.a]\nx = 1\n[t.a.b]\ny = 1\n[t.a]\nx = 2\n[t.a.b]\ny = 2\n[t.ab]\nz = 1\nz = 2\n");
        assert_eq!(messages, ["a.toml:5:4: duplicate key", "a.toml:11:1: duplicate key"]);
        assert!(intact);
    }

    #[test]
    fn several_mistakes_that_stay_in_their_lines_are_all_reported() {
        assert_eq!(parse("a = x\nb = y\na = 1\n").0.len(), 3);
    }
}

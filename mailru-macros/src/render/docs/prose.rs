//! The documentation of a spec as Markdown in one plain form: it runs nothing, shows HTML as it was written, and ends where
//! it ends, so that what is written after it stays what it is. What stands within a line is the business of `inline`.
//!
//! A block of code is written anew, at the left margin and with a language: `rustdoc` takes one without for Rust, and runs it.
//! No other line is indented by more than three columns, so that it begins no such block, whatever it stands in.

use super::{
    inline::{longest_run, words},
    line::{Fence, INDENT, Line},
};

/// The text, block by block.
pub(super) fn prose(doc: &str) -> String {
    let doc = doc.replace("\r\n", "\n").replace('\r', "\n");
    let doc = doc.replace(|letter: char| letter.is_control() && !matches!(letter, '\n' | '\t'), " ");
    let lines: Vec<Line<'_>> = doc.split('\n').map(Line::new).collect();
    let mut prose = Prose { out: Vec::new(), item: 0, in_text: false, table: lines.iter().any(Line::rules_a_table) };
    let mut rest = lines.as_slice();
    while let Some((line, after)) = rest.split_first() {
        rest = match (prose.code_begins(line), Fence::of(line)) {
            _ if line.text.is_empty() => prose.blank(after),
            (true, _) => prose.indented(rest),
            (false, Some(fence)) => prose.fenced(&fence, after),
            (false, None) => prose.text(line, after),
        };
    }
    prose.out.join("\n").trim_matches('\n').to_owned()
}

/// What was written so far, and where that leaves the next line.
struct Prose {
    out: Vec<String>,
    /// The column in which the text of the last list item begins.
    item: usize,
    /// Whether a paragraph may go on.
    in_text: bool,
    /// Whether there may be tables.
    table: bool,
}

impl Prose {
    fn code_begins(&self, line: &Line<'_>) -> bool {
        !self.in_text && line.indent >= self.item + INDENT
    }

    fn blank<'l, 't>(&mut self, after: &'l [Line<'t>]) -> &'l [Line<'t>] {
        self.in_text = false;
        self.out.push(String::new());
        after
    }

    fn text<'l, 't>(&mut self, line: &Line<'t>, after: &'l [Line<'t>]) -> &'l [Line<'t>] {
        if line.marks.ends_with(|mark: char| mark != '>') {
            self.item = line.indent + line.width;
        } else if !self.in_text && line.indent < 2 {
            self.item = 0;
        }
        // A heading is over with its line.
        self.in_text = !line.text.starts_with('#');
        let (indent, text) = (" ".repeat(line.indent.min(INDENT - 1)), words(line.text, self.table));
        let gap = if line.marks.is_empty() { "" } else { " " };
        // What looks like a footnote and has not been taken for one is none.
        let literal = if text.starts_with("[^") { "\\" } else { "" };
        self.out.push(format!("{indent}{}{gap}{literal}{text}", line.marks));
        after
    }

    fn indented<'l, 't>(&mut self, lines: &'l [Line<'t>]) -> &'l [Line<'t>] {
        let margin = self.item + INDENT;
        let end = lines.iter().position(|line| !line.raw.trim().is_empty() && line.indent < margin);
        let (code, after) = lines.split_at(end.unwrap_or(lines.len()));
        self.block("text", code.iter().map(|line| line.without(margin)).collect());
        after
    }

    fn fenced<'l, 't>(&mut self, fence: &Fence<'_>, lines: &'l [Line<'t>]) -> &'l [Line<'t>] {
        let end = lines.iter().position(|line| fence.closed_by(line) || fence.left_by(line));
        let (code, after) = lines.split_at(end.unwrap_or(lines.len()));
        self.block(fence.language(), code.iter().map(|line| fence.inside(line)).collect());
        match after {
            [line, after @ ..] if fence.closed_by(line) => after,
            after => after,
        }
    }

    fn block(&mut self, language: &str, mut code: Vec<String>) {
        let written = code.iter().rposition(|line| !line.trim().is_empty()).map_or(0, |last| last + 1);
        code.truncate(written);
        let longest = code.iter().map(|line| longest_run(line)).max().unwrap_or_default();
        let fence = "`".repeat(longest.max(2) + 1);
        self.out.push(format!("{fence}{language}"));
        self.out.append(&mut code);
        self.out.push(fence);
        (self.item, self.in_text) = (0, false);
    }
}

//! Text within a line of Markdown: what the spec says as words or as code, so that it shows what was written. HTML is text; a
//! code span ends in the line in which it begins. How lines make blocks is in `prose`.

/// Words of the spec, in which `table` says that bars may end cells.
pub(super) fn words(text: &str, table: bool) -> String {
    let bars = table && text.contains('|');
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let run = rest.len() - rest.trim_start_matches(first).len();
        let next = match first {
            '\\' => escape(rest),
            '`' => code_span(rest, run).filter(|span| !(bars && span.contains('<'))),
            '<' => address(rest),
            _ => None,
        };
        let taken = next.map_or(if first == '\\' { 1 } else { run }, str::len);
        let (mark, after) = rest.split_at(taken);
        // Three waves would open a block of code; two strike words out.
        let literal = next.is_none() && (matches!(first, '`' | '<') || first == '~' && run > 2);
        for letter in mark.chars() {
            out.extend(literal.then_some('\\'));
            out.push(letter);
        }
        rest = after;
    }
    out
}

/// A text of the spec as code.
pub(super) fn code(text: &str) -> String {
    if text.is_empty() {
        return "`\"\"`".to_owned();
    }
    let text = text.replace(char::is_control, " ");
    let fence = "`".repeat(longest_run(&text) + 1);
    let close = |letter: char| letter == '`' || letter == ' ';
    let pad = if text.starts_with(close) || text.ends_with(close) { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// A text that does not end its cell of a table.
pub(super) fn cell(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        if letter == '|' && !out.ends_with('\\') {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}

/// The longest run of backticks.
pub(super) fn longest_run(text: &str) -> usize {
    text.split(|letter| letter != '`').map(str::len).max().unwrap_or_default()
}

/// A backslash and the mark that it escapes.
fn escape(rest: &str) -> Option<&str> {
    let mark = rest[1..].chars().next()?;
    mark.is_ascii_punctuation().then(|| &rest[..2])
}

/// A code span that ends in this line.
fn code_span(rest: &str, run: usize) -> Option<&str> {
    let mut at = run;
    while let Some(found) = rest[at..].find('`') {
        let start = at + found;
        let length = rest[start..].len() - rest[start..].trim_start_matches('`').len();
        at = start + length;
        if length == run {
            return Some(&rest[..at]);
        }
    }
    None
}

/// An address in angle brackets.
fn address(rest: &str) -> Option<&str> {
    let end = rest.find('>')?;
    let inside = &rest[1..end];
    let known = ["https://", "http://", "mailto:"].iter().any(|scheme| inside.starts_with(scheme));
    let whole = !inside.contains(|letter: char| letter.is_whitespace() || letter.is_control() || letter == '<');
    (known && whole).then(|| &rest[..=end])
}

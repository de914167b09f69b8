//! Lines of Markdown: what each stands in, by how much it is indented, and which open and close a block of code. What lines
//! make together is in `prose`.

/// From so many columns on, a line is code.
pub(super) const INDENT: usize = 4;

/// A line with what it stands in: `   > - text`.
pub(super) struct Line<'t> {
    pub raw: &'t str,
    pub indent: usize,
    /// The marks of quotes, list items and footnotes, one space between each.
    pub marks: String,
    /// How many columns the marks take, with the space after them.
    pub width: usize,
    pub text: &'t str,
}

impl<'t> Line<'t> {
    pub(super) fn new(raw: &'t str) -> Self {
        let (indent, mut text) = indent(raw);
        let (mut marks, mut width) = (String::new(), 0);
        while let Some(length) = mark(text) {
            if !marks.is_empty() {
                marks.push(' ');
            }
            marks.push_str(&text[..length]);
            width += text[..length].chars().count() + 1;
            text = self::indent(&text[length..]).1;
        }
        Self { raw, indent, marks, width, text: text.trim_end_matches([' ', '\t']) }
    }

    /// Whether it is the second line of a table, perhaps.
    pub(super) fn rules_a_table(&self) -> bool {
        self.text.contains('-') && self.text.chars().all(|letter| matches!(letter, '|' | ':' | '-' | ' ' | '\t'))
    }

    /// The line without so many columns of indentation.
    pub(super) fn without(&self, columns: usize) -> String {
        let (indent, text) = indent(self.raw);
        if text.is_empty() { String::new() } else { " ".repeat(indent.saturating_sub(columns)) + text }
    }
}

/// How many columns a line is indented by, and the rest of it.
fn indent(line: &str) -> (usize, &str) {
    let text = line.trim_start_matches([' ', '\t']);
    let blank = &line[..line.len() - text.len()];
    (blank.chars().fold(0, |at, letter| if letter == '\t' { at / INDENT * INDENT + INDENT } else { at + 1 }), text)
}

/// How long the mark of a quote, a list item or a footnote is with which the text begins.
fn mark(text: &str) -> Option<usize> {
    let digits = text.len() - text.trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
    let label = |rest: &str| rest.find(|letter: char| !letter.is_ascii_alphanumeric());
    let footnote = text.strip_prefix("[^").and_then(|rest| label(rest).filter(|end| rest[*end..].starts_with("]:")));
    let length = match text.chars().next()? {
        '>' => return Some(1),
        '-' | '*' | '+' => 1,
        '[' => return footnote.map(|end| end + 4),
        _ if (1..=9).contains(&digits) && text[digits..].starts_with(['.', ')']) => digits + 1,
        _ => return None,
    };
    (text.len() == length || text[length..].starts_with([' ', '\t'])).then_some(length)
}

/// The line that opens a block of code.
pub(super) struct Fence<'t> {
    mark: char,
    length: usize,
    info: &'t str,
    /// The column in which it stands.
    pub indent: usize,
    quoted: bool,
}

impl<'t> Fence<'t> {
    pub(super) fn of(line: &Line<'t>) -> Option<Self> {
        let mark = line.text.chars().next().filter(|mark| matches!(mark, '`' | '~'))?;
        let info = line.text.trim_start_matches(mark);
        let length = line.text.len() - info.len();
        let opens = length >= 3 && !(mark == '`' && info.contains('`'));
        let (indent, quoted) = (line.indent + line.width, line.marks.contains('>'));
        opens.then(|| Self { mark, length, info: info.trim(), indent, quoted })
    }

    pub(super) fn closed_by(&self, line: &Line<'_>) -> bool {
        let text = if self.quoted { line.text } else { line.raw.trim() };
        text.len() >= self.length && text.chars().all(|letter| letter == self.mark)
    }

    /// Whether the quote that it stands in is over.
    pub(super) fn left_by(&self, line: &Line<'_>) -> bool {
        self.quoted && !line.marks.contains('>')
    }

    /// What it says of the language, unless that leaves the code Rust by silence.
    pub(super) fn language(&self) -> &'t str {
        let plain = |letter: char| letter.is_alphanumeric() || "_-+#.=, ".contains(letter);
        let says = self.info.chars().all(plain) && self.info.contains(char::is_alphabetic);
        if says { self.info } else { "text" }
    }

    pub(super) fn inside(&self, line: &Line<'_>) -> String {
        match line.raw.trim_start().strip_prefix('>').filter(|_| self.quoted) {
            Some(quoted) => quoted.strip_prefix(' ').unwrap_or(quoted).to_owned(),
            None => line.without(self.indent),
        }
    }
}

//! HTML as such: texts from outside, texts of the spec, and the frame of the page.

use super::{SCRIPT, STYLE};
use crate::escape::Escaped;
use crate::explain::mask;

/// A text from outside on one line: control characters, and those that turn the direction of writing, are written out.
pub(super) fn text(text: &str) -> String {
    Escaped(&mask::escaped(text)).to_string()
}

/// A text from outside with lines of its own.
pub(super) fn lines(text: &str) -> String {
    text.split('\n').map(self::text).collect::<Vec<_>>().join("\n")
}

/// A text of the spec: paragraphs, and names between back quotes.
pub(super) fn prose(text: &str) -> String {
    let paragraphs = text.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty());
    paragraphs.map(|paragraph| format!("<p>{}</p>", phrase(paragraph))).collect::<Vec<_>>().join("\n")
}

/// The same on one line.
pub(super) fn phrase(text: &str) -> String {
    let parts: Vec<&str> = text.split('`').collect();
    // Back quotes that are not in pairs stay what they are.
    if parts.len().is_multiple_of(2) {
        return Escaped(text).to_string();
    }
    let part = |(index, part): (usize, &&str)| match index % 2 {
        0 => Escaped(part).to_string(),
        _ => format!("<code>{}</code>", Escaped(part)),
    };
    parts.iter().enumerate().map(part).collect()
}

/// The whole page.
pub(super) fn document(title: &str, body: &str) -> String {
    let title = text(title);
    format!(
        r#"<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="stylesheet" href="{STYLE}">
<script src="{SCRIPT}" defer></script>
</head>
<body>
{body}
</body>
</html>
"#
    )
}

#[cfg(test)]
mod tests {
    use super::{lines, phrase, prose, text};

    #[test]
    fn texts_from_outside_cannot_become_anything_else() {
        assert_eq!(text("<b>\u{202e}\n"), "&lt;b&gt;\\u{202e}\\n");
        assert_eq!(lines("<b>\n\u{202e}"), "&lt;b&gt;\n\\u{202e}");
    }

    #[test]
    fn names_between_back_quotes_are_code() {
        assert_eq!(phrase("`a<b` or `c`."), "<code>a&lt;b</code> or <code>c</code>.");
        assert_eq!(phrase("a ` b"), "a ` b");
        assert_eq!(prose("One.\n\nTwo."), "<p>One.</p>\n<p>Two.</p>");
    }
}

//! HTML as such: escaping, and the frame that all pages share. What a page says is in `pages.rs`.

use std::fmt;

use super::language::Language;
use super::text::Text;

const STYLE: &str = include_str!("style.css");

/// A value as text or as the value of a quoted attribute, whatever it holds.
pub(super) struct Escaped<'a>(pub(super) &'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for char in self.0.chars() {
            match char {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&#39;")?,
                // No parser takes it, and some stop at it.
                '\0' => f.write_str("\u{fffd}")?,
                other => write!(f, "{other}")?,
            }
        }
        Ok(())
    }
}

/// A whole document. `switch` is the address of the same page in the other language; `title` and `body` are HTML.
pub(super) fn document(language: Language, text: &Text, switch: &str, title: &str, body: &str) -> String {
    let (tag, other, switch) = (language.tag(), language.other().tag(), Escaped(switch));
    let (brand, footer, in_other_language) = (text.brand, text.footer, text.in_other_language);
    format!(
        r#"<!DOCTYPE html>
<html lang="{tag}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} – {brand}</title>
<style>{STYLE}</style>
</head>
<body>
<header><b>{brand}</b><a href="{switch}" hreflang="{other}" lang="{other}">{in_other_language}</a></header>
<main>
<h1>{title}</h1>
{body}
</main>
<footer>{footer}</footer>
</body>
</html>
"#
    )
}

#[cfg(test)]
mod tests {
    use super::Escaped;

    #[test]
    fn nothing_that_is_escaped_can_open_a_tag_or_close_an_attribute() {
        let escaped = Escaped("<a b='c' d=\"e\">&amp;\0й").to_string();
        assert_eq!(escaped, "&lt;a b=&#39;c&#39; d=&quot;e&quot;&gt;&amp;amp;\u{fffd}й");
    }
}

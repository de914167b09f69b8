//! The frame that all pages share. What a page says is in `pages.rs`.

use super::language::Language;
use super::text::Text;
use crate::escape::Escaped;

const STYLE: &str = include_str!("style.css");

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

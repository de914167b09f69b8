//! The same error as XML, `<error><error_code>104</error_code><error_msg>..</error_msg></error>`, for a program or a proxy that asked
//! for that form. No answer but an error is read so, and a web page is none.

/// What stands in it, as far as the text goes: the code and the message.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Error {
    pub(super) code: Option<i64>,
    pub(super) message: String,
    /// Whether it came to its end.
    pub(super) is_whole: bool,
}

/// Reads the error, if the outermost element is one.
pub(super) fn error(text: &str) -> Option<Error> {
    let (mut pieces, mut error) = (Pieces(text), Error::default());
    let is_error = |piece: &Piece<'_>| matches!(piece, Piece::Open(name) | Piece::Empty(name) if *name == "error");
    // In front of it there is nothing but space.
    let outermost = pieces.by_ref().find(|piece| !matches!(piece, Piece::Text(text) if text.trim().is_empty()));
    outermost.filter(is_error)?;
    let (mut depth, mut member, mut content) = (1_usize, "", String::new());
    for piece in pieces {
        match piece {
            Piece::Open(name) => {
                depth += 1;
                if depth == 2 {
                    (member, content) = (name, String::new());
                }
            }
            Piece::Close if depth == 1 => {
                error.is_whole = true;
                break;
            }
            Piece::Close => {
                if depth == 2 {
                    match member {
                        "error_code" => error.code = content.trim().parse().ok().or(error.code),
                        "error_msg" => content.trim().clone_into(&mut error.message),
                        _ => {}
                    }
                }
                depth -= 1;
            }
            Piece::Text(text) if depth == 2 => content.push_str(&text),
            Piece::Text(_) | Piece::Empty(_) => {}
        }
    }
    Some(error)
}

enum Piece<'t> {
    Open(&'t str),
    Close,
    Empty(&'t str),
    Text(String),
}

/// The rest of a text. It ends where the text does, or where something is cut off.
struct Pieces<'t>(&'t str);

impl<'t> Iterator for Pieces<'t> {
    type Item = Piece<'t>;

    fn next(&mut self) -> Option<Piece<'t>> {
        loop {
            if !self.0.starts_with('<') {
                let (text, _) = self.0.split_once('<')?;
                self.0 = &self.0[text.len()..];
                return Some(Piece::Text(plain(text)));
            }
            if self.until("<!--", "-->").is_some() || self.until("<?", "?>").is_some() {
                continue;
            }
            if let Some(text) = self.until("<![CDATA[", "]]>") {
                return Some(Piece::Text(text.to_owned()));
            }
            if self.until("<!", ">").is_some() {
                continue;
            }
            if self.until("</", ">").is_some() {
                return Some(Piece::Close);
            }
            let tag = self.until("<", ">")?;
            let name = tag.split(|c: char| c.is_whitespace() || c == '/').next()?;
            return Some(if tag.ends_with('/') { Piece::Empty(name) } else { Piece::Open(name) });
        }
    }
}

impl<'t> Pieces<'t> {
    /// What is between two marks, if the first is here. If the second is nowhere, nothing more can be read.
    fn until(&mut self, begin: &str, end: &str) -> Option<&'t str> {
        let inner = self.0.strip_prefix(begin)?;
        let (between, rest) = inner.split_once(end).unwrap_or((inner, ""));
        self.0 = rest;
        Some(between)
    }
}

/// A text without escapes.
fn plain(text: &str) -> String {
    let mut parts = text.split('&');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.split_once(';').and_then(|(name, rest)| Some((letter(name)?, rest))) {
            Some((letter, rest)) => {
                plain.push(letter);
                plain.push_str(rest);
            }
            None => plain.extend(["&", part]),
        }
    }
    plain
}

fn letter(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => {
            let digits = name.strip_prefix('#')?;
            let hex = digits.strip_prefix(['x', 'X']).map(|digits| u32::from_str_radix(digits, 16));
            char::from_u32(hex.unwrap_or_else(|| digits.parse()).ok()?)?
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(Option<i64>, String)> {
        error(text).map(|error| (error.code, error.message))
    }

    #[test]
    fn code_and_message_are_read_whatever_stands_around_them() {
        let plain = "<error><error_code>104</error_code><error_msg>Incorrect signature</error_msg></error>";
        for text in [
            plain.to_owned(),
            format!("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!-- x > y -->\n{plain}\n"),
            format!("<!DOCTYPE error>{plain}"),
            plain.replace("<error>", "<error lang=\"en\">\n <details><error_code>1</error_code></details><empty/>"),
            plain.replace("Incorrect signature", "<![CDATA[Incorrect signature]]>"),
            plain.replace("104", " &#49;04\n"),
            plain.replace("</error>", ""),
        ] {
            assert_eq!(read(&text), Some((Some(104), "Incorrect signature".to_owned())), "{text}");
        }
        let escaped = plain.replace("Incorrect signature", "&lt;a&gt; &amp;&quot;&apos;&#x44f; & &nbsp;");
        assert_eq!(read(&escaped).unwrap().1, "<a> &\"'я & &nbsp;");
    }

    #[test]
    fn half_a_code_is_none() {
        for text in ["<error><error_code>10", "<error><error_code>10</error_cod", "<error>", "<error><error_code"] {
            let code = read(text).and_then(|(code, _)| code);
            assert!(code.is_none() || text.ends_with("cod"), "{text}");
        }
    }

    #[test]
    fn what_is_no_error_is_none() {
        for text in ["<html><error_code>1</error_code></html>", "<errors/>", "<", "<!--", "", "x<error>", "<?xml"] {
            assert_eq!(error(text), None, "{text}");
        }
    }
}

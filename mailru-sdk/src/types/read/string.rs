//! Strings: one pass finds the quote, the backslash and control characters, sixteen bytes at a time.

use super::{
    problem::{Problem, Stop},
    reader::Reader,
};

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x8080_8080_8080_8080;

/// The highest bit of each byte that is a quote, a backslash or a control character, up to the first one at least.
#[inline]
fn marks(word: u64) -> u64 {
    // What borrows from the byte above it is found first.
    let is_zero = |word: u64| word.wrapping_sub(ONES) & !word;
    let quote = is_zero(word ^ (ONES * 0x22));
    let backslash = is_zero(word ^ (ONES * 0x5c));
    let control = word.wrapping_sub(ONES * 0x20) & !word;
    (quote | backslash | control) & HIGH
}

/// The place of the first quote, backslash or control character from `at` on; the end of the text if there is none.
#[inline]
pub(super) fn special(bytes: &[u8], mut at: usize) -> usize {
    while let Some(chunk) = bytes.get(at..).and_then(|rest| rest.first_chunk::<16>()) {
        let ([low, high], []) = chunk.as_chunks::<8>() else { break };
        let (low, high) = (marks(u64::from_le_bytes(*low)), marks(u64::from_le_bytes(*high)));
        if low != 0 {
            return at + (low.trailing_zeros() / 8) as usize;
        }
        if high != 0 {
            return at + 8 + (high.trailing_zeros() / 8) as usize;
        }
        at += 16;
    }
    let rest = bytes.get(at..).unwrap_or_default();
    at + rest.iter().position(|byte| matches!(byte, b'"' | b'\\' | 0..=0x1f)).unwrap_or(rest.len())
}

impl Reader<'_> {
    /// Reads a string, whose opening quote is next.
    #[inline]
    pub(crate) fn string(&mut self) -> Result<&str, Stop> {
        let start = self.at + 1;
        let end = special(self.text.as_bytes(), start);
        if self.text.as_bytes().get(end) == Some(&b'"') {
            self.at = end + 1;
            return Ok(self.text.get(start..end).unwrap_or_default());
        }
        self.unescape(start, end)
    }

    /// Reads a string with something special in it: what is plain up to `end`, and the rest.
    fn unescape(&mut self, mut start: usize, mut end: usize) -> Result<&str, Stop> {
        let (text, first) = (self.text, start);
        self.unescaped.clear();
        loop {
            self.unescaped.push_str(text.get(start..end).unwrap_or_default());
            self.at = end + 1;
            match text.as_bytes().get(end) {
                Some(b'"') => return Ok(&self.unescaped),
                Some(b'\\') => {
                    let letter = self.escape(first - 1)?;
                    self.unescaped.push(letter);
                }
                Some(&control) => {
                    self.tell(first - 1, Problem::Control)?;
                    self.unescaped.push(control.into());
                }
                None => return Err(self.ends("a string")),
            }
            start = self.at;
            end = special(text.as_bytes(), start);
        }
    }

    /// Reads what follows a backslash in the string that begins at `string`.
    fn escape(&mut self, string: usize) -> Result<char, Stop> {
        let Some(&byte) = self.text.as_bytes().get(self.at) else { return Err(self.ends("a string")) };
        self.at += 1;
        Ok(match byte {
            b'"' | b'\\' | b'/' => byte.into(),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let unit = self.hex()?;
                let letter = match unit {
                    0xd800..=0xdbff => self.second_half(unit)?,
                    _ => char::from_u32(unit),
                };
                if letter.is_none() {
                    self.tell(string, Problem::HalfPair)?;
                }
                letter.unwrap_or(char::REPLACEMENT_CHARACTER)
            }
            _ => {
                self.at -= 1;
                return Err(self.syntax("invalid escape"));
            }
        })
    }

    /// The character that the escape makes together with the one that follows, if that is the other half.
    fn second_half(&mut self, high: u32) -> Result<Option<char>, Stop> {
        let after = self.at;
        if self.text.as_bytes().get(after..after + 2) != Some(b"\\u") {
            return Ok(None);
        }
        self.at += 2;
        let low = self.hex()?;
        if !(0xdc00..=0xdfff).contains(&low) {
            self.at = after;
            return Ok(None);
        }
        Ok(char::from_u32(0x1_0000 + ((high - 0xd800) << 10 | (low - 0xdc00))))
    }

    /// Reads four hexadecimal digits.
    fn hex(&mut self) -> Result<u32, Stop> {
        let mut unit = 0;
        for _ in 0..4 {
            let Some(&byte) = self.text.as_bytes().get(self.at) else { return Err(self.ends("a string")) };
            let Some(digit) = char::from(byte).to_digit(16) else { return Err(self.syntax("invalid escape")) };
            unit = unit << 4 | digit;
            self.at += 1;
        }
        Ok(unit)
    }

    /// Passes over a string, whose opening quote is next. Its escapes are checked, halves of pairs are not.
    pub(super) fn skip_string(&mut self) -> Result<(), Stop> {
        self.at += 1;
        loop {
            self.at = special(self.text.as_bytes(), self.at);
            let byte = self.text.as_bytes().get(self.at);
            self.at += 1;
            match byte {
                Some(b'"') => return Ok(()),
                Some(b'\\') => match self.text.as_bytes().get(self.at) {
                    Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => self.at += 1,
                    Some(b'u') => {
                        self.at += 1;
                        self.hex()?;
                    }
                    Some(_) => return Err(self.syntax("invalid escape")),
                    None => return Err(self.ends("a string")),
                },
                Some(_) => {}
                None => return Err(self.ends("a string")),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::types::read::Misfits;

    /// What is read of a string, and how many misfits are told; `None` if it is none, for those who pass over it too.
    fn read(json: &str) -> Option<(String, usize)> {
        let mut reader = Reader::new(json, Misfits::Members);
        let text = reader.string().map(str::to_owned);
        let (end, mut passing) = (reader.at, Reader::new(json, Misfits::Members));
        assert_eq!(passing.skip_string(), text.as_ref().map(drop).map_err(|stop| *stop), "{json}");
        assert!(text.is_err() || passing.at == end, "{json}");
        text.ok().map(|text| (text, reader.count()))
    }

    #[test]
    fn each_escape_is_its_character() {
        let table = [
            (r#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{c}\n\r\t"),
            (r#""a\u0041\u00e9\u044F\u20ac.""#, "aAéя€."),
            (r#""\ud83d\ude00 \uD83D\uDE00""#, "😀 😀"),
            (r#""\ud800\udc00\udbff\udfff""#, "\u{10000}\u{10ffff}"),
            (r#""\ud7ff\ue000\uffff\u0000""#, "\u{d7ff}\u{e000}\u{ffff}\0"),
            (r#""""#, ""),
        ];
        for (json, text) in table {
            assert_eq!(read(json), Some((text.to_owned(), 0)), "{json}");
            assert_eq!(serde_json::from_str::<String>(json).unwrap(), text);
        }
    }

    #[test]
    fn half_a_pair_is_replaced_and_told() {
        for (json, text, told) in [
            (r#""\ud83d""#, "\u{fffd}", 1),
            (r#""\ude00\udfff""#, "\u{fffd}\u{fffd}", 2),
            (r#""\ud83dx\ude00""#, "\u{fffd}x\u{fffd}", 2),
            (r#""\ud83d\n\ud83d\u0041""#, "\u{fffd}\n\u{fffd}A", 2),
            (r#""\ud83d\ud83d\ude00""#, "\u{fffd}😀", 1),
            (r#""\udbff\ue000\ud800\udbff""#, "\u{fffd}\u{e000}\u{fffd}\u{fffd}", 3),
        ] {
            assert_eq!(read(json), Some((text.to_owned(), told)), "{json}");
        }
    }

    #[test]
    fn what_is_mended_in_a_string_is_told_by_where_the_string_begins() {
        for json in [r#"  "ab\ud83d""#, "  \"ab\u{1}\"", "  \"a\\nb\u{1}\""] {
            let mut reader = Reader::new(json, Misfits::Members);
            reader.value().unwrap();
            reader.string().unwrap();
            let places: Vec<usize> = reader.told().0.iter().map(|failure| failure.at).collect();
            assert_eq!(places, [2], "{json}");
        }
    }

    #[test]
    fn what_is_no_escape_is_told_by_its_letter() {
        let mut reader = Reader::new(r#"  "ab\x""#, Misfits::Members);
        reader.value().unwrap();
        reader.string().unwrap_err();
        assert_eq!(reader.failure().at, 6);
    }

    #[test]
    fn what_is_no_escape_is_no_string() {
        let table = [
            r#""\x""#,
            r#""\U0041""#,
            r#""\'""#,
            r#""\u12g4""#,
            r#""\u-123""#,
            r#""\u123""#,
            r#""\ud83d\u12""#,
            r#""\ud83d\x""#,
        ];
        for json in table {
            assert_eq!(read(json), None, "{json}");
        }
        for cut in [r#"""#, r#""a"#, r#""\"#, r#""\u00"#, r#""\ud83d\"#, r#""\ud83d\u"#, r#""a\""#] {
            assert_eq!(read(cut), None, "{cut}");
        }
    }

    #[test]
    fn the_first_special_byte_is_found_wherever_it_stands_and_whatever_is_around() {
        let is_special = |byte: u8| matches!(byte, b'"' | b'\\' | 0..=0x1f);
        for length in 0..40 {
            for place in 0..length {
                for byte in 0..=u8::MAX {
                    let mut bytes = vec![b'a'; length];
                    bytes[place] = byte;
                    // What follows a special byte, and what looks like one.
                    bytes.extend([b'"', 0xa2, 0x80]);
                    let found = bytes.iter().position(|byte| is_special(*byte)).unwrap();
                    assert_eq!(special(&bytes, 0), found, "{byte} at {place} of {length}");
                    assert_eq!(special(&bytes, found + 1), if found < length { length } else { bytes.len() });
                }
            }
        }
        assert_eq!(special(b"", 0), 0);
    }
}

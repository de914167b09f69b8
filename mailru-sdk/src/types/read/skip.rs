//! Passing over a value that nobody asks for: its grammar is checked, its depth and its numbers have no limits.

use super::{problem::Stop, reader::Reader};

impl Reader<'_> {
    /// Passes over the next value.
    pub(crate) fn skip(&mut self) -> Result<(), Stop> {
        if self.room >= self.items {
            return self.skip_noting();
        }
        let mut open = std::mem::take(&mut self.open);
        open.clear();
        let done = self.skip_nested(&mut open);
        self.open = open;
        done
    }

    fn skip_nested(&mut self, open: &mut Vec<u8>) -> Result<(), Stop> {
        loop {
            let byte = self.value()?;
            match byte {
                b'[' | b'{' => {
                    // The closing brackets are two behind the opening ones.
                    let close = byte + 2;
                    self.at += 1;
                    if self.peek() == Some(close) {
                        self.at += 1;
                    } else {
                        open.push(close);
                        if close == b'}' {
                            self.skip_name()?;
                        }
                        continue;
                    }
                }
                _ => self.skip_scalar(byte)?,
            }
            while let Some(&close) = open.last() {
                match self.peek() {
                    Some(byte) if byte == close => {
                        self.at += 1;
                        open.pop();
                    }
                    Some(b',') => {
                        self.at += 1;
                        if self.peek() == Some(close) {
                            return Err(self.syntax("trailing comma"));
                        }
                        if close == b'}' {
                            self.skip_name()?;
                        }
                        break;
                    }
                    Some(_) if close == b'}' => return Err(self.syntax("expected `,` or `}`")),
                    Some(_) => return Err(self.syntax("expected `,` or `]`")),
                    None => return Err(self.ends(if close == b'}' { "an object" } else { "a list" })),
                }
            }
            if open.is_empty() {
                return Ok(());
            }
        }
    }

    fn skip_name(&mut self) -> Result<(), Stop> {
        match self.peek() {
            Some(b'"') => self.skip_string()?,
            Some(_) => return Err(self.syntax("key must be a string")),
            None => return Err(self.ends("an object")),
        }
        self.colon()
    }

    pub(super) fn skip_scalar(&mut self, first: u8) -> Result<(), Stop> {
        match first {
            b'"' => self.skip_string(),
            b'-' | b'0'..=b'9' => self.number().map(drop),
            b't' => self.word("true"),
            b'f' => self.word("false"),
            b'n' => self.word("null"),
            _ => Err(self.syntax("expected value")),
        }
    }

    /// Passes over a word, of which the first letter was seen.
    pub(super) fn word(&mut self, word: &'static str) -> Result<(), Stop> {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        if rest.starts_with(word.as_bytes()) {
            self.at += word.len();
            return Ok(());
        }
        let same = rest.iter().zip(word.as_bytes()).take_while(|(one, other)| one == other).count();
        if same == rest.len() {
            return Err(self.ends("a value"));
        }
        self.at += same;
        Err(self.syntax("expected ident"))
    }
}

#[cfg(test)]
mod tests {
    use serde::de::IgnoredAny;

    use crate::types::read::{Misfits, Reader, Stop, problem::Problem};

    fn passed(text: &str) -> Result<(), Stop> {
        let mut reader = Reader::new(text, Misfits::Members);
        reader.skip()?;
        reader.end()
    }

    #[test]
    fn what_is_passed_over_is_json() {
        for text in [
            "[]",
            "{}",
            "[ ]",
            "{ }",
            "[[],{}]",
            r#"{"a":[1,{"b":{}}],"c":[]}"#,
            "[1,2 , 3]",
            r#"{"a" : 1 , "b":[null,true,false]}"#,
            r#"["\ud83d"]"#,
            "[1e999]",
            "[1}",
            r#"{"a":1]"#,
            "[1,]",
            r#"{"a":1,}"#,
            "{,}",
            "[,1]",
            r#"{"a"}"#,
            r#"{"a":}"#,
            "{1:2}",
            "[1 2]",
            r#"{"a":1 "b":2}"#,
            r#"{"a" 1}"#,
            "[tru]",
            "[truE]",
            "[nulll]",
            "[fals",
            "tr",
            "[",
            "{",
            "[1",
            r#"{"a""#,
            r#"{"a":"#,
            "[[]",
            "[]]",
            "{}}",
            "[{]}",
            "",
            " ",
            "[\"a]",
            "[01]",
            "[-]",
            "['a']",
            "[1]x",
            "[nan]",
        ] {
            let (ours, theirs) = (passed(text), serde_json::from_str::<IgnoredAny>(text));
            assert_eq!(ours.is_ok(), theirs.is_ok(), "{text}: {ours:?}, {theirs:?}");
        }
    }

    #[test]
    fn what_is_no_json_is_told_by_its_place_and_what_was_expected() {
        for (text, at, problem) in [
            ("[1 2]", 3, Problem::Syntax("expected `,` or `]`")),
            (r#"[{"a":1 "b":2}]"#, 8, Problem::Syntax("expected `,` or `}`")),
            ("[1", 2, Problem::Ends("a list")),
            (r#"{"a":[1]"#, 8, Problem::Ends("an object")),
            ("[truE]", 4, Problem::Syntax("expected ident")),
            ("[tru", 4, Problem::Ends("a value")),
        ] {
            let mut reader = Reader::new(text, Misfits::Members);
            assert_eq!(reader.skip(), Err(Stop::Syntax), "{text}");
            let failure = reader.failure();
            assert_eq!((failure.at, failure.problem), (at, problem), "{text}");
        }
    }

    #[test]
    fn depth_has_no_limit_where_nobody_asks() {
        let deep = format!("{}{}", "[{\"a\":".repeat(100_000), "}]".repeat(100_000));
        assert_eq!(passed(&deep.replace(":}", ":1}")), Ok(()));
    }
}

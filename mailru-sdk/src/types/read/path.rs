//! Where in a text a byte is, as a path such as `[1].friend.uid`.
//!
//! A reader that kept its path would pay for it in every answer. The place in the text is known anyway, and the text tells the path.

use super::string::special;

/// A list or an object that has not ended yet.
enum Open<'t> {
    List { index: usize },
    Object { start: usize, name: Option<&'t str> },
}

/// A walk through a text, up to each place that is asked for.
pub(super) struct Walk<'t> {
    text: &'t str,
    at: usize,
    open: Vec<Open<'t>>,
}

/// The path of the innermost value or member that holds the byte `at`. Empty for the whole text.
pub(crate) fn path(text: &str, at: usize) -> String {
    Walk::new(text).to(at)
}

/// The path of each place in one walk. They are in the order of the text.
pub(super) fn paths(text: &str, places: impl Iterator<Item = usize>) -> Vec<String> {
    let mut walk = Walk::new(text);
    places.map(|place| walk.to(place)).collect()
}

impl<'t> Walk<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, at: 0, open: Vec::new() }
    }

    fn to(&mut self, place: usize) -> String {
        self.seek(place);
        self.written(|open| match open {
            Open::List { index } => Step::Part(format!("[{index}]")),
            Open::Object { name, .. } => {
                let name = name.unwrap_or_default();
                // What is no string still tells more than nothing as it stands.
                Step::Name(serde_json::from_str(name).unwrap_or_else(|_| name.to_owned()))
            }
        })
    }

    /// The path without what is content: an index, the name of a member of a map, and whatever does not look like a name.
    pub(super) fn place(&self, maps: &[usize]) -> String {
        self.written(|open| match open {
            Open::List { .. } => Step::Part("[]".into()),
            Open::Object { start, .. } if maps.binary_search(start).is_ok() => Step::Part("{}".into()),
            Open::Object { name, .. } => plain(name.unwrap_or_default()),
        })
    }

    fn written(&self, step: impl Fn(&Open<'t>) -> Step) -> String {
        let mut path = String::new();
        for open in self.open.iter().filter(|open| !matches!(open, Open::Object { name: None | Some(""), .. })) {
            match step(open) {
                Step::Name(name) => path.extend([if path.is_empty() { "" } else { "." }, &name]),
                Step::Part(part) => path.push_str(&part),
            }
        }
        path
    }

    /// Goes on to the token that holds the byte, and gives its place; the next walk begins at that token.
    pub(super) fn seek(&mut self, place: usize) -> usize {
        let bytes = self.text.as_bytes();
        while let Some(&byte) = bytes.get(self.at) {
            let end = match byte {
                b'"' => string_end(bytes, self.at),
                b'[' | b']' | b'{' | b'}' | b',' | b':' | b' ' | b'\n' | b'\t' | b'\r' => self.at + 1,
                _ => word_end(bytes, self.at),
            };
            if matches!(byte, b'"') {
                self.name(end);
            }
            if place < end {
                return self.at;
            }
            match byte {
                b'[' => self.open.push(Open::List { index: 0 }),
                b'{' => self.open.push(Open::Object { start: self.at, name: None }),
                b']' | b'}' => drop(self.open.pop()),
                b',' => match self.open.last_mut() {
                    Some(Open::List { index }) => *index += 1,
                    Some(Open::Object { name, .. }) => *name = None,
                    None => {}
                },
                _ => {}
            }
            // The bracket that ends a value belongs to it, and no longer to its last element.
            self.at = end;
            if let Some(b']' | b'}') = self.next() {
                self.leave();
            }
        }
        self.at
    }

    /// Takes a string for the name of a member, if one is due.
    fn name(&mut self, end: usize) {
        if let Some(Open::Object { name: name @ None, .. }) = self.open.last_mut() {
            *name = self.text.get(self.at..end);
        }
    }

    /// What comes after space.
    fn next(&self) -> Option<u8> {
        let rest = self.text.as_bytes().get(self.at..)?;
        rest.iter().copied().find(|byte| !byte.is_ascii_whitespace())
    }

    /// The innermost list or object is about to end: its place is meant from now on.
    fn leave(&mut self) {
        if let Some(open) = self.open.last_mut() {
            *open = Open::Object { start: self.at, name: Some("") };
        }
    }
}

/// A step into a value.
enum Step {
    Name(String),
    /// An element, or what is content.
    Part(String),
}

/// The longest name of a member that is taken for one.
const LONGEST_NAME: usize = 40;

fn plain(name: &str) -> Step {
    let Ok(name) = serde_json::from_str::<String>(name) else { return Step::Part("{}".into()) };
    if !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit()) {
        // PHP's list with gaps.
        return Step::Part("[]".into());
    }
    let is_named = name.len() <= LONGEST_NAME
        && name.starts_with(|letter: char| letter.is_ascii_alphabetic() || letter == '_')
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
    if is_named { Step::Name(name) } else { Step::Part("{}".into()) }
}

fn string_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    loop {
        at = special(bytes, at);
        match bytes.get(at) {
            Some(b'"') => return at + 1,
            Some(b'\\') => at += 2,
            Some(_) => at += 1,
            None => return bytes.len(),
        }
    }
}

fn word_end(bytes: &[u8], start: usize) -> usize {
    let rest = bytes.get(start..).unwrap_or_default();
    // A form feed is no space in JSON: what begins with one is a word, which is never empty.
    let is_end =
        |byte: &u8| matches!(byte, b'"' | b'[' | b']' | b'{' | b'}' | b',' | b':' | b' ' | b'\n' | b'\t' | b'\r');
    start + rest.iter().position(is_end).unwrap_or(rest.len())
}

#[cfg(test)]
mod tests {
    use super::{path, paths};

    #[test]
    fn every_byte_of_a_value_is_at_its_path() {
        let text = r#"[ {"uid":1}, {"uid" : 22,"friend":{"name \u0041":"x]\"\\","c":[true, {}]}} ]"#;
        for (piece, expected) in [
            ("22", "[1].uid"),
            (r#""uid" "#, "[1].uid"),
            (r"x]", r"[1].friend.name A"),
            (r#"":"x"#, r"[1].friend.name A"),
            ("true", "[1].friend.c[0]"),
            ("{}", "[1].friend.c[1]"),
            ("[true", "[1].friend.c"),
            (r#"{"name"#, "[1].friend"),
            (r#"{"uid" "#, "[1]"),
            ("[ {", ""),
        ] {
            assert_eq!(path(text, text.find(piece).unwrap()), expected, "{piece}");
        }
        assert_eq!(path(text, text.len() - 1), "");
        assert_eq!(path(text, text.len() - 3), "[1]");
        assert_eq!(path(text, text.len() - 4), "[1].friend");
    }

    #[test]
    fn a_walk_goes_on_after_what_is_no_json() {
        for byte in 0..=0x7f_u8 {
            let text = format!("[1,{}2]", char::from(byte));
            path(&text, text.len() - 1);
        }
        assert_eq!(path("[1,\u{c}2]", 4), "[1]");
    }

    #[test]
    fn many_places_take_one_walk() {
        let text = r#"{"a":[1,2,{"b":3}],"c":4}"#;
        let places = ["1", "2", "{\"b", "3", "4"].map(|piece| text.find(piece).unwrap());
        assert_eq!(paths(text, places.into_iter()), ["a[0]", "a[1]", "a[2]", "a[2].b", "c"]);
        assert_eq!(paths(text, [places[3], places[3]].into_iter()), ["a[2].b", "a[2].b"]);
    }

    #[test]
    fn a_text_that_is_cut_off_has_the_paths_that_it_has() {
        for (text, expected) in [("", ""), ("[1", "[0]"), (r#"{"a":"b"#, "a"), (r#"{"a"#, r#""a"#)] {
            assert_eq!(path(text, text.len().saturating_sub(1)), expected, "{text}");
        }
    }
}

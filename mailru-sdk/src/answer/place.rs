//! Where in an answer decoding stopped, as a path such as `[1].friend.uid`.
//!
//! A decoder that keeps its path would have to be compiled for every type a second time, and all that code would be part of
//! every program. The place in the text is known anyway, and the text tells the path.

/// A list or an object that has not ended yet.
enum Open<'t> {
    List { index: usize },
    Object { name: Option<&'t str> },
}

/// The path of the value that ends where `read` ends, the beginning of a JSON text; where none does, of the list or object that
/// `read` ends inside. Empty for the whole text.
pub(super) fn path(read: &str) -> String {
    let mut open: Vec<Open<'_>> = Vec::new();
    // Whether `read` ends in a value of the innermost list or object, and not between two.
    let mut inside = false;
    let mut at = 0;
    while let Some(byte) = read.as_bytes().get(at) {
        let mut next = at + 1;
        match byte {
            b'[' => open.push(Open::List { index: 0 }),
            b'{' => open.push(Open::Object { name: None }),
            b']' | b'}' => drop(open.pop()),
            b',' => match open.last_mut() {
                Some(Open::List { index }) => *index += 1,
                Some(Open::Object { name }) => *name = None,
                None => {}
            },
            b'"' => {
                next = end_of_string(read, at);
                if let Some(Open::Object { name: name @ None }) = open.last_mut() {
                    *name = Some(&read[at..next]);
                    at = next;
                    continue;
                }
            }
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            inside = !matches!(byte, b'[' | b'{' | b',');
        }
        at = next;
    }
    if !inside {
        open.pop();
    }
    written(&open)
}

/// The place after the string that begins at `start`.
fn end_of_string(text: &str, start: usize) -> usize {
    let mut escaped = false;
    let end = text.as_bytes()[start + 1..].iter().position(|byte| {
        let ends = *byte == b'"' && !escaped;
        escaped = *byte == b'\\' && !escaped;
        ends
    });
    end.map_or(text.len(), |length| start + length + 2)
}

fn written(open: &[Open<'_>]) -> String {
    let mut path = String::new();
    for place in open {
        match place {
            Open::List { index } => path.extend(["[", &index.to_string(), "]"]),
            Open::Object { name: None } => {}
            Open::Object { name: Some(name) } => {
                if !path.is_empty() {
                    path.push('.');
                }
                // What is no string has not got this far; as it stands it still tells more than nothing.
                path.push_str(&serde_json::from_str(name).unwrap_or_else(|_| (*name).to_owned()));
            }
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::path;

    #[test]
    fn a_value_is_found_by_its_end() {
        let table = [
            (r#"[{"uid":1},{"uid":2,"friend":{"uid":"x""#, "[1].friend.uid"),
            (r#"{"a":{"b":[true, false"#, "a.b[1]"),
            (r#"{"a":12"#, "a"),
            (r"[[1],[2 , null", "[1][1]"),
            (r#"{"name \u0041":{"x]\"\\":5"#, r#"name A.x]"\"#),
            ("5", ""),
            (r#""text""#, ""),
        ];
        for (read, expected) in table {
            assert_eq!(path(read), expected, "{read}");
        }
    }

    #[test]
    fn what_ended_is_meant_and_not_what_was_in_it() {
        for (read, expected) in [(r#"{"a":[1,2]"#, "a"), (r#"[{"a":1},{"b":{}}"#, "[1]"), ("[]", "")] {
            assert_eq!(path(read), expected, "{read}");
        }
    }

    #[test]
    fn what_only_began_is_meant_itself() {
        for (read, expected) in [("[", ""), (r#"{"a":["#, "a"), (r#"{"a": [ "#, "a"), (r"[0,{", "[1]")] {
            assert_eq!(path(read), expected, "{read}");
        }
    }

    #[test]
    fn a_member_is_meant_from_its_colon_on() {
        for (read, expected) in [(r#"{"a":{"b""#, "a"), (r#"{"a":{"b":"#, "a.b"), (r#"{"a":{"b":1,"#, "a"), ("[1,", "")]
        {
            assert_eq!(path(read), expected, "{read}");
        }
    }
}

//! An answer with line breaks and indentation, for reading. Nothing else about it changes, whether or not it is JSON.

use std::mem;

/// Deeper levels are not indented further.
const DEEPEST: usize = 16;

pub(super) fn indented(json: &str) -> String {
    let mut text = String::with_capacity(json.len() * 2);
    let (mut depth, mut in_string, mut escapes) = (0_usize, false, false);
    let mut chars = json.chars().peekable();
    while let Some(char) = chars.next() {
        if in_string {
            text.push(char);
            in_string = char != '"' || escapes;
            escapes = char == '\\' && !mem::take(&mut escapes);
            continue;
        }
        match char {
            '[' | '{' => {
                text.push(char);
                while chars.next_if(char::is_ascii_whitespace).is_some() {}
                // What is empty stays on its line.
                if let Some(end) = chars.next_if(|next| matches!(next, ']' | '}')) {
                    text.push(end);
                } else {
                    depth += 1;
                    break_line(&mut text, depth);
                }
            }
            ']' | '}' => {
                depth = depth.saturating_sub(1);
                break_line(&mut text, depth);
                text.push(char);
            }
            ',' => {
                text.push(char);
                break_line(&mut text, depth);
            }
            ':' => text.push_str(": "),
            '"' => {
                in_string = true;
                text.push(char);
            }
            other if other.is_ascii_whitespace() => {}
            other => text.push(other),
        }
    }
    text
}

fn break_line(text: &mut String, depth: usize) {
    text.push('\n');
    text.push_str(&"  ".repeat(depth.min(DEEPEST)));
}

#[cfg(test)]
mod tests {
    use super::indented;

    #[test]
    fn json_is_laid_out_and_strings_stay_as_they_are() {
        assert_eq!(
            indented(r#"{"a":[1, 2],"b":{},"c":"x:\"{, "}"#),
            "{\n  \"a\": [\n    1,\n    2\n  ],\n  \"b\": {},\n  \"c\": \"x:\\\"{, \"\n}"
        );
        assert_eq!(indented(r#"["\\",1]"#), "[\n  \"\\\\\",\n  1\n]");
    }

    #[test]
    fn what_is_no_json_or_only_half_of_it_is_shown_too() {
        assert_eq!(indented("]]"), "\n]\n]");
        assert_eq!(indented(r#"{"a":["b"#), "{\n  \"a\": [\n    \"b");
        assert!(indented(&"[".repeat(1000)).len() < 1000 * 40);
    }
}

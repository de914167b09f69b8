//! Whether an example is JSON, and where it stops being so.

/// The byte offset and the text of the first mistake.
pub(crate) fn mistake(text: &str) -> Option<(usize, String)> {
    let error = serde_json::from_str::<serde_json::Value>(text).err()?;
    let message = error.to_string();
    let what = message.split(" at line ").next().unwrap_or(&message).to_owned();
    let before: usize = text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
    let offset = if error.is_eof() { text.len() } else { before + error.column().saturating_sub(1) };
    Some((offset.min(text.len()), what))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_has_no_mistake_and_everything_else_has_one_with_its_place() {
        for text in ["[]", "1", "null", "{\"a\": \"Иван\"}", " [1,\n2] "] {
            assert_eq!(mistake(text), None, "{text}");
        }
        let table = [
            ("", 0, "EOF while parsing a value"),
            ("[1,]", 3, "trailing comma"),
            ("[1,\n x]", 5, "expected value"),
            ("{\"a\"}", 4, "expected `:`"),
            ("[1", 2, "EOF while parsing a list"),
            ("1 2", 2, "trailing characters"),
        ];
        for (text, offset, what) in table {
            assert_eq!(mistake(text), Some((offset, what.to_owned())), "{text}");
        }
    }
}

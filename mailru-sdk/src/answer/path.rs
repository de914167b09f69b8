//! Where a type of another crate met something else, when it has a type of the SDK inside.

/// How a message about a member begins.
const MISFITS: [&str; 3] = ["expected ", "missing field ", "duplicate field "];

/// The path to a member, and what is wrong with it.
///
/// A type of the SDK inside another one is read as a whole, so the message itself begins with the rest of the path:
/// `attachments[1]: content.tag: expected a text`.
pub(super) fn whole_path<'m>(path: &str, message: &'m str) -> (String, &'m str) {
    let mut whole = path.to_owned();
    let mut rest = message;
    while !MISFITS.iter().any(|beginning| rest.starts_with(beginning)) {
        let inside = rest.split_once(": ").filter(|(inside, _)| !inside.contains([' ', '"', '`']));
        // The message of a type of another crate has colons of its own: `invalid type: string "a: b"`.
        let Some((inside, after)) = inside else { return (path.to_owned(), message) };
        if !whole.is_empty() && !inside.starts_with('[') {
            whole.push('.');
        }
        whole.push_str(inside);
        rest = after;
    }
    (whole, rest)
}

#[cfg(test)]
mod tests {
    use super::whole_path;

    #[test]
    fn the_path_goes_on_inside_a_union() {
        for (message, expected) in [
            ("expected a text", ("posts[1]", "expected a text")),
            ("content.tag: expected a text", ("posts[1].content.tag", "expected a text")),
            ("items[2]: [0]: missing field `id`", ("posts[1].items[2][0]", "missing field `id`")),
            (
                "tag: expected a list, found \"b: expected c\"",
                ("posts[1].tag", "expected a list, found \"b: expected c\""),
            ),
        ] {
            let (path, rest) = whole_path("posts[1]", message);
            assert_eq!((path.as_str(), rest), expected, "{message}");
        }
    }

    #[test]
    fn what_is_no_path_stays_in_the_message() {
        for message in [
            r#"invalid type: string "expected a", expected u32"#,
            r#"invalid type: string "a: expected b", expected u32"#,
            "unknown variant `a: expected b`, expected `c`",
            r#""a: expected b": expected a text"#,
            "bad colour",
        ] {
            assert_eq!(whole_path("posts[1]", message), ("posts[1]".to_owned(), message));
        }
    }
}

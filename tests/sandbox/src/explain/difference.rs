//! Two base strings side by side, piece by piece: a longest common subsequence, as in any comparison of files.

/// A part of two base strings that are compared: the one that was expected, and the one that was signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Difference {
    /// In both, at this place.
    Same(String),
    /// Expected at this place, but not signed there.
    Missing(String),
    /// Signed at this place, though not expected there.
    Added(String),
}

impl Difference {
    pub(super) fn text(&self) -> &str {
        match self {
            Self::Same(text) | Self::Missing(text) | Self::Added(text) => text,
        }
    }
}

pub(super) fn between(expected: &[String], signed: &[String]) -> Vec<Difference> {
    let common = common(expected, signed);
    let (mut left, mut right) = (0, 0);
    let mut parts = Vec::new();
    while left < expected.len() || right < signed.len() {
        if left < expected.len() && right < signed.len() && expected[left] == signed[right] {
            push(&mut parts, Difference::Same(expected[left].clone()));
            left += 1;
            right += 1;
        } else if left < expected.len() && (right == signed.len() || common[left + 1][right] >= common[left][right + 1])
        {
            push(&mut parts, Difference::Missing(expected[left].clone()));
            left += 1;
        } else {
            push(&mut parts, Difference::Added(signed[right].clone()));
            right += 1;
        }
    }
    parts
}

/// How many pieces two tails have in common, by where they begin.
fn common(expected: &[String], signed: &[String]) -> Vec<Vec<usize>> {
    let mut table = vec![vec![0; signed.len() + 1]; expected.len() + 1];
    for left in (0..expected.len()).rev() {
        for right in (0..signed.len()).rev() {
            table[left][right] = if expected[left] == signed[right] {
                table[left + 1][right + 1] + 1
            } else {
                table[left + 1][right].max(table[left][right + 1])
            };
        }
    }
    table
}

/// Parts of one kind are one part.
fn push(parts: &mut Vec<Difference>, part: Difference) {
    match (parts.last_mut(), &part) {
        (Some(Difference::Same(before)), Difference::Same(text))
        | (Some(Difference::Missing(before)), Difference::Missing(text))
        | (Some(Difference::Added(before)), Difference::Added(text)) => before.push_str(text),
        _ => parts.push(part),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::Difference::{self, Added, Missing, Same};
    use super::between;

    fn pieces(text: &str) -> Vec<String> {
        text.chars().map(String::from).collect()
    }

    #[test]
    fn what_is_missing_added_or_moved_is_told_from_what_is_common() {
        let [same, missing, added] = [Same, Missing, Added].map(|kind| move |text: &str| kind(text.to_owned()));
        for (expected, signed, parts) in [
            ("", "", vec![]),
            ("abc", "abc", vec![same("abc")]),
            ("abc", "ac", vec![same("a"), missing("b"), same("c")]),
            ("ac", "xabc", vec![added("x"), same("a"), added("b"), same("c")]),
            ("abcd", "axyd", vec![same("a"), missing("bc"), added("xy"), same("d")]),
            ("abc", "acb", vec![same("a"), missing("b"), same("c"), added("b")]),
        ] {
            assert_eq!(between(&pieces(expected), &pieces(signed)), parts, "{expected} {signed}");
        }
    }

    /// All that is left of a text when any of its letters are left out.
    fn remains(text: &str) -> HashSet<String> {
        text.chars().fold(HashSet::from([String::new()]), |known, letter| {
            known.iter().flat_map(|remains| [remains.clone(), format!("{remains}{letter}")]).collect()
        })
    }

    #[test]
    fn no_difference_is_larger_than_it_need_be_and_both_texts_come_back() {
        let texts: Vec<String> = ["abc", "ab", "abcd"].into_iter().flat_map(remains).collect();
        let texts: Vec<String> =
            texts.iter().flat_map(|first| texts.iter().map(move |last| format!("{last}{first}"))).collect();
        for expected in texts.iter().step_by(5) {
            for signed in texts.iter().step_by(11) {
                let parts = between(&pieces(expected), &pieces(signed));
                let text = |kinds: fn(&Difference) -> bool| {
                    parts.iter().filter(|part| kinds(part)).map(Difference::text).collect::<String>()
                };
                assert_eq!(text(|part| !matches!(part, Added(_))), *expected);
                assert_eq!(text(|part| !matches!(part, Missing(_))), *signed);
                let common = remains(expected).intersection(&remains(signed)).map(String::len).max();
                assert_eq!(Some(text(|part| matches!(part, Same(_))).len()), common, "{expected} {signed}");
            }
        }
    }
}

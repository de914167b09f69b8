//! Messages about a spec file: where, what, and what was perhaps meant. They are collected, not thrown, so that one build
//! shows all of them. What a mistake is, the stages know. Near the ground; it uses `order` alone.

use proc_macro2::{Span, TokenStream};
use quote::quote_spanned;

use crate::order::sorted;

/// A place in a spec file. Lines and columns count from 1; columns count characters.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Position {
    pub line: usize,
    pub column: usize,
}

/// The messages about one spec file.
#[derive(Debug, Default)]
pub(crate) struct Diagnostics {
    path: String,
    messages: Vec<(Position, String)>,
}

impl Diagnostics {
    pub(crate) fn new(path: impl Into<String>) -> Self {
        Self { path: path.into(), messages: Vec::new() }
    }

    pub(crate) fn error(&mut self, at: Position, message: impl Into<String>) {
        self.messages.push((at, message.into()));
    }

    /// Takes over the messages about another part of the same file, as far as they are wanted.
    pub(crate) fn absorb(&mut self, other: Self, wanted: impl Fn(Position) -> bool) {
        self.messages.extend(other.messages.into_iter().filter(|(at, _)| wanted(*at)));
    }

    /// Every message as `path:line:column: text`, in the order of the file.
    pub(crate) fn messages(&self) -> Vec<String> {
        let path = &self.path;
        sorted(&self.messages, |(at, _)| (at.line, at.column))
            .iter()
            .map(|(at, text)| format!("{path}:{}:{}: {text}", at.line, at.column))
            .collect()
    }

    /// One `compile_error!` per message, which points to where the file is named; nothing when all is well.
    pub(crate) fn render(&self, named: Span) -> TokenStream {
        self.messages().iter().map(|message| quote_spanned!(named=> ::core::compile_error! { #message })).collect()
    }
}

/// The known word that is nearest to a misspelt one, if any is near enough to be meant.
pub(crate) fn nearest<'w>(word: &str, known: impl IntoIterator<Item = &'w str>) -> Option<&'w str> {
    known
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(&word.to_lowercase(), &candidate.to_lowercase()), candidate))
        .filter(|(distance, candidate)| *distance <= 1 + candidate.chars().count().max(word.chars().count()) / 4)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// `, did you mean "User"?`, or nothing when no known word is near.
pub(crate) fn suggestion<'w>(word: &str, known: impl IntoIterator<Item = &'w str>) -> String {
    nearest(word, known).map_or_else(String::new, |near| format!(", did you mean {near:?}?"))
}

/// The near word, or every word that would have been right.
pub(crate) fn expectation<'w>(word: &str, known: impl IntoIterator<Item = &'w str>) -> String {
    let known: Vec<&str> = known.into_iter().collect();
    let near = suggestion(word, known.iter().copied());
    if !near.is_empty() {
        return near;
    }
    let quoted: Vec<String> = known.iter().map(|word| format!("{word:?}")).collect();
    match quoted.as_slice() {
        [] => String::new(),
        [.., _, _, _] => format!(", expected one of {}", quoted.join(", ")),
        _ => format!(", expected {}", quoted.join(" or ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_near_word_is_suggested_and_a_far_one_is_not() {
        assert_eq!(suggestion("Usr", ["Album", "User"]), ", did you mean \"User\"?");
        assert_eq!(suggestion("get", ["POST", "GET"]), ", did you mean \"GET\"?");
        assert_eq!(suggestion("Photo", ["Album", "User"]), "");
    }

    #[test]
    fn without_a_near_word_all_are_named() {
        assert_eq!(expectation("DELETE", ["GET", "POST"]), ", expected \"GET\" or \"POST\"");
        assert_eq!(expectation("zzzzz", ["a", "b", "c"]), ", expected one of \"a\", \"b\", \"c\"");
        assert_eq!(expectation("x", []), "");
    }

    #[test]
    fn messages_come_in_the_order_of_the_file() {
        let mut diagnostics = Diagnostics::new("a.toml");
        diagnostics.error(Position { line: 10, column: 1 }, "third");
        diagnostics.error(Position { line: 9, column: 20 }, "second");
        let mut other = Diagnostics::new("a.toml");
        other.error(Position { line: 9, column: 3 }, "first");
        other.error(Position { line: 1, column: 1 }, "unwanted");
        diagnostics.absorb(other, |at| at.line > 1);
        assert_eq!(diagnostics.messages(), ["a.toml:9:3: first", "a.toml:9:20: second", "a.toml:10:1: third"]);
    }
}

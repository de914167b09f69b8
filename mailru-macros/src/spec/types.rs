//! Type expressions: `[uid]`, `{User}`, `rust:crate::Gift`. How types are put together and where each may stand; not which
//! there are, and not what they are in Rust.

use super::value::{Reader, Value};
use super::vocabulary::{Names, VOCABULARY};
use crate::diagnostics::suggestion;
use crate::model::Type;
use crate::names;

/// Deeper than any answer, and shallow enough to recurse without a thought.
const DEEPEST: usize = 8;

/// What a type is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    Param,
    Answer,
}

impl Reader<'_> {
    /// A type; where the text names none, it is reported and `any` stands in its place.
    pub(crate) fn ty(&mut self, value: Value<'_>, place: Place) -> Type {
        let Some(text) = self.text(value) else { return Type::Any };
        let mut expression = Expression { names: self.names, place, problem: None };
        let ty = expression.parse(text, 0, 0);
        if let Some((offset, message)) = expression.problem {
            self.error_inside(value, offset, message);
        }
        ty
    }
}

struct Expression<'n> {
    names: &'n Names,
    place: Place,
    /// The first mistake, with its byte offset.
    problem: Option<(usize, String)>,
}

impl Expression<'_> {
    fn wrong(&mut self, offset: usize, message: impl Into<String>) -> Type {
        self.problem.get_or_insert_with(|| (offset, message.into()));
        Type::Any
    }

    fn parse(&mut self, text: &str, offset: usize, depth: usize) -> Type {
        let offset = offset + text.len() - text.trim_start().len();
        let text = text.trim();
        if depth > DEEPEST {
            return self.wrong(offset, format!("a type is nested more than {DEEPEST} deep"));
        }
        if let Some(rest) = text.strip_prefix('[') {
            let Some(item) = rest.strip_suffix(']') else { return self.wrong(offset, "\"[\" has no \"]\"") };
            if self.place == Place::Param && depth > 0 {
                return self.wrong(offset, "a comma list cannot hold lists");
            }
            return Type::List(Box::new(self.parse(item, offset + 1, depth + 1)));
        }
        if let Some(rest) = text.strip_prefix('{') {
            let Some(item) = rest.strip_suffix('}') else { return self.wrong(offset, "\"{\" has no \"}\"") };
            if self.place == Place::Param {
                return self.wrong(offset, "a parameter cannot be a map");
            }
            return Type::Map(Box::new(self.parse(item, offset + 1, depth + 1)));
        }
        if let Some(path) = text.strip_prefix("rust:") {
            return if is_path(path) {
                Type::Rust(path.trim().to_owned())
            } else {
                self.wrong(offset, format!("{path:?} is not a path of Rust, such as \"rust:crate::Gift\""))
            };
        }
        self.word(text, offset, depth)
    }

    fn word(&mut self, word: &str, offset: usize, depth: usize) -> Type {
        match VOCABULARY.iter().find(|(known, _)| *known == word) {
            Some((_, Type::File)) if self.place == Place::Answer => {
                return self.wrong(offset, "\"file\" is for parameters only");
            }
            Some((_, Type::File)) if depth > 0 => return self.wrong(offset, "a list cannot hold files"),
            Some((_, ty)) => return ty.clone(),
            None => {}
        }
        let (local, shared) = (&self.names.local, &self.names.shared);
        let is_local = local.iter().any(|name| name == word);
        match (is_local, shared.iter().find(|declaration| declaration.name == word)) {
            // Reported where it is declared.
            (true, _) if !self.names.allow(word) => Type::Any,
            (_, Some(_)) if !names::is_upper_camel(word) => Type::Any,
            (true, _) => Type::Local(word.to_owned()),
            (_, Some(declaration)) => Type::Shared(word.to_owned(), declaration.kind),
            _ if word.is_empty() => self.wrong(offset, "a type is missing"),
            _ => {
                let vocabulary = VOCABULARY.iter().map(|(word, _)| *word);
                let shared = shared.iter().map(|declaration| &declaration.name);
                let declared = local.iter().chain(shared).map(String::as_str);
                let mut hint = suggestion(word, vocabulary.clone().chain(declared));
                if hint.is_empty() {
                    let vocabulary: Vec<&str> = vocabulary.collect();
                    hint =
                        format!(", expected a declared name, [T], {{T}}, rust:path or one of {}", vocabulary.join(" "));
                }
                self.wrong(offset, format!("unknown type {word:?}{hint}"))
            }
        }
    }
}

/// Whether the text is a path to a type. Only letters that every tokenizer takes quietly get as far as `syn`.
fn is_path(text: &str) -> bool {
    let mut before = ' ';
    for letter in text.chars() {
        let in_word = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
        let begins_with_digit = letter.is_ascii_digit() && !in_word(before);
        if begins_with_digit || !(in_word(letter) || matches!(letter, ':' | '<' | '>' | ',' | ' ')) {
            return false;
        }
        before = letter;
    }
    syn::parse_str::<syn::Path>(text).is_ok()
}

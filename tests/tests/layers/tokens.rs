//! Paths in the tokens of a macro call, which nobody has parsed: names with `::` between them.

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

use crate::imports::plain;

/// Macros whose tokens are code of another crate.
const QUOTES: [&str; 4] = ["quote", "quote_spanned", "parse_quote", "parse_quote_spanned"];

pub fn is_quote(path: &[String]) -> bool {
    path.last().is_some_and(|last| QUOTES.contains(&last.as_str()))
}

/// Every path in the tokens, with its line.
pub fn paths(tokens: TokenStream, own: &[String]) -> Vec<(Vec<String>, usize)> {
    let mut found = Vec::new();
    collect(tokens, own, &mut found);
    found
}

fn collect(tokens: TokenStream, own: &[String], found: &mut Vec<(Vec<String>, usize)>) {
    let tokens: Vec<_> = tokens.into_iter().collect();
    let mut at = 0;
    while at < tokens.len() {
        match &tokens[at] {
            TokenTree::Group(group) => {
                collect(group.stream(), own, found);
                at += 1;
            }
            TokenTree::Ident(first) => {
                let begins = at;
                let mut path = vec![plain(first)];
                at += 1;
                while let Some(TokenTree::Ident(next)) = tokens.get(at + 2)
                    && is_path_separator(&tokens, at)
                {
                    path.push(plain(next));
                    at += 3;
                }
                if !is_whole(&tokens, begins, &path[0], own) {
                    continue;
                }
                if is_quote(&path) && is_punct(tokens.get(at), '!') {
                    // The mark and the group after it.
                    at += 2;
                    continue;
                }
                match tokens.get(at + 2) {
                    Some(TokenTree::Group(group))
                        if is_path_separator(&tokens, at) && group.delimiter() == Delimiter::Brace =>
                    {
                        let mut inner = Vec::new();
                        collect(group.stream(), own, &mut inner);
                        at += 3;
                        found.extend(inner.into_iter().map(|(rest, line)| ([path.clone(), rest].concat(), line)));
                    }
                    // Alone it is the value `self`, or how far something is seen: `pub(crate)`.
                    _ if matches!(path.as_slice(), [only] if is_keyword(only)) => {}
                    _ => found.push((path, first.span().start().line)),
                }
            }
            TokenTree::Punct(_) | TokenTree::Literal(_) => at += 1,
        }
    }
}

fn is_keyword(name: &str) -> bool {
    matches!(name, "crate" | "self" | "super")
}

/// Whether a path of this crate begins here: not after a dot, a `'` of a lifetime, the `$` of a macro's variable, or a `::` that does
/// not lead to the crate by its own name.
fn is_whole(tokens: &[TokenTree], at: usize, first: &str, own: &[String]) -> bool {
    let before = at.checked_sub(1).and_then(|before| tokens.get(before));
    match before {
        Some(TokenTree::Punct(punct)) => match punct.as_char() {
            '\'' => false,
            '$' => first == "crate",
            // The end of a range is no member.
            '.' => at >= 2 && is_punct(tokens.get(at - 2), '.'),
            ':' => !(at >= 2 && is_path_separator(tokens, at - 2)) || own.iter().any(|name| name == first),
            _ => true,
        },
        _ => true,
    }
}

fn is_path_separator(tokens: &[TokenTree], at: usize) -> bool {
    matches!(tokens.get(at), Some(TokenTree::Punct(punct)) if punct.as_char() == ':' && punct.spacing() == Spacing::Joint)
        && is_punct(tokens.get(at + 1), ':')
}

fn is_punct(token: Option<&TokenTree>, expected: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == expected)
}

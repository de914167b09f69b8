//! Identifiers that the generated code uses.

use std::fmt::Debug;

use proc_macro2::{Ident, Literal, Span};

use crate::names;

/// An identifier, raw where the word is a keyword. `syn` does not know that `gen` became one with the edition of this crate, which
/// is that of generated code.
pub(super) fn ident(name: &str) -> Ident {
    let plain = syn::parse_str::<Ident>(name).ok().filter(|_| name != "gen");
    plain.unwrap_or_else(|| Ident::new_raw(name, Span::call_site()))
}

/// `get_app_users` becomes `GetAppUsers`.
pub(super) fn camel(key: &str) -> Ident {
    ident(&names::upper_camel(key))
}

/// `get_app_users` becomes `GET_APP_USERS`.
pub(super) fn constant(key: &str) -> Ident {
    ident(&key.to_ascii_uppercase())
}

/// The type that marks a response variant.
pub(super) fn variant_marker(name: &str) -> Ident {
    ident(&names::marker(name))
}

/// The variant of that name in the SDK's own enum, which has the same variants.
pub(super) fn word(value: impl Debug) -> Ident {
    ident(&format!("{value:?}"))
}

/// A number as a person writes it, without the name of its type.
pub(super) fn number(number: i64) -> Literal {
    Literal::i64_unsuffixed(number)
}

/// The same for a place or a size.
pub(super) fn index(index: usize) -> Literal {
    Literal::usize_unsuffixed(index)
}

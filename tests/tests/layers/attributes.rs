//! What an item says of itself: its name, whether it is compiled for tests only, and in which file a module is.

use proc_macro2::{TokenStream, TokenTree};
use syn::Item;
use syn::{Attribute, Expr, Lit, Meta};

use crate::imports::plain;

/// An item's attributes, and the name that it defines.
pub fn heading(item: &Item) -> (&[Attribute], Option<String>) {
    let (attributes, name) = match item {
        Item::Const(item) => (&item.attrs, Some(&item.ident)),
        Item::Enum(item) => (&item.attrs, Some(&item.ident)),
        Item::Fn(item) => (&item.attrs, Some(&item.sig.ident)),
        Item::Impl(item) => (&item.attrs, None),
        Item::Macro(item) => (&item.attrs, item.ident.as_ref()),
        Item::Mod(item) => (&item.attrs, None),
        Item::Static(item) => (&item.attrs, Some(&item.ident)),
        Item::Struct(item) => (&item.attrs, Some(&item.ident)),
        Item::Trait(item) => (&item.attrs, Some(&item.ident)),
        Item::Type(item) => (&item.attrs, Some(&item.ident)),
        Item::Union(item) => (&item.attrs, Some(&item.ident)),
        Item::Use(item) => (&item.attrs, None),
        _ => return (&[], None),
    };
    (attributes, name.map(plain))
}

/// Whether the item is not there without `cfg(test)`.
pub fn is_test(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| match &attribute.meta {
        Meta::List(list) if list.path.is_ident("cfg") => needs_test(&list.tokens),
        meta => meta.path().is_ident("test"),
    })
}

/// `test` itself, or all of several things among which it is.
fn needs_test(condition: &TokenStream) -> bool {
    let tokens: Vec<_> = condition.clone().into_iter().collect();
    match tokens.as_slice() {
        [TokenTree::Ident(name)] => name == "test",
        [TokenTree::Ident(name), TokenTree::Group(of)] if name == "all" => {
            let parts: Vec<_> = of.stream().into_iter().collect();
            parts
                .split(|token| matches!(token, TokenTree::Punct(punct) if punct.as_char() == ','))
                .any(|part| needs_test(&part.iter().cloned().collect()))
        }
        _ => false,
    }
}

/// The files that `#[path = ".."]` names, and `#[cfg_attr(.., path = "..")]`.
pub fn files_by_path(attributes: &[Attribute]) -> impl Iterator<Item = String> {
    attributes.iter().filter_map(|attribute| match &attribute.meta {
        Meta::NameValue(pair) if pair.path.is_ident("path") => match &pair.value {
            Expr::Lit(literal) => text(&literal.lit),
            _ => None,
        },
        Meta::List(list) if list.path.is_ident("cfg_attr") => {
            let tokens: Vec<_> = list.tokens.clone().into_iter().collect();
            tokens.windows(3).find_map(|window| match window {
                [TokenTree::Ident(name), TokenTree::Punct(_), TokenTree::Literal(file)] if name == "path" => {
                    text(&Lit::new(file.clone()))
                }
                _ => None,
            })
        }
        _ => None,
    })
}

fn text(literal: &Lit) -> Option<String> {
    match literal {
        Lit::Str(text) => Some(text.value()),
        _ => None,
    }
}

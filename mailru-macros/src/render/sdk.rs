//! What generated code calls the SDK. In templates it is `::mailru_sdk`, its name inside itself; another crate may know it by
//! another name, or by way of a third crate, so that `$crate` of a macro of the SDK takes that place there.

use proc_macro2::{Group, Literal, Span, TokenStream, TokenTree};
use quote::quote;
use syn::{Ident, LitStr};

/// The SDK inside a module that is filled, for texts, in which `$crate` means nothing.
const ALIAS: &str = "__mailru_sdk";

/// The import of the alias.
pub(super) fn alias() -> TokenStream {
    let alias = super::names::ident(ALIAS);
    quote! {
        #[allow(unused_imports)]
        use ::mailru_sdk as #alias;
    }
}

/// The tokens with the SDK under that name.
pub(crate) fn under_its_name(tokens: TokenStream, sdk: &TokenStream) -> TokenStream {
    renamed(tokens, sdk, false)
}

fn renamed(tokens: TokenStream, sdk: &TokenStream, attribute: bool) -> TokenStream {
    let mut out: Vec<TokenTree> = Vec::new();
    let mut hash = false;
    for token in tokens {
        let after_hash =
            std::mem::replace(&mut hash, matches!(&token, TokenTree::Punct(mark) if mark.as_char() == '#'));
        match token {
            TokenTree::Ident(name) if name == "mailru_sdk" && ends_with_colons(&out) => {
                out.truncate(out.len() - 2);
                out.extend(sdk.clone());
            }
            TokenTree::Group(group) => {
                let stream = renamed(group.stream(), sdk, attribute || after_hash);
                let mut renamed = Group::new(group.delimiter(), stream);
                renamed.set_span(group.span());
                out.push(renamed.into());
            }
            TokenTree::Literal(literal) if attribute => out.push(in_text(literal).into()),
            token => out.push(token),
        }
    }
    out.into_iter().collect()
}

/// Whether a path begins with the colons at the end.
fn ends_with_colons(tokens: &[TokenTree]) -> bool {
    let is = |token: &TokenTree, wanted| matches!(token, TokenTree::Punct(mark) if mark.as_char() == wanted);
    let Some((before, colons)) = tokens.split_last_chunk::<2>() else { return false };
    let goes_on = match before {
        // A lifetime.
        [.., tick, TokenTree::Ident(_)] if is(tick, '\'') => false,
        [.., TokenTree::Ident(word)] => {
            let word = word.to_string();
            // Other keywords, such as `impl`, stand before a path.
            syn::parse_str::<Ident>(&word).is_ok() || ["crate", "self", "Self", "super"].contains(&word.as_str())
        }
        _ => false,
    };
    colons.iter().all(|token| is(token, ':')) && !goes_on
}

/// The tokens as if they stood at that place, so that the compiler, where it shows what was written, shows the file of the program. The
/// names stay those of the expansion.
pub(crate) fn placed_at(place: Span, tokens: TokenStream) -> TokenStream {
    let placed = |mut token: TokenTree| {
        let span = place.resolved_at(token.span());
        if let TokenTree::Group(group) = &token {
            token = Group::new(group.delimiter(), placed_at(place, group.stream())).into();
        }
        token.set_span(span);
        token
    };
    tokens.into_iter().map(placed).collect()
}

/// A text of an attribute, which names the SDK by the alias.
fn in_text(literal: Literal) -> Literal {
    let Some(text) = syn::parse_str::<LitStr>(&literal.to_string()).ok().map(|text| text.value()) else {
        return literal;
    };
    let path = ["\"::mailru_sdk::", "(::mailru_sdk::"].into_iter().find(|path| format!("\"{text}").contains(path));
    if path.is_none() {
        return literal;
    }
    let mut renamed = Literal::string(&text.replace("::mailru_sdk::", &format!("{ALIAS}::")));
    renamed.set_span(literal.span());
    renamed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_that_begin_with_the_sdk_are_renamed_and_no_others() {
        let tokens = quote! {
            #[doc = " See [`Api`](::mailru_sdk::Api)."]
            #[serde(crate = "::mailru_sdk::__private::serde")]
            impl ::mailru_sdk::Trait<::mailru_sdk::A> for &'a ::mailru_sdk::B {
                const A: &str = "::mailru_sdk::";
                type C = crate::mailru_sdk::C<own::mailru_sdk::D, mailru_sdk::E>;
            }
        };
        let expected = quote! {
            #[doc = " See [`Api`](__mailru_sdk::Api)."]
            #[serde(crate = "__mailru_sdk::__private::serde")]
            impl mru::Trait<mru::A> for &'a mru::B {
                const A: &str = "::mailru_sdk::";
                type C = crate::mailru_sdk::C<own::mailru_sdk::D, mailru_sdk::E>;
            }
        };
        assert_eq!(under_its_name(tokens, &quote!(mru)).to_string(), expected.to_string());
    }
}

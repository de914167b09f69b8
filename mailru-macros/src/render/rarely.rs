//! What holds the members of an object that seldom come, and how the object passes for having them itself.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::names;

use super::names::{ident, index};

/// The name of the struct beside the object.
pub(super) fn name(object: &str) -> Ident {
    ident(&names::rarely(object))
}

/// The member of the object that holds it.
pub(super) fn member(object: &str) -> TokenStream {
    let rarely = name(object);
    quote! {
        /// The members that seldom come, which are read and set as if they were here.
        pub rarely: ::mailru_sdk::types::Rare<#rarely>,
    }
}

/// The struct, of members with their declarations.
pub(super) fn declaration(object: &str, members: &[(&Ident, TokenStream)]) -> TokenStream {
    let (rarely, object) = (name(object), ident(object));
    let doc = format!(" The members of [`{object}`] that seldom come. They are read and set as its own.");
    let names = members.iter().map(|(name, _)| name);
    let declared = members.iter().map(|(_, declared)| declared);
    quote! {
        #[doc = #doc]
        #[derive(Debug, Clone, PartialEq, Default)]
        #[non_exhaustive]
        pub struct #rarely {
            #(#declared)*
        }

        impl ::mailru_sdk::types::Rarely for #rarely {
            const NONE: &'static Self = &Self { #(#names: ::core::option::Option::None),* };
        }

        impl ::core::ops::Deref for #object {
            type Target = #rarely;

            fn deref(&self) -> &Self::Target {
                &self.rarely
            }
        }

        impl ::core::ops::DerefMut for #object {
            fn deref_mut(&mut self) -> &mut Self::Target {
                &mut self.rarely
            }
        }
    }
}

/// Reads an object that has no such members into its places.
pub(super) fn plain(places: &[TokenStream]) -> TokenStream {
    let count = index(places.len());
    quote!(reader.object(&TABLE, &mut [false; #count], &mut [#(#places),*]))
}

/// Reads an object into its places, those of rare members in a struct by itself; and what holds the struct afterwards.
pub(super) fn reading(
    object: &str,
    rare: impl Iterator<Item = bool>,
    places: &[TokenStream],
) -> Option<(TokenStream, TokenStream)> {
    let came: Vec<_> = rare.enumerate().filter(|(_, rare)| *rare).map(|(at, _)| index(at)).collect();
    if came.is_empty() {
        return None;
    }
    let (rarely, count) = (name(object), index(places.len()));
    let read = quote! {
        let mut seen = [false; #count];
        let mut rarely = <#rarely as ::core::default::Default>::default();
        reader.object(&TABLE, &mut seen, &mut [#(#places),*])?;
    };
    Some((read, quote!(::mailru_sdk::types::Rare::read(reader, &[#(seen[#came]),*], rarely)?)))
}

//! Enums of known words or numbers. Each keeps a value that it does not know.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{TypeDef, ValueDef};

use super::{
    docs,
    names::{ident, index, number},
    storage,
};

pub(super) fn open_enum(def: &TypeDef, int: bool, values: &[ValueDef], path: &str) -> TokenStream {
    let line = index(def.at.line);
    let name = ident(&def.name);
    let doc = docs::type_def(def);
    let variants: Vec<_> = values.iter().map(|value| ident(&value.variant)).collect();
    let value_docs = values.iter().map(docs::value);
    let conversions = if int { numbers(&name, &variants, values) } else { words(&name, &variants, values) };
    let unknown = if int { quote!(i64) } else { quote!(::mailru_sdk::types::Text) };
    let (shape, raw) = if int { (ident("Signed"), ident("number")) } else { (ident("Text"), ident("as_str")) };
    let storage = storage::of(&name);
    quote! {
        #doc
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum #name {
            #(#value_docs #variants,)*
            /// A value that the SDK does not know, as it came.
            Unknown(#unknown),
        }

        #conversions

        impl ::mailru_sdk::types::Lenient for #name {
            fn read(
                reader: &mut ::mailru_sdk::__private::Reader<'_>,
            ) -> ::core::result::Result<Self, ::mailru_sdk::__private::Stop> {
                let value = <Self as ::core::convert::From<_>>::from(<#unknown as ::mailru_sdk::types::Lenient>::read(reader)?);
                if let Self::Unknown(_) = value {
                    reader.unknown_word(#path, #line);
                }
                ::core::result::Result::Ok(value)
            }

            fn read_option(
                reader: &mut ::mailru_sdk::__private::Reader<'_>,
            ) -> ::core::result::Result<::core::option::Option<Self>, ::mailru_sdk::__private::Stop> {
                let value = <#unknown as ::mailru_sdk::types::Lenient>::read_option(reader)?.map(<Self as ::core::convert::From<_>>::from);
                if let ::core::option::Option::Some(Self::Unknown(_)) = value {
                    reader.unknown_word(#path, #line);
                }
                ::core::result::Result::Ok(value)
            }

            fn shape() -> ::mailru_sdk::__private::Shape {
                ::mailru_sdk::__private::Shape::#shape
            }

            fn view(&self) -> ::mailru_sdk::__private::View<'_> {
                ::mailru_sdk::__private::View::#shape(self.#raw())
            }
        }

        #storage
    }
}

fn words(name: &syn::Ident, variants: &[syn::Ident], values: &[ValueDef]) -> TokenStream {
    let words: Vec<_> = values.iter().map(|value| &value.wire).collect();
    quote! {
        impl #name {
            /// The word on the wire.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    #(Self::#variants => #words,)*
                    Self::Unknown(word) => word,
                }
            }
        }

        impl ::core::convert::From<::mailru_sdk::types::Text> for #name {
            fn from(word: ::mailru_sdk::types::Text) -> Self {
                match &*word {
                    #(#words => Self::#variants,)*
                    _ => Self::Unknown(word),
                }
            }
        }

        impl ::core::convert::From<&str> for #name {
            fn from(word: &str) -> Self {
                <Self as ::core::convert::From<_>>::from(<::mailru_sdk::types::Text as ::core::convert::From<_>>::from(word))
            }
        }

        impl ::core::fmt::Display for #name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl ::core::convert::From<#name> for ::mailru_sdk::Value<'_> {
            fn from(value: #name) -> Self {
                let word = <::mailru_sdk::types::Text as ::core::convert::From<_>>::from(value.as_str());
                <Self as ::core::convert::From<_>>::from(word)
            }
        }
    }
}

fn numbers(name: &syn::Ident, variants: &[syn::Ident], values: &[ValueDef]) -> TokenStream {
    // What is not a number has been reported; zero keeps the rest compiling.
    let numbers: Vec<_> = values.iter().map(|value| number(value.wire.parse().unwrap_or_default())).collect();
    quote! {
        impl #name {
            /// The number on the wire.
            #[must_use]
            pub fn number(&self) -> i64 {
                match self {
                    #(Self::#variants => #numbers,)*
                    Self::Unknown(number) => *number,
                }
            }
        }

        impl ::core::convert::From<i64> for #name {
            fn from(number: i64) -> Self {
                match number {
                    #(#numbers => Self::#variants,)*
                    _ => Self::Unknown(number),
                }
            }
        }

        impl ::core::fmt::Display for #name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.number(), f)
            }
        }

        impl ::core::convert::From<#name> for ::mailru_sdk::Value<'_> {
            fn from(value: #name) -> Self {
                <Self as ::core::convert::From<_>>::from(value.number())
            }
        }
    }
}

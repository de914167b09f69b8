//! Unions: enums told apart by a member. Each keeps the JSON of a kind that it does not know.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{TypeDef, UnionVariant};

use super::{docs, names::ident, types::output};

pub(super) fn union(def: &TypeDef, tag: &str, variants: &[UnionVariant]) -> TokenStream {
    let name = ident(&def.name);
    let doc = docs::type_def(def);
    let docs = variants.iter().map(docs::union_variant);
    let names: Vec<_> = variants.iter().map(|variant| ident(&variant.variant)).collect();
    let payloads = variants.iter().map(|variant| output(&variant.ty));
    let tags: Vec<_> = variants.iter().map(|variant| &variant.wire).collect();
    quote! {
        #doc
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#docs #names(::std::boxed::Box<#payloads>),)*
            /// A kind that the SDK does not know, as it came.
            Unknown(::mailru_sdk::types::Json),
        }

        impl ::mailru_sdk::types::Lenient for #name {
            fn lenient<'de, D: ::mailru_sdk::__private::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                ::mailru_sdk::__private::tagged(deserializer, #tag, |tag, json| match tag {
                    #(::core::option::Option::Some(#tags) => {
                        ::mailru_sdk::__private::from_json(&json).map(Self::#names)
                    })*
                    _ => ::core::result::Result::Ok(Self::Unknown(json)),
                })
            }
        }

        impl<'de> ::mailru_sdk::__private::serde::Deserialize<'de> for #name {
            fn deserialize<D: ::mailru_sdk::__private::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                <Self as ::mailru_sdk::types::Lenient>::lenient(deserializer)
            }
        }

        impl ::mailru_sdk::__private::serde::Serialize for #name {
            fn serialize<S: ::mailru_sdk::__private::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                match self {
                    #(Self::#names(value) => {
                        ::mailru_sdk::__private::serialize_tagged(serializer, #tag, #tags, &**value)
                    })*
                    Self::Unknown(json) => ::mailru_sdk::__private::serde::Serialize::serialize(json, serializer),
                }
            }
        }
    }
}

//! Unions: enums told apart by a member. Each keeps the JSON of a kind that it does not know.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{TypeDef, UnionVariant};

use super::{
    docs,
    names::{ident, index},
    storage,
    types::output,
};

pub(super) fn union(def: &TypeDef, tag: &str, variants: &[UnionVariant], path: &str) -> TokenStream {
    let line = index(def.at.line);
    let name = ident(&def.name);
    let doc = docs::type_def(def);
    let docs = variants.iter().map(docs::union_variant);
    let names: Vec<_> = variants.iter().map(|variant| ident(&variant.variant)).collect();
    let payloads: Vec<_> = variants.iter().map(|variant| output(&variant.ty)).collect();
    let indexes = (0..variants.len()).map(index);
    let storage = storage::of(&name);
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
            fn read(
                reader: &mut ::mailru_sdk::__private::Reader<'_>,
            ) -> ::core::result::Result<Self, ::mailru_sdk::__private::Stop> {
                ::core::result::Result::Ok(match reader.tag(#tag, &[#(#tags),*], (#path, #line))? {
                    #(::core::option::Option::Some(#indexes) => {
                        Self::#names(::mailru_sdk::types::Lenient::read(reader)?)
                    })*
                    _ => Self::Unknown(::mailru_sdk::types::Lenient::read(reader)?),
                })
            }

            fn read_option(
                reader: &mut ::mailru_sdk::__private::Reader<'_>,
            ) -> ::core::result::Result<::core::option::Option<Self>, ::mailru_sdk::__private::Stop> {
                if reader.is_no_union()? {
                    return ::core::result::Result::Ok(::core::option::Option::None);
                }
                <Self as ::mailru_sdk::types::Lenient>::read(reader).map(::core::option::Option::Some)
            }

            fn shape() -> ::mailru_sdk::__private::Shape {
                ::mailru_sdk::__private::Shape::Union(
                    #tag,
                    &[#((#tags, <#payloads as ::mailru_sdk::types::Lenient>::shape)),*],
                )
            }

            fn view(&self) -> ::mailru_sdk::__private::View<'_> {
                match self {
                    #(Self::#names(value) => ::mailru_sdk::__private::View::Tagged(
                        #tag,
                        #tags,
                        ::std::boxed::Box::new(::mailru_sdk::types::Lenient::view(&**value)),
                    ),)*
                    Self::Unknown(json) => json.untagged(),
                }
            }
        }

        #storage
    }
}

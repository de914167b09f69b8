//! A type of the spec as it is written elsewhere: as a Rust type, and in the words of the spec. Not the types that a file
//! declares.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::Type;

use super::names::ident;

/// The Rust type of a value in an answer.
pub(super) fn output(ty: &Type) -> TokenStream {
    match ty {
        Type::String | Type::Url | Type::Html => quote!(::mailru_sdk::types::Text),
        Type::Bool | Type::Flag => quote!(::mailru_sdk::types::Flag),
        Type::U32 => quote!(u32),
        Type::U64 => quote!(u64),
        Type::I64 | Type::Int => quote!(i64),
        Type::F64 => quote!(f64),
        Type::Uid => quote!(::mailru_sdk::types::Uid),
        Type::Timestamp => quote!(::mailru_sdk::types::Timestamp),
        Type::Date => quote!(::mailru_sdk::types::Date),
        // A file in an answer has been refused; anything will do in its place.
        Type::Any | Type::File => quote!(::mailru_sdk::types::Json),
        Type::List(item) => {
            let item = output(item);
            quote!(::std::vec::Vec<#item>)
        }
        Type::Map(item) => {
            let item = output(item);
            quote!(::std::collections::BTreeMap<::std::string::String, #item>)
        }
        Type::Local(name) => {
            let name = ident(name);
            quote!(#name)
        }
        Type::Shared(name, _) => {
            let name = ident(name);
            quote!(::mailru_sdk::objects::#name)
        }
        Type::Rust(path) => syn::parse_str(path).unwrap_or_else(|_| quote!(::mailru_sdk::types::Json)),
    }
}

/// Whether decoding is left to the serde of a type that the SDK does not know.
pub(super) fn is_foreign(ty: &Type) -> bool {
    match ty {
        Type::Rust(_) => true,
        Type::List(item) | Type::Map(item) => is_foreign(item),
        _ => false,
    }
}

/// The type in the words of the spec.
pub(super) fn spelled(ty: &Type) -> String {
    match ty {
        Type::String => "string".into(),
        Type::Url => "url".into(),
        Type::Html => "html".into(),
        Type::Bool => "bool".into(),
        Type::Flag => "flag".into(),
        Type::U32 => "u32".into(),
        Type::U64 => "u64".into(),
        Type::I64 => "i64".into(),
        Type::F64 => "f64".into(),
        Type::Int => "int".into(),
        Type::Uid => "uid".into(),
        Type::Timestamp => "timestamp".into(),
        Type::Date => "date".into(),
        Type::Any => "any".into(),
        Type::File => "file".into(),
        Type::List(item) => format!("[{}]", spelled(item)),
        Type::Map(item) => format!("{{{}}}", spelled(item)),
        Type::Local(name) | Type::Shared(name, _) => name.clone(),
        Type::Rust(path) => format!("rust:{path}"),
    }
}

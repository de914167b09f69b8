//! A call of every method through its typed request, for tests that go through the whole spec.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{Circuit, File, Method, Param, ParamKind, Type};

use super::{names::ident, params::is_text};

/// Two functions, one per circuit, that call every method that the circuit may call, in each of its variants. What a required
/// text says, `text` decides: it is given the names of the method and of the parameter.
pub fn calls(files: &[(String, File)]) -> TokenStream {
    let client = calls_of(files, |circuit| circuit != Circuit::Server);
    let server = calls_of(files, |circuit| circuit != Circuit::Client);
    quote! {
        pub async fn client(
            api: &::mailru_sdk::Api<::mailru_sdk::Client>,
            uid: ::mailru_sdk::Uid,
            text: impl AsyncFn(&'static str, &'static str) -> ::std::string::String,
        ) -> ::std::vec::Vec<(&'static str, ::core::result::Result<(), ::mailru_sdk::Error>)> {
            ::std::vec![#(#client),*]
        }

        pub async fn server(
            api: &::mailru_sdk::Api<::mailru_sdk::Server>,
            uid: ::mailru_sdk::Uid,
            text: impl AsyncFn(&'static str, &'static str) -> ::std::string::String,
        ) -> ::std::vec::Vec<(&'static str, ::core::result::Result<(), ::mailru_sdk::Error>)> {
            ::std::vec![#(#server),*]
        }
    }
}

fn calls_of(files: &[(String, File)], may_call: impl Fn(Circuit) -> bool) -> Vec<TokenStream> {
    let mut calls = Vec::new();
    for (group, file) in files {
        for method in file.methods.iter().filter(|method| may_call(method.circuit)) {
            for variant in &method.variants {
                let (group, key, wire) = (ident(group), ident(&method.key), &method.wire);
                let arguments = arguments(method);
                let switch = (variant.name != "default").then(|| ident(&variant.name)).map(|name| quote!(.#name()));
                calls.push(quote!((#wire, api.#group().#key(#(#arguments),*)#switch.await.map(::core::mem::drop))));
            }
        }
    }
    calls
}

fn arguments(method: &Method) -> Vec<TokenStream> {
    method.params.iter().filter(|param| param.required).filter_map(|param| sample(method, param)).collect()
}

fn sample(method: &Method, param: &Param) -> Option<TokenStream> {
    match &param.kind {
        ParamKind::Plain(ty) if is_text(ty) && *ty != Type::Url => {
            let (method, param) = (&method.wire, &param.wire);
            Some(quote!(text(#method, #param).await))
        }
        ParamKind::Plain(ty) => Some(value(ty)),
        ParamKind::EitherOf(members) => members.first().map(|(_, ty)| value(ty)),
        ParamKind::Switch(_) => None,
    }
}

fn value(ty: &Type) -> TokenStream {
    match ty {
        Type::Url => quote!("https://example.com/1.png"),
        ty if is_text(ty) => quote!("text"),
        Type::Uid => quote!(uid),
        Type::Bool | Type::Flag => quote!(true),
        Type::F64 => quote!(1.0),
        Type::Date => quote!(::mailru_sdk::Date::new(1, 2, ::core::option::Option::None).unwrap()),
        Type::Timestamp => quote!(::mailru_sdk::Timestamp::from_secs(0)),
        Type::File => quote!(::mailru_sdk::File::from_bytes("photo.png", [0])),
        Type::List(item) => {
            let item = value(item);
            quote!([#item])
        }
        Type::Local(_) | Type::Shared(_) => quote!("word"),
        _ => quote!(1),
    }
}

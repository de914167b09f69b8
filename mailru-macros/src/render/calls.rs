//! A call of every method through its typed request, for tests that go through the whole spec.

use proc_macro2::TokenStream;
use quote::quote;

use crate::{
    check::page_fits,
    model::{Circuit, File, Method, Param, ParamKind, Type},
    names::upper_camel,
};

use super::{names::ident, params::is_text};

/// For each circuit a table of calls and a function that makes them: every method that it may call, in each of its variants,
/// and where there are pages, the first one too. What a required text says, `text` decides: it is given the names of the method
/// and of the parameter. An answer is given as JSON again.
pub(crate) fn calls(files: &[(String, File)]) -> TokenStream {
    let client = circuit(files, "client", |circuit| circuit != Circuit::Server);
    let server = circuit(files, "server", |circuit| circuit != Circuit::Client);
    quote! {
        pub type Texts<'a> = &'a dyn Fn(&'static str, &'static str) -> ::std::string::String;

        pub struct TypedCall<K: 'static> {
            pub method: &'static str,
            /// Whether it asks for a page.
            pub pages: bool,
            pub make: for<'a> fn(&'a ::mailru_sdk::Api<K>, ::mailru_sdk::Uid, Texts<'a>) -> ::core::pin::Pin<::std::boxed::Box<
                dyn ::core::future::Future<
                    Output = ::core::result::Result<::mailru_sdk::Json, ::mailru_sdk::Error>,
                > + 'a,
            >>,
        }

        #client
        #server
    }
}

fn circuit(files: &[(String, File)], name: &str, may_call: impl Fn(Circuit) -> bool) -> TokenStream {
    let (function, kind, table) = (ident(name), ident(&upper_camel(name)), ident(&name.to_uppercase()));
    let mut calls = Vec::new();
    for (group, file) in files {
        for method in file.methods.iter().filter(|method| may_call(method.circuit)) {
            for variant in &method.variants {
                let (group, key) = (ident(group), ident(&method.key));
                let arguments = arguments(method);
                let switch = (!variant.is_plain()).then(|| ident(&variant.name)).map(|name| quote!(.#name()));
                let request = quote!(api.#group().#key(#(#arguments),*)#switch);
                calls.push(call(method, false, &request));
                if method.page.as_ref().is_some_and(|rule| page_fits(rule, &variant.returns, &file.types)) {
                    calls.push(call(method, true, &quote!(#request.pages().next())));
                }
            }
        }
    }
    quote! {
        pub static #table: &[TypedCall<::mailru_sdk::#kind>] = &[#(#calls),*];

        /// Makes every call but those for pages.
        pub async fn #function(
            api: &::mailru_sdk::Api<::mailru_sdk::#kind>,
            uid: ::mailru_sdk::Uid,
            text: Texts<'_>,
        ) -> ::std::vec::Vec<(&'static str, ::core::result::Result<(), ::mailru_sdk::Error>)> {
            let mut answers = ::std::vec::Vec::new();
            for call in #table.iter().filter(|call| !call.pages) {
                answers.push((call.method, (call.make)(api, uid, text).await.map(::core::mem::drop)));
            }
            answers
        }
    }
}

fn call(method: &Method, pages: bool, request: &TokenStream) -> TokenStream {
    let wire = &method.wire;
    quote! {
        TypedCall {
            method: #wire,
            pages: #pages,
            make: |api, uid, text| ::std::boxed::Box::pin(async move {
                let _ = (uid, text);
                let answer = #request.await?;
                ::core::result::Result::Ok(::mailru_sdk::Json::from_serialize(&answer).expect("an answer is JSON again"))
            }),
        }
    }
}

fn arguments(method: &Method) -> Vec<TokenStream> {
    method.params.iter().filter(|param| param.required).filter_map(|param| sample(method, param)).collect()
}

fn sample(method: &Method, param: &Param) -> Option<TokenStream> {
    match &param.kind {
        ParamKind::Plain(ty) if is_text(ty) && *ty != Type::Url => {
            let (method, param) = (&method.wire, &param.wire);
            Some(quote!(text(#method, #param)))
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
        Type::Local(_) | Type::Shared(..) => quote!("word"),
        _ => quote!(1),
    }
}

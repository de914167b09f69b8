//! Objects: structs whose members are optional unless the spec says otherwise.

use proc_macro2::TokenStream;
use quote::quote;

use crate::{
    check::nested,
    model::{FieldDef, Type, TypeDef},
};

use super::{
    docs,
    names::ident,
    types::{is_foreign, output},
};

pub(super) fn object(def: &TypeDef, fields: &[FieldDef], types: &[TypeDef]) -> TokenStream {
    let name = ident(&def.name);
    let doc = docs::type_def(def);
    let fields = fields.iter().map(|one| field(one, types));
    quote! {
        #doc
        #[derive(
            Debug,
            Clone,
            PartialEq,
            ::mailru_sdk::__private::serde::Serialize,
            ::mailru_sdk::__private::serde::Deserialize,
        )]
        #[serde(crate = "::mailru_sdk::__private::serde")]
        #[non_exhaustive]
        pub struct #name {
            #(#fields)*
        }

        impl ::mailru_sdk::types::Lenient for #name {
            fn lenient<'de, D: ::mailru_sdk::__private::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                ::mailru_sdk::__private::object(deserializer)
            }

            fn lenient_option<'de, D: ::mailru_sdk::__private::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<::core::option::Option<Self>, D::Error> {
                ::mailru_sdk::__private::object_option(deserializer)
            }
        }
    }
}

fn field(field: &FieldDef, types: &[TypeDef]) -> TokenStream {
    let doc = docs::field(field);
    let name = ident(&field.rust);
    let ty = output(&field.ty);
    // An object that is often absent takes little room then, and may hold its own kind.
    let boxed = !field.always && nested(&field.ty, types).is_some();
    let ty = if boxed { quote!(::std::boxed::Box<#ty>) } else { ty };
    let ty = if field.always { ty } else { quote!(::core::option::Option<#ty>) };
    let rename = (field.rust != field.wire).then(|| {
        let wire = &field.wire;
        quote!(#[serde(rename = #wire)])
    });
    let aliases = &field.alias;
    let optional =
        (!field.always).then(|| quote!(#[serde(default, skip_serializing_if = "::core::option::Option::is_none")]));
    let reader = reader(field).map(|reader| quote!(#[serde(deserialize_with = #reader)]));
    quote! {
        #doc
        #rename
        #(#[serde(alias = #aliases)])*
        #optional
        #reader
        pub #name: #ty,
    }
}

/// The function that decodes a field; none where serde's own way is right.
fn reader(field: &FieldDef) -> Option<&'static str> {
    if is_foreign(&field.ty) {
        return None;
    }
    let single = field.single && matches!(field.ty, Type::List(_));
    Some(if single { "::mailru_sdk::__private::lenient_single" } else { "::mailru_sdk::__private::lenient" })
}

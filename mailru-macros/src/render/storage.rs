//! Serde's traits, so that programs can keep what they received: the SDK has the code, and a type says that it wants it.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

pub(super) fn of(name: &Ident) -> TokenStream {
    quote! {
        impl ::mailru_sdk::__private::serde::Serialize for #name {
            fn serialize<S: ::mailru_sdk::__private::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                ::mailru_sdk::__private::serialize(self, serializer)
            }
        }

        impl<'de> ::mailru_sdk::__private::serde::Deserialize<'de> for #name {
            fn deserialize<D: ::mailru_sdk::__private::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                ::mailru_sdk::__private::deserialize(deserializer)
            }
        }
    }
}

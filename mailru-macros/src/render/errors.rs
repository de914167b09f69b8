//! The error codes of the platform as an enum.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::ErrorCode;

use super::{
    docs,
    names::{ident, number, word},
};

pub(crate) fn errors(codes: &[ErrorCode]) -> TokenStream {
    let names: Vec<_> = codes.iter().map(|code| ident(&code.name)).collect();
    let numbers: Vec<_> = codes.iter().map(|code| number(code.code)).collect();
    let classes = codes.iter().map(|code| word(code.class));
    let code_docs = codes.iter().map(docs::error_code);
    quote! {
        /// An error code.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Code {
            #(#code_docs #names,)*
            /// A code that the SDK does not know.
            Unknown(i64),
        }

        impl Code {
            /// Every code that the SDK knows.
            pub const KNOWN: &'static [Self] = &[#(Self::#names),*];

            /// The code of that number.
            #[must_use]
            pub const fn from_number(number: i64) -> Self {
                match number {
                    #(#numbers => Self::#names,)*
                    _ => Self::Unknown(number),
                }
            }

            /// The number on the wire.
            #[must_use]
            pub const fn number(self) -> i64 {
                match self {
                    #(Self::#names => #numbers,)*
                    Self::Unknown(number) => number,
                }
            }

            /// What can be done about it.
            #[must_use]
            pub const fn class(self) -> ::mailru_sdk::error::ErrorClass {
                match self {
                    #(Self::#names => ::mailru_sdk::error::ErrorClass::#classes,)*
                    Self::Unknown(_) => ::mailru_sdk::error::ErrorClass::Bug,
                }
            }
        }
    }
}

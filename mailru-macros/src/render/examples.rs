//! A test for every example of a spec file, in the module that the file fills: it decodes, and nothing of it is lost.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::model::{File, Method, Variant};

use super::types::{is_foreign, output};

pub(super) fn tests(file: &File) -> Option<TokenStream> {
    let tests: Vec<_> = file
        .methods
        .iter()
        .flat_map(|method| method.variants.iter().filter_map(|variant| test(method, variant)))
        .collect();
    (!tests.is_empty()).then(|| {
        quote! {
            #[cfg(test)]
            mod examples_of_the_spec {
                use super::*;

                #(#tests)*
            }
        }
    })
}

fn test(method: &Method, variant: &Variant) -> Option<TokenStream> {
    let example = variant.example.as_ref()?;
    let name = format_ident!("{}_{}", method.key, variant.name);
    let ty = output(&variant.returns);
    // A type from outside the spec may be unable to encode itself.
    let check = if is_foreign(&variant.returns) { quote!(foreign_example) } else { quote!(example) };
    Some(quote! {
        #[test]
        fn #name() {
            ::mailru_sdk::__private::#check::<#ty>(#example);
        }
    })
}

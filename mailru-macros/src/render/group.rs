//! A group: the struct behind `api.friends()`, its methods, and how it is reached from an `Api`.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};

use crate::{
    model::{Circuit, File, Method},
    names,
    order::sorted,
};

use super::{
    declarations, docs, examples, metadata,
    names::{camel, constant, ident, variant_marker},
    params::slots,
    place::Place,
    request, sdk,
};

pub(crate) fn group(file: &File, module: &Ident, place: Place) -> TokenStream {
    let name = camel(&file.module);
    let doc = docs::said(&file.doc);
    let methods = file.methods.iter().map(entry);
    let markers = markers(file);
    let requests = file.methods.iter().map(|method| request::request(method, file, module, place));
    let metadata = file.methods.iter().map(|method| metadata::method(method, &file.path));
    let spec = group_spec(file, module);
    let service = file.service.as_ref().map(metadata::service);
    let access = access(file, module, &name, place);
    let types = declarations::types(file);
    let tests = examples::tests(file);
    let alias = (place == Place::Downstream).then(sdk::alias);
    quote! {
        #alias

        #doc
        pub struct #name<'a, K> {
            api: &'a ::mailru_sdk::Api<K>,
        }

        impl<'a, K> #name<'a, K> {
            #(#methods)*
        }

        impl<K> ::core::clone::Clone for #name<'_, K> {
            fn clone(&self) -> Self {
                *self
            }
        }

        impl<K> ::core::marker::Copy for #name<'_, K> {}

        impl<K> ::core::fmt::Debug for #name<'_, K> {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.debug_struct(::core::stringify!(#name)).finish_non_exhaustive()
            }
        }

        #access
        #markers
        #(#requests)*
        #types
        #spec
        #service
        #(#metadata)*
        #tests
    }
}

/// The method of the group that starts a request: required parameters are its arguments.
fn entry(method: &Method) -> TokenStream {
    let name = ident(&method.key);
    let builder = camel(&method.key);
    let constant = constant(&method.key);
    let doc = docs::entry(method);
    let wire = &method.wire;
    let slots = slots(method);
    // Hygienic, so that a parameter may be called `draft` too.
    let draft = Ident::new("draft", Span::mixed_site());
    let draft = quote!(#draft);
    let required = request::setters(method, &slots).filter(|setter| setter.param().required);
    let arguments: Vec<_> = required.map(|setter| setter.argument(&draft)).collect();
    let declared = arguments.iter().map(|argument| &argument.declared);
    let stored: Vec<_> = arguments.iter().map(|argument| &argument.stored).collect();
    let bound = match method.circuit {
        _ if method.auth.takes_token() => Some(quote!(where K: ::mailru_sdk::CarriesToken)),
        Circuit::Any => None,
        Circuit::Client => Some(quote!(where K: ::mailru_sdk::CallsClient)),
        Circuit::Server => Some(quote!(where K: ::mailru_sdk::CallsServer)),
    };
    let make = request::constructor(method, &draft);
    let new = if method.path.is_some() { quote!(elsewhere) } else { quote!(new) };
    let mutable = (!stored.is_empty()).then(|| quote!(mut));
    quote! {
        #doc
        #[doc(alias = #wire)]
        pub fn #name(self, #(#declared),*) -> #builder<'a> #bound {
            let #mutable #draft = ::mailru_sdk::__private::Draft::#new(self.api.session(), &#constant);
            #(#stored)*
            #make
        }
    }
}

/// The types that mark response variants, shared by the methods of the group.
fn markers(file: &File) -> Option<TokenStream> {
    let with_variants = || file.methods.iter().filter(|method| method.variants.len() > 1);
    let variants = with_variants().flat_map(|method| &method.variants);
    let mut variants = sorted(variants, |variant| names::marker(&variant.name));
    variants.dedup_by_key(|variant| names::marker(&variant.name));
    if variants.is_empty() {
        return None;
    }
    let markers = variants.iter().map(|variant| {
        let name = &variant.name;
        let marker = variant_marker(name);
        let doc = if variant.is_plain() {
            " The answer of the plain call.".to_owned()
        } else {
            format!(" The answer after `.{name}()`.")
        };
        quote! {
            #[doc = #doc]
            #[derive(Debug)]
            pub enum #marker {}
        }
    });
    Some(quote! {
        /// The forms that an answer can have, as types.
        pub mod variant {
            #(#markers)*
        }
    })
}

fn group_spec(file: &File, module: &Ident) -> TokenStream {
    let name = file.methods.first().and_then(|method| method.wire.split_once('.')).map(|(group, _)| group.to_owned());
    let name = name.unwrap_or_else(|| module.to_string());
    let methods = file.methods.iter().map(|method| constant(&method.key));
    let (doc, path) = (&file.doc, &file.path);
    quote! {
        /// The group as data.
        pub static GROUP: ::mailru_sdk::spec::GroupSpec = ::mailru_sdk::spec::GroupSpec {
            name: #name,
            doc: #doc,
            file: #path,
            methods: &[#(&#methods),*],
        };
    }
}

/// `api.friends()`: a method of `Api` in the SDK, of a trait elsewhere.
fn access(file: &File, module: &Ident, name: &Ident, place: Place) -> TokenStream {
    let doc = docs::said(&file.doc);
    match place {
        Place::Sdk => quote! {
            impl<K> ::mailru_sdk::Api<K> {
                #doc
                pub fn #module(&self) -> #name<'_, K> {
                    #name { api: self }
                }
            }
        },
        Place::Downstream => {
            let extension = format_ident!("{name}Ext");
            let summary = format!("Adds `api.{module}()` to [`Api`](::mailru_sdk::Api).");
            quote! {
                #[doc = #summary]
                pub trait #extension<K> {
                    #doc
                    fn #module(&self) -> #name<'_, K>;
                }

                impl<K> #extension<K> for ::mailru_sdk::Api<K> {
                    fn #module(&self) -> #name<'_, K> {
                        #name { api: self }
                    }
                }
            }
        }
    }
}

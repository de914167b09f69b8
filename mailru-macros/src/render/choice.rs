//! Choices: parameters of which exactly one goes over the wire, as an enum.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use crate::model::{Method, Param, Type};

use super::{
    docs,
    names::{camel, ident, index},
    params::{Argument, Slot, is_text},
    types::output,
};

pub(super) struct Choice<'s> {
    pub param: &'s Param,
    name: Ident,
    slots: Vec<&'s Slot<'s>>,
}

impl<'s> Choice<'s> {
    pub(super) fn new(method: &Method, param: &'s Param, slots: Vec<&'s Slot<'s>>) -> Self {
        let name = format_ident!("{}{}", camel(&method.key), camel(&param.rust));
        Self { param, name, slots }
    }

    /// The enum with a variant for each parameter.
    pub(super) fn definition(&self) -> TokenStream {
        let Self { param, name, slots } = self;
        let doc = docs::said(&param.doc);
        let generics = self.generics(&quote!('a));
        let variants = slots.iter().map(|slot| {
            let (variant, ty) = (variant(slot), member(slot.ty));
            let doc = format!("Goes over the wire as `{}`.", slot.wire);
            quote!(#[doc = #doc] #variant(#ty))
        });
        let conversions = self.conversions();
        quote! {
            #doc
            #[derive(Debug, Clone)]
            pub enum #name #generics {
                #(#variants,)*
            }

            #conversions
        }
    }

    pub(super) fn argument(&self, draft: &TokenStream) -> Argument {
        let enum_name = &self.name;
        let generics = self.generics(&quote!('a));
        let name = ident(&self.param.rust);
        let arms = self.slots.iter().map(|slot| {
            let (variant, place) = (variant(slot), index(slot.index));
            let others = self.slots.iter().filter(|other| other.index != slot.index).map(|other| index(other.index));
            let set = match slot.ty {
                Type::List(item) if is_text(item) => quote!(set_texts),
                Type::List(_) => quote!(set_list),
                _ => quote!(set),
            };
            let is_bool = *slot.ty == Type::Bool;
            let value = if is_bool { quote!(if value { "true" } else { "false" }) } else { quote!(value) };
            quote! {
                #enum_name::#variant(value) => {
                    #(#draft.clear(#others);)*
                    #draft.#set(#place, #value);
                }
            }
        });
        Argument {
            declared: quote!(#name: impl ::core::convert::Into<#enum_name #generics>),
            stored: quote! {
                match #name.into() {
                    #(#arms)*
                }
            },
        }
    }

    /// A text is borrowed where it can be, so the enum has a lifetime when it holds one.
    fn generics(&self, lifetime: &TokenStream) -> Option<TokenStream> {
        self.slots.iter().any(|slot| is_text(slot.ty)).then(|| quote!(<#lifetime>))
    }

    /// `From` for what can only be meant as one of the parameters.
    fn conversions(&self) -> TokenStream {
        let name = &self.name;
        let only = |wanted: fn(&Type) -> bool| {
            let mut fitting = self.slots.iter().filter(|slot| wanted(slot.ty));
            fitting.next().filter(|_| fitting.next().is_none()).map(|slot| variant(slot))
        };
        let text = only(is_text).map(|variant| {
            quote! {
                impl<'a> ::core::convert::From<&'a str> for #name<'a> {
                    fn from(text: &'a str) -> Self {
                        Self::#variant(::std::borrow::Cow::Borrowed(text))
                    }
                }

                impl ::core::convert::From<::std::string::String> for #name<'_> {
                    fn from(text: ::std::string::String) -> Self {
                        Self::#variant(::std::borrow::Cow::Owned(text))
                    }
                }
            }
        });
        let elided = self.generics(&quote!('_));
        let file = only(|ty| *ty == Type::File).map(|variant| {
            quote! {
                impl ::core::convert::From<::mailru_sdk::File> for #name #elided {
                    fn from(file: ::mailru_sdk::File) -> Self {
                        Self::#variant(file)
                    }
                }
            }
        });
        quote!(#text #file)
    }
}

fn variant(slot: &Slot<'_>) -> Ident {
    camel(slot.wire)
}

/// The Rust type of a member, which is given by value.
fn member(ty: &Type) -> TokenStream {
    match ty {
        ty if is_text(ty) => quote!(::std::borrow::Cow<'a, str>),
        Type::File => quote!(::mailru_sdk::File),
        Type::Bool | Type::Flag => quote!(bool),
        ty => output(ty),
    }
}

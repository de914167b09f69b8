//! A request: the builder of one method, with its setters, its response variants and its ways out.
//!
//! Its functions are short and marked to be inlined, so that they, and with `send` the decoding of each answer, are compiled in the
//! programs that call them, and not once more for every method when the SDK itself is built.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::{
    check::page_fits,
    model::{File, Method, Page, Param, ParamKind, Variant},
};

use super::{
    choice::Choice,
    docs,
    names::{camel, ident, index, variant_marker},
    params::{Argument, Slot, argument, slots},
    place::Place,
    types::{is_foreign, output},
};

/// A parameter that Rust code can set: one slot, or a choice between several.
pub(super) enum Setter<'s> {
    One(&'s Slot<'s>),
    Choice(Choice<'s>),
}

impl Setter<'_> {
    pub(super) fn param(&self) -> &Param {
        match self {
            Self::One(slot) => slot.param,
            Self::Choice(choice) => choice.param,
        }
    }

    pub(super) fn argument(&self, draft: &TokenStream) -> Argument {
        match self {
            Self::One(slot) => argument(slot, draft),
            Self::Choice(choice) => choice.argument(draft),
        }
    }
}

/// What can be set by name; switches are set by choosing a variant.
pub(super) fn setters<'s>(method: &'s Method, slots: &'s [Slot<'s>]) -> impl Iterator<Item = Setter<'s>> {
    method.params.iter().filter_map(|param| {
        let mut own = slots.iter().filter(|slot| std::ptr::eq(slot.param, param));
        match &param.kind {
            ParamKind::Plain(_) => own.next().map(Setter::One),
            ParamKind::EitherOf(_) => Some(Setter::Choice(Choice::new(method, param, own.collect()))),
            ParamKind::Switch(_) => None,
        }
    })
}

/// The expression that makes a builder of a draft.
pub(super) fn constructor(method: &Method, draft: &TokenStream) -> TokenStream {
    let builder = camel(&method.key);
    if has_variants(method) {
        quote!(#builder { draft: #draft, variant: ::core::marker::PhantomData })
    } else {
        quote!(#builder { draft: #draft })
    }
}

fn has_variants(method: &Method) -> bool {
    method.variants.len() > 1
}

pub(super) fn request(method: &Method, file: &File, module: &Ident, place: Place) -> TokenStream {
    let builder = camel(&method.key);
    let doc = docs::request(method, file, module, place);
    let slots = slots(method);
    let all: Vec<_> = setters(method, &slots).collect();
    let choices = all.iter().filter_map(|setter| match setter {
        Setter::One(_) => None,
        Setter::Choice(choice) => Some(choice.definition()),
    });
    let setters: Vec<_> = all.iter().filter(|one| !one.param().required).map(setter).collect();
    let (declaration, generics, arguments) = if has_variants(method) {
        let declaration = quote! {
            pub struct #builder<'a, V = variant::Plain> {
                draft: ::mailru_sdk::__private::Draft<'a>,
                variant: ::core::marker::PhantomData<fn() -> V>,
            }
        };
        (declaration, quote!(<'a, V>), quote!(<'_, V>))
    } else {
        let declaration = quote! {
            pub struct #builder<'a> {
                draft: ::mailru_sdk::__private::Draft<'a>,
            }
        };
        (declaration, quote!(<'a>), quote!(<'_>))
    };
    let debug_generics = has_variants(method).then(|| quote!(<V>));
    let ways_out = ways_out();
    let answers = method.variants.iter().map(|one| answer(method, file, &slots, one));
    quote! {
        #doc
        #[must_use = "a request does nothing until it is awaited or sent"]
        #declaration

        #(#choices)*

        impl #generics #builder #generics {
            #(#setters)*
            #ways_out
        }

        #(#answers)*

        impl #debug_generics ::core::fmt::Debug for #builder #arguments {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.debug_tuple(::core::stringify!(#builder)).field(&self.draft).finish()
            }
        }
    }
}

fn setter(setter: &Setter<'_>) -> TokenStream {
    let param = setter.param();
    let name = ident(&param.rust);
    let doc = docs::setter(param);
    let Argument { declared, stored } = setter.argument(&quote!(self.draft));
    quote! {
        #doc
        #[inline]
        pub fn #name(mut self, #declared) -> Self {
            #stored
            self
        }
    }
}

/// What every request can do besides being sent.
fn ways_out() -> TokenStream {
    quote! {
        /// Adds a parameter that the spec lacks; `bool` is sent as `1` or `0`.
        pub fn param(
            mut self,
            name: impl ::core::convert::Into<::std::string::String>,
            value: impl ::core::convert::Into<::mailru_sdk::Value<'a>>,
        ) -> Self {
            self.draft.param(name, value);
            self
        }

        /// Gives this call its own limit of time.
        #[inline]
        pub fn timeout(mut self, limit: ::core::time::Duration) -> Self {
            self.draft.timeout(limit);
            self
        }

        /// Gives this call its own rules of repetition.
        #[inline]
        pub fn retry(mut self, policy: ::mailru_sdk::RetryPolicy) -> Self {
            self.draft.retry(policy);
            self
        }

        /// Signs the request without sending it.
        ///
        /// # Errors
        /// What would keep it from being sent: a parameter outside its limits, the wrong circuit, a mistake in the set-up.
        #[inline]
        pub fn prepare(
            &self,
        ) -> ::core::result::Result<::mailru_sdk::PreparedRequest, ::mailru_sdk::Error> {
            self.draft.prepare()
        }

        /// Sends the call and gives the answer as it came, an error of the platform included.
        #[inline]
        pub fn raw(self) -> ::mailru_sdk::Call<'a, ::mailru_sdk::RawResponse> {
            ::mailru_sdk::Call::raw(self.draft)
        }

        /// Sends the call and decodes the answer into a type of your own.
        pub fn returning<T: ::mailru_sdk::__private::serde::de::DeserializeOwned>(
            self,
        ) -> ::mailru_sdk::Call<'a, T> {
            ::mailru_sdk::Call::returning(self.draft)
        }
    }
}

/// The end of a request in one of its variants: the type of the answer, and the ways to the other variants.
fn answer(method: &Method, file: &File, slots: &[Slot<'_>], variant: &Variant) -> TokenStream {
    let builder = camel(&method.key);
    let output = output(&variant.returns);
    let this = if has_variants(method) {
        let marker = variant_marker(&variant.name);
        quote!(#builder<'a, variant::#marker>)
    } else {
        quote!(#builder<'a>)
    };
    let new = if is_foreign(&variant.returns) { quote!(returning) } else { quote!(new) };
    let rule = method.page.as_ref().filter(|rule| page_fits(rule, &variant.returns, &file.types));
    let pages = rule.map(|rule| pages(rule, &output, &new));
    let switches = variant.is_plain().then(|| switches(method, &builder, slots));
    quote! {
        impl<'a> #this {
            #switches
            #pages

            /// Sends the call. Awaiting the request does the same.
            #[inline]
            pub fn send(self) -> ::mailru_sdk::Call<'a, #output> {
                ::mailru_sdk::Call::#new(self.draft)
            }

            /// Sends the call, and gives what was left out of the answer together with it.
            #[inline]
            pub fn with_misfits(self) -> ::mailru_sdk::CallWithMisfits<'a, #output> {
                self.send().with_misfits()
            }
        }

        impl<'a> ::core::future::IntoFuture for #this {
            type Output = ::core::result::Result<#output, ::mailru_sdk::Error>;
            type IntoFuture = ::mailru_sdk::Call<'a, #output>;

            #[inline]
            fn into_future(self) -> Self::IntoFuture {
                self.send()
            }
        }
    }
}

/// The way to all pages.
fn pages(rule: &Page, output: &TokenStream, new: &TokenStream) -> TokenStream {
    let doc = docs::pages(rule);
    quote! {
        #doc
        #[inline]
        pub fn pages(self) -> ::mailru_sdk::Pages<'a, #output> {
            ::mailru_sdk::Pages::#new(self.draft)
        }
    }
}

/// The methods that lead from the plain call to another variant.
fn switches(method: &Method, builder: &Ident, slots: &[Slot<'_>]) -> TokenStream {
    let switch = |slot: &Slot<'_>| {
        let ParamKind::Switch(variant) = &slot.param.kind else { return None };
        // A switch without a result has been reported; it leads nowhere.
        method.variants.iter().find(|other| other.name == *variant)?;
        let (name, marker, place) = (ident(variant), variant_marker(variant), index(slot.index));
        let doc = docs::said(&slot.param.doc);
        Some(quote! {
            #doc
            #[inline]
            pub fn #name(mut self) -> #builder<'a, variant::#marker> {
                self.draft.switch(#place);
                #builder { draft: self.draft, variant: ::core::marker::PhantomData }
            }
        })
    };
    slots.iter().filter_map(switch).collect()
}

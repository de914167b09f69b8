//! The `MethodSpec` of a method: the same facts as data.

use proc_macro2::TokenStream;
use quote::quote;

use crate::{
    model::{ErrorForm, Evidence, Limits, Method, Page, ParamKind, Service, Type, Variant},
    order::sorted,
};

use super::{
    names::{constant, index, number, word},
    params::{Slot, slots},
    types::spelled,
};

pub(super) fn method(method: &Method, path: &str) -> TokenStream {
    let end_point = end_point(method);
    let line = index(method.at.line);
    let constant = constant(&method.key);
    let Method { wire, doc, scope, .. } = method;
    let errors = method.errors.iter().copied().map(number);
    let see = option(method.see.as_ref());
    let verb = word(method.verb);
    let circuit = word(method.circuit);
    let context = word(method.context);
    let effect = word(method.effect);
    let evidence = word(method.evidence);
    let result_evidence = word(method.result_evidence);
    let slots = slots(method);
    let params = slots.iter().map(param);
    let variants = method.variants.iter().map(variant);
    let page = method.page.as_ref().map_or_else(|| quote!(::core::option::Option::None), page);
    let fields = fields(&slots);
    let summary = format!("`{wire}` as data.");
    quote! {
        #[doc = #summary]
        pub static #constant: ::mailru_sdk::spec::MethodSpec = ::mailru_sdk::spec::MethodSpec {
            name: #wire,
            doc: #doc,
            see: #see,
            declared: ::core::option::Option::Some((#path, #line)),
            verb: ::mailru_sdk::spec::Verb::#verb,
            end_point: #end_point,
            circuit: ::mailru_sdk::spec::CircuitRule::#circuit,
            context: ::mailru_sdk::spec::Context::#context,
            effect: ::mailru_sdk::spec::Effect::#effect,
            scope: &[#(#scope),*],
            errors: &[#(#errors),*],
            evidence: ::mailru_sdk::spec::Evidence::#evidence,
            result_evidence: ::mailru_sdk::spec::Evidence::#result_evidence,
            params: &[#(#params),*],
            variants: &[#(#variants),*],
            page: #page,
            fields: &[#(#fields),*],
        };
    }
}

/// Where it is, when it is not the platform's.
fn end_point(method: &Method) -> TokenStream {
    let Some(path) = &method.path else { return quote!(::core::option::Option::None) };
    let auth = word(method.auth);
    quote! {
        ::core::option::Option::Some(::mailru_sdk::spec::EndPoint {
            service: &SERVICE,
            path: #path,
            auth: ::mailru_sdk::spec::Auth::#auth,
        })
    }
}

/// The service of a file, as data.
pub(super) fn service(service: &Service) -> TokenStream {
    let (url, auth) = (&service.url, word(service.auth));
    let error = option(service.error.as_ref().map(error_form).as_ref());
    quote! {
        /// The service that the methods belong to, as data.
        pub static SERVICE: ::mailru_sdk::spec::ServiceSpec = ::mailru_sdk::spec::ServiceSpec {
            url: #url,
            auth: ::mailru_sdk::spec::Auth::#auth,
            error: #error,
        };
    }
}

fn error_form(form: &ErrorForm) -> TokenStream {
    let member = &form.member;
    let [code, message] = [&form.code, &form.message].map(|path| option(path.as_ref()));
    let classes = form.classes.iter().map(|(code, class)| {
        let (code, class) = (number(*code), word(*class));
        quote!((#code, ::mailru_sdk::error::ErrorClass::#class))
    });
    quote! {
        ::mailru_sdk::spec::ErrorForm { member: #member, code: #code, message: #message, classes: &[#(#classes),*] }
    }
}

fn param(slot: &Slot<'_>) -> TokenStream {
    let Slot { wire, ty, param, .. } = slot;
    let doc = &param.doc;
    let ty = spelled(ty);
    let either = matches!(param.kind, ParamKind::EitherOf(_));
    let required = param.required;
    let switch = option(match &param.kind {
        ParamKind::Switch(variant) => Some(variant),
        ParamKind::Plain(_) | ParamKind::EitherOf(_) => None,
    });
    let either_of = option(either.then_some(&param.wire));
    let default = option(param.default.as_ref());
    let limits = limits(param.limits);
    let evidence = word(param.evidence);
    quote! {
        ::mailru_sdk::spec::ParamSpec {
            name: #wire,
            doc: #doc,
            ty: #ty,
            required: #required,
            switch: #switch,
            either_of: #either_of,
            default: #default,
            limits: #limits,
            evidence: ::mailru_sdk::spec::Evidence::#evidence,
        }
    }
}

fn limits(limits: Limits) -> TokenStream {
    if limits == Limits::default() {
        return quote!(::mailru_sdk::spec::Limits::NONE);
    }
    let min = option(limits.min.map(number).as_ref());
    let max = option(limits.max.map(number).as_ref());
    let max_len = option(limits.max_len.map(index).as_ref());
    let max_items = option(limits.max_items.map(index).as_ref());
    quote! {
        ::mailru_sdk::spec::Limits { min: #min, max: #max, max_len: #max_len, max_items: #max_items }
    }
}

fn variant(variant: &Variant) -> TokenStream {
    let name = &variant.name;
    let returns = spelled(&variant.returns);
    let example = option(variant.example.as_ref());
    quote! {
        ::mailru_sdk::spec::VariantSpec { name: #name, returns: #returns, example: #example }
    }
}

fn page(page: &Page) -> TokenStream {
    let rule = match page {
        Page::Offset { offset, limit, items, key, never_short } => {
            let [limit, items, key] = [limit, items, key].map(|name| option(name.as_ref()));
            let never_short = known(*never_short);
            quote!(Offset { offset: #offset, limit: #limit, items: #items, key: #key, never_short: #never_short })
        }
        Page::Cursor { cursor, key, limit, never_short } => {
            let (limit, never_short) = (option(limit.as_ref()), known(*never_short));
            quote!(Cursor { cursor: #cursor, key: #key, limit: #limit, never_short: #never_short })
        }
        Page::Batch { param } => quote!(Batch { param: #param }),
    };
    quote!(::core::option::Option::Some(::mailru_sdk::spec::PageRule::#rule))
}

fn known(from: Option<Evidence>) -> TokenStream {
    option(from.map(word).map(|word| quote!(::mailru_sdk::spec::Evidence::#word)).as_ref())
}

/// The order in which a request is signed: every name that can be sent, sorted here so that nothing is sorted per call.
fn fields(slots: &[Slot<'_>]) -> Vec<TokenStream> {
    let own_uid = option(slots.iter().find(|slot| slot.wire == "uid").map(|slot| index(slot.index)).as_ref());
    let common = [
        ("app_id", quote!(AppId)),
        ("method", quote!(Method)),
        ("secure", quote!(Secure)),
        ("session_key", quote!(SessionKey)),
        ("uid", quote!(Uid(#own_uid))),
    ];
    let own = slots.iter().filter(|slot| slot.wire != "uid" && *slot.ty != Type::File).map(|slot| {
        let (wire, index) = (slot.wire, index(slot.index));
        (wire, quote!(Slot(#wire, #index)))
    });
    sorted(common.into_iter().chain(own), |(name, _)| *name)
        .into_iter()
        .map(|(_, field)| quote!(::mailru_sdk::spec::Field::#field))
        .collect()
}

fn option<T: quote::ToTokens>(value: Option<&T>) -> TokenStream {
    value.map_or_else(|| quote!(::core::option::Option::None), |value| quote!(::core::option::Option::Some(#value)))
}

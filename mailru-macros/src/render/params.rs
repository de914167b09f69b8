//! Parameters: how Rust takes them, and the slot of the request that each goes into.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::model::{Method, Param, ParamKind, Type};

use super::{
    names::{ident, index},
    types::output,
};

/// A parameter on the wire. Choices (`either_of`) have one slot for each of their members.
pub(super) struct Slot<'m> {
    pub wire: &'m str,
    pub ty: &'m Type,
    pub param: &'m Param,
    pub index: usize,
}

/// Every slot of a method, in the order of the spec.
pub(super) fn slots(method: &Method) -> Vec<Slot<'_>> {
    let flag = &Type::Flag;
    let pairs = method.params.iter().flat_map(|param| match &param.kind {
        ParamKind::Plain(ty) => vec![(param.wire.as_str(), ty, param)],
        ParamKind::Switch(_) => vec![(param.wire.as_str(), flag, param)],
        ParamKind::EitherOf(members) => members.iter().map(|(wire, ty)| (wire.as_str(), ty, param)).collect(),
    });
    pairs.enumerate().map(|(index, (wire, ty, param))| Slot { wire, ty, param, index }).collect()
}

/// The argument of a setter or of the call itself, and the statement that puts it into its slot.
pub(super) struct Argument {
    pub declared: TokenStream,
    pub stored: TokenStream,
}

/// Whether Rust takes it as text.
pub(super) fn is_text(ty: &Type) -> bool {
    matches!(ty, Type::String | Type::Url | Type::Html)
}

pub(super) fn argument(slot: &Slot<'_>, draft: &TokenStream) -> Argument {
    let name = ident(&slot.param.rust);
    let index = index(slot.index);
    let converted = |ty: TokenStream| Argument {
        declared: quote!(#name: impl ::core::convert::Into<#ty>),
        stored: quote!(#draft.set::<#ty>(#index, #name.into());),
    };
    let (ty, value) = match slot.ty {
        Type::List(item) => return list(&name, item, &index, draft),
        ty if is_text(ty) => return converted(quote!(::std::borrow::Cow<'a, str>)),
        ty @ (Type::Any | Type::Uid | Type::Timestamp | Type::Date | Type::Local(_) | Type::Shared(..)) => {
            return converted(output(ty));
        }
        Type::Bool => (quote!(bool), quote!(if #name { "true" } else { "false" })),
        Type::Flag => (quote!(bool), quote!(#name)),
        ty @ (Type::U32 | Type::U64 | Type::I64 | Type::Int | Type::F64) => (output(ty), quote!(#name)),
        ty @ Type::Rust(_) => (output(ty), quote!(::std::string::ToString::to_string(&#name))),
        Type::File => (quote!(::mailru_sdk::File), quote!(#name)),
        // Maps have been refused; the text keeps the rest compiling.
        _ => (quote!(&'a str), quote!(#name)),
    };
    Argument { declared: quote!(#name: #ty), stored: quote!(#draft.set(#index, #value);) }
}

fn list(name: &syn::Ident, item: &Type, index: &Literal, draft: &TokenStream) -> Argument {
    match item {
        item if is_text(item) => Argument {
            declared: quote!(#name: impl ::core::iter::IntoIterator<Item = impl ::core::convert::AsRef<str>>),
            stored: quote!(#draft.set_texts(#index, #name);),
        },
        Type::Bool => Argument {
            declared: quote!(#name: impl ::core::iter::IntoIterator<Item = bool>),
            stored: quote! {

                #draft.set_texts(
                    #index,
                    ::core::iter::Iterator::map(#name.into_iter(), |item| if item { "true" } else { "false" }),
                );
            },
        },
        item => {
            let ty = output(item);
            let is_flag = *item == Type::Flag;
            let item = if is_flag { quote!(bool) } else { quote!(impl ::core::convert::Into<#ty>) };
            Argument {
                declared: quote!(#name: impl ::core::iter::IntoIterator<Item = #item>),
                stored: quote! {
                    #draft.set_list::<#ty>(
                        #index,
                        ::core::iter::Iterator::map(#name.into_iter(), ::core::convert::Into::into),
                    );
                },
            }
        }
    }
}

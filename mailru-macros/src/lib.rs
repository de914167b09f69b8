//! The macros of `mailru-sdk`. They read a spec file, check it, and write the module that it declares.
//!
//! This crate is an implementation detail: depend on `mailru-sdk`, which re-exports [`macro@extension`] as
//! `mailru_sdk::group`. This file holds the entry points only, and uses `expand` alone. Below that, from the ground up: `order`,
//! `diagnostics`, `model`, `names`; `spec/` turns text into the model, `check/` judges and repairs it, `render/` turns it into
//! Rust; `source` and `input` are what `expand/` begins with. The map in CONTRIBUTING.md says which may use which.

#![warn(unreachable_pub)]

mod check;
mod diagnostics;
mod expand;
mod input;
mod model;
mod names;
mod order;
mod render;
mod source;
mod spec;

use proc_macro::TokenStream;

/// Fills a module of the SDK itself with the method group that a spec file declares:
/// `#[group(spec = "api-spec/friends.toml")] pub mod friends {}`.
#[proc_macro_attribute]
pub fn group(args: TokenStream, module: TokenStream) -> TokenStream {
    expand::group(args.into(), &module.into()).into()
}

/// Fills a module of the SDK with the shared types that `types.toml` declares.
#[proc_macro_attribute]
pub fn types(args: TokenStream, module: TokenStream) -> TokenStream {
    expand::types(args.into(), &module.into()).into()
}

/// Fills a module of the SDK with the error codes that `errors.toml` declares.
#[proc_macro_attribute]
pub fn errors(args: TokenStream, module: TokenStream) -> TokenStream {
    expand::errors(args.into(), &module.into()).into()
}

/// Lists the groups of the SDK: passes modules with `#[group(spec = "..")]` through, and adds `GROUPS` and a page about all
/// methods.
#[proc_macro]
pub fn catalogue(input: TokenStream) -> TokenStream {
    expand::catalogue(&input.into()).into()
}

/// Writes functions that call every method of spec files through its typed request. For the tests of this workspace.
#[doc(hidden)]
#[proc_macro]
pub fn calls(input: TokenStream) -> TokenStream {
    expand::calls(input.into()).into()
}

/// The keys and words of the spec as a literal of JSON. For the tests of this workspace.
#[doc(hidden)]
#[proc_macro]
pub fn grammar(_: TokenStream) -> TokenStream {
    expand::grammar().into()
}

/// Fills a module of any crate with the method group that a spec file of that crate declares. Used as `mailru_sdk::group`.
///
/// The path counts from the folder of the crate's `Cargo.toml`; the file's name is the group's name on the wire. The module may
/// have another: what a group of the SDK lacks, such as `friends`, goes into a file of that name, and the module is called
/// `more_friends`. It then holds a request for each method, the types that the file declares, and a trait that adds the group
/// to an `Api`. A mistake in the file is a compile error with its line and column.
///
/// # Example
///
/// `spec/gifts.toml`:
///
/// ```toml
/// doc = "Gifts between users."
///
/// [methods.get]
/// doc             = "Lists the gifts that the user has."
/// verb            = "GET"
/// effect          = "read"
/// evidence        = "inferred"
/// params.limit    = { type = "u32", max = 100, doc = "How many gifts to list." }
/// returns.default = "[Gift]"
///
/// [objects.Gift]
/// doc = "A gift."
/// [objects.Gift.fields]
/// id   = { type = "string", always = true, doc = "Id of the gift." }
/// from = { type = "uid", doc = "Who gave it." }
/// ```
///
/// The program:
///
/// ```text
/// #[mailru_sdk::group(spec = "spec/gifts.toml")]
/// pub mod gifts {}
///
/// use gifts::GiftsExt as _;
///
/// for gift in api.gifts().get().limit(10).await? {
///     println!("{} from {:?}", gift.id, gift.from);
/// }
/// ```
///
/// A crate that knows the SDK by another name, or from a crate in between, says where it is:
/// `#[company::group(spec = "spec/gifts.toml", crate = company::mailru_sdk)]`.
///
/// The grammar of a spec file, with every key and type, is told in `api-spec/README.md` of the package `mailru-sdk`, and in short
/// on the page `adding_a_method` of its guide. Types of the SDK, such as `User`, can be named without being declared.
#[proc_macro_attribute]
pub fn extension(args: TokenStream, module: TokenStream) -> TokenStream {
    expand::extension(&args.into(), &module.into()).into()
}

/// The second step of [`macro@extension`], which by then knows the SDK's types and groups.
#[doc(hidden)]
#[proc_macro]
pub fn extension_with_names(input: TokenStream) -> TokenStream {
    expand::extension_with_names(input.into()).into()
}

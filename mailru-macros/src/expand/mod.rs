//! The course of each macro: find the file, read, check and repair it, render it, show the result. Each step is a stage
//! below, all of which may be used; what a step does is not decided here. The tests beside it hold the promises of the
//! course as a whole.

mod read;
#[cfg(test)]
mod tests;

use std::sync::{Mutex, PoisonError};

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::{LitStr, Token, ext::IdentExt as _, parse::Parser as _, punctuated::Punctuated};

use crate::{
    diagnostics::Diagnostics,
    input::{Args, Catalogue, Extension, Module, failure},
    model::{Declaration, File},
    render::{self, Place},
    source::{self, Source},
    spec,
};

/// Parses the arguments and the module, or explains; then goes on with the file.
fn with_source(
    args: TokenStream,
    module: &TokenStream,
    go_on: impl FnOnce(&Source, &Module) -> TokenStream,
) -> TokenStream {
    let parsed = syn::parse2::<Args>(args).and_then(|args| Source::of_the_sdk(&args.spec));
    match (syn::parse2::<Module>(module.clone()), parsed) {
        (Ok(module), Ok(source)) => go_on(&source, &module),
        (Err(error), _) | (_, Err(error)) => failure(&error, module),
    }
}

pub(crate) fn group(args: TokenStream, module: &TokenStream) -> TokenStream {
    with_source(args, module, |source, module| {
        let types = source.sibling("types.toml");
        let shared = types.as_ref().map(|types| shared_types(&types.text)).unwrap_or_default();
        let tracked: Vec<&Source> = std::iter::once(source).chain(&types).collect();
        render_group(source, module, &shared, &tracked, Place::Sdk)
    })
}

pub(crate) fn types(args: TokenStream, module: &TokenStream) -> TokenStream {
    with_source(args, module, |source, module| {
        let mut diagnostics = Diagnostics::new(&source.path);
        let file = read::types(&source.path, &source.text, &mut diagnostics);
        let (types, names) = (render::types(&file), render::types_for_extensions(&file));
        let generated = quote!(#types #names);
        finish(source.stem(), module, &quote!(), &generated, &diagnostics, &[source])
    })
}

pub(crate) fn errors(args: TokenStream, module: &TokenStream) -> TokenStream {
    with_source(args, module, |source, module| {
        let mut diagnostics = Diagnostics::new(&source.path);
        let codes = read::errors(&source.path, &source.text, &mut diagnostics);
        let generated = render::errors(&codes);
        finish(source.stem(), module, &quote!(), &generated, &diagnostics, &[source])
    })
}

/// The overview of groups whose modules are written by [`group`], one by one, so that an edit to one file costs only that.
pub(crate) fn catalogue(input: &TokenStream) -> TokenStream {
    let groups = match syn::parse2::<Catalogue>(input.clone()) {
        Ok(catalogue) => catalogue.groups,
        Err(error) => return failure(&error, input),
    };
    let files: Vec<_> = groups
        .iter()
        .filter_map(|(name, path)| {
            // What is wrong with a file is told where its module is filled.
            Some((name, model(&Source::of_the_sdk(path).ok()?)))
        })
        .collect();
    let doc = render::docs::overview(&files);
    let names: Vec<_> = groups.iter().map(|(name, _)| name).collect();
    let paths = groups.iter().map(|(_, path)| path);
    quote! {
        #input

        /// Hands the path of every spec file to another macro.
        #[doc(hidden)]
        #[macro_export]
        macro_rules! __with_spec_files {
            ($callback:path) => { $callback! { #(#paths),* } };
        }

        /// Hands the groups to an extension, which must not be called like one of them.
        #[doc(hidden)]
        #[macro_export]
        macro_rules! __with_sdk_groups {
            ($($input:tt)*) => {
                $crate::__private::extension_with_names! { [$crate] [#(#names),*] $($input)* }
            };
        }

        /// Every group of the SDK, as data.
        pub static GROUPS: &[&::mailru_sdk::spec::GroupSpec] = &[#(&#names::GROUP),*];

        #doc
        pub mod overview {}
    }
}

/// Calls of every method of the files, for tests.
pub(crate) fn calls(input: TokenStream) -> TokenStream {
    let paths = match Punctuated::<LitStr, Token![,]>::parse_terminated.parse2(input) {
        Ok(paths) => paths,
        Err(error) => return error.to_compile_error(),
    };
    let sources: syn::Result<Vec<_>> = paths.iter().map(Source::of_the_sdk).collect();
    match sources {
        Ok(sources) => {
            let files: Vec<_> = sources.iter().map(|source| (source.stem().to_owned(), model(source))).collect();
            let paths = sources.iter().map(|source| &source.absolute);
            let calls = render::calls(&files);
            quote!(#(const _: &[u8] = ::core::include_bytes!(#paths);)* #calls)
        }
        Err(error) => error.to_compile_error(),
    }
}

/// The types that all groups share. Every group asks for them, and reading the file took a quarter of the time of all
/// macros; so the last answer is kept. A macro server outlives an edit of the file, hence the text beside it.
fn shared_types(text: &str) -> Vec<Declaration> {
    static LAST: Mutex<(String, Vec<Declaration>)> = Mutex::new((String::new(), Vec::new()));
    let mut last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
    if last.0 != text {
        *last = (text.to_owned(), spec::declarations(text));
    }
    last.1.clone()
}

/// Reads a group's file of the SDK whose mistakes are told elsewhere.
fn model(source: &Source) -> File {
    let types = source.sibling("types.toml").map(|types| shared_types(&types.text)).unwrap_or_default();
    read::group(&source.path, source.stem(), &source.text, &types, &mut Diagnostics::default())
}

/// The grammar of the spec as a literal of JSON, for tests.
pub(crate) fn grammar() -> TokenStream {
    let grammar = spec::schema::json().to_string();
    quote!(#grammar)
}

/// Lets the SDK add its types, the names of its groups and its own, which this crate cannot know. Only where it is has to be
/// known here.
pub(crate) fn extension(args: &TokenStream, module: &TokenStream) -> TokenStream {
    // What is wrong with the arguments is told by the second step, if the SDK can be found.
    let sdk = syn::parse2::<Args>(args.clone()).ok().and_then(|args| args.sdk);
    let sdk = sdk.map_or_else(|| quote!(::mailru_sdk), |sdk| quote!(#sdk));
    quote!(#sdk::__with_sdk_types! { [#args] #module })
}

pub(crate) fn extension_with_names(input: TokenStream) -> TokenStream {
    let extension = match syn::parse2::<Extension>(input) {
        Ok(extension) => extension,
        Err(error) => return error.to_compile_error(),
    };
    let hidden = hidden(&extension);
    let expansion = match Source::find(&extension.args.spec) {
        Ok(source) => {
            let types = spec::not_hidden(extension.types, &source.text);
            render_group(&source, &extension.module, &types, &[&source], Place::Downstream)
        }
        Err(error) => failure(&error, &extension.module.filled(&quote!(), &quote!())),
    };
    render::under_its_name(quote!(#hidden #expansion), &extension.sdk)
}

/// What is wrong with a module that is called like a group of the SDK: an `Api` prefers its own method to that of a trait.
fn hidden(extension: &Extension) -> Option<TokenStream> {
    let name = extension.module.name.unraw();
    let message = format!(
        "the SDK has a group `{name}` itself, whose methods would hide these: name the module otherwise, such as \
         `more_{name}`; the file's name alone says what goes over the wire"
    );
    let error = || syn::Error::new(extension.module.name.span(), message).to_compile_error();
    extension.groups.contains(&name).then(error)
}

fn render_group(
    source: &Source,
    module: &Module,
    types: &[Declaration],
    tracked: &[&Source],
    place: Place,
) -> TokenStream {
    let mut diagnostics = Diagnostics::new(&source.path);
    let file = read::group(&source.path, &module.name.unraw().to_string(), &source.text, types, &mut diagnostics);
    let generated = render::group(&file, &module.name, place);
    let generated = match place {
        Place::Sdk => generated,
        // What the compiler would show is where the SDK hands over to this macro, which says nothing to its users.
        Place::Downstream => render::placed_at(source.named, generated),
    };
    let doc = render::docs::group(&file, &module.name);
    finish(source.stem(), module, &doc, &generated, &diagnostics, tracked)
}

/// Puts the module together. Every file that was read is named to the compiler, so that editing it rebuilds.
fn finish(
    name: &str,
    module: &Module,
    doc: &TokenStream,
    generated: &TokenStream,
    diagnostics: &Diagnostics,
    tracked: &[&Source],
) -> TokenStream {
    let paths = tracked.iter().map(|source| &source.absolute);
    let module = module.filled(
        doc,
        &quote! {
            #(const _: &[u8] = ::core::include_bytes!(#paths);)*
            #generated
        },
    );
    let named = tracked.first().map_or_else(Span::call_site, |source| source.named);
    let messages = diagnostics.render(named);
    let expansion = quote!(#messages #module);
    source::dump(name, &expansion);
    expansion
}

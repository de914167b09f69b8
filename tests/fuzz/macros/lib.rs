//! The macros' own way from the text of a spec file to Rust, as a library: a crate of procedural macros can export nothing
//! else. The modules are those of `mailru-macros`, by symbolic links.

mod check;
mod diagnostics;
mod model;
mod names;
mod order;
mod read;
mod render;
mod spec;

use std::{ffi::OsStr, path::Path};

use diagnostics::Diagnostics;
use model::{Declaration, Kind};
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use render::Place;

/// What a file becomes.
#[derive(Debug)]
pub struct Expansion {
    /// The content of the module, without the messages.
    pub generated: TokenStream,
    /// What is wrong with the file.
    pub messages: Vec<String>,
}

/// A group's file as `mailru_macros::group` and `mailru_sdk::group` fill their modules with it, where `User`, `AlbumPrivacy` and
/// `Attachment` are all that is shared: an object, an enum, a union.
pub fn group(text: &str, downstream: bool) -> Expansion {
    let shared = [("User", Kind::Object), ("AlbumPrivacy", Kind::Enum), ("Attachment", Kind::Union)];
    let shared = shared.map(|(name, kind)| Declaration { name: name.to_owned(), kind }).to_vec();
    beside("api-spec/things.toml", text, shared, downstream)
}

/// The same of a file of that name, beside a file of shared types.
pub fn group_beside(path: &str, text: &str, types: &str, downstream: bool) -> Expansion {
    beside(path, text, spec::declarations(types), downstream)
}

fn beside(path: &str, text: &str, shared: Vec<Declaration>, downstream: bool) -> Expansion {
    let shared = if downstream { spec::not_hidden(shared, text) } else { shared };
    let mut diagnostics = Diagnostics::new(path);
    let group = Path::new(path).file_stem().and_then(OsStr::to_str).unwrap_or_default();
    let file = read::group(path, group, text, &shared, &mut diagnostics);
    let module = Ident::new("things", Span::call_site());
    let place = if downstream { Place::Downstream } else { Place::Sdk };
    let generated = render::group(&file, &module, place);
    let generated = if downstream { render::under_its_name(generated, &quote!(::mailru_sdk)) } else { generated };
    let doc = render::docs::group(&file, &module);
    let files = [(&module, file)];
    let overview = render::docs::overview(&files);
    let calls = render::calls(&files.map(|(name, file)| (name.to_string(), file)));
    let generated = quote! {
        #doc
        pub mod things { #generated }
        pub mod calls { #calls }
        #overview
        pub mod overview {}
    };
    finish(generated, &diagnostics)
}

/// A file of shared types.
pub fn types(text: &str) -> Expansion {
    let mut diagnostics = Diagnostics::new("api-spec/types.toml");
    let file = read::types("api-spec/types.toml", text, &mut diagnostics);
    let (types, names) = (render::types(&file), render::types_for_extensions(&file));
    finish(quote!(#types #names), &diagnostics)
}

/// A file of error codes.
pub fn errors(text: &str) -> Expansion {
    let mut diagnostics = Diagnostics::new("api-spec/errors.toml");
    let codes = read::errors("api-spec/errors.toml", text, &mut diagnostics);
    finish(render::errors(&codes), &diagnostics)
}

fn finish(generated: TokenStream, diagnostics: &Diagnostics) -> Expansion {
    let messages = diagnostics.render(Span::call_site());
    Expansion { generated: quote!(#messages #generated), messages: diagnostics.messages() }
}

/// The names that a file declares.
pub fn type_names(text: &str) -> Vec<String> {
    spec::declarations(text).into_iter().map(|declaration| declaration.name).collect()
}

/// Every key and word that a spec file may hold.
pub fn words() -> Vec<String> {
    fn collect(value: &serde_json::Value, words: &mut Vec<String>) {
        match value {
            serde_json::Value::String(word) => words.push(word.clone()),
            serde_json::Value::Array(items) => items.iter().for_each(|item| collect(item, words)),
            serde_json::Value::Object(members) => {
                words.extend(members.keys().cloned());
                members.values().for_each(|value| collect(value, words));
            }
            _ => {}
        }
    }
    let mut words = Vec::new();
    collect(&spec::schema::json(), &mut words);
    words.sort();
    words.dedup();
    words
}

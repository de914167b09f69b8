//! Any text as a spec file: the macros read it, complain or not, and write Rust all the same.
//!
//! The input: one byte chooses the kind of file, the rest is its text.

use std::collections::HashSet;

use mailru_macros_model::{Expansion, errors, group, type_names, types, words as grammar};
use syn::{
    Fields, FnArg, ImplItem, Item, Pat,
    visit::{self, Visit},
};

const SPEC: [&str; 5] = [
    include_str!("../api-spec/types.toml"),
    include_str!("../api-spec/errors.toml"),
    include_str!("../api-spec/friends.toml"),
    include_str!("../api-spec/photos.toml"),
    include_str!("../api-spec/users.toml"),
];

pub fn run(input: &[u8]) {
    let [kind, text @ ..] = input else { return };
    let Ok(text) = std::str::from_utf8(text) else { return };
    sound(&match kind % 4 {
        0 => types(text),
        1 => errors(text),
        2 => group(text, false),
        _ => group(text, true),
    });
    type_names(text);
}

/// What is written is Rust, and no name stands twice.
pub fn sound(Expansion { generated, messages }: &Expansion) {
    let file: syn::File = match syn::parse2(generated.clone()) {
        Ok(file) => file,
        Err(error) => panic!("{error} in {generated}\n{messages:#?}"),
    };
    let mut names = Names::default();
    names.items(&file.items);
    // A second item of a name would be one more message of the compiler, about code that nobody wrote.
    assert!(names.repeated.is_empty(), "{:?} in {generated}\n{messages:#?}", names.repeated);
}

/// Looks for names that stand twice where they must not.
#[derive(Default)]
struct Names {
    repeated: Vec<String>,
}

impl Names {
    fn distinct(&mut self, place: &str, names: impl IntoIterator<Item = String>) {
        let mut seen = HashSet::new();
        for name in names {
            if !seen.insert(name.clone()) {
                self.repeated.push(format!("{place}: {name}"));
            }
        }
    }

    /// The items of one module.
    fn items(&mut self, items: &[Item]) {
        self.distinct(
            "types",
            items.iter().filter_map(|item| match item {
                Item::Struct(item) => Some(item.ident.to_string()),
                Item::Enum(item) => Some(item.ident.to_string()),
                Item::Trait(item) => Some(item.ident.to_string()),
                Item::Mod(item) => Some(item.ident.to_string()),
                Item::Type(item) => Some(item.ident.to_string()),
                _ => None,
            }),
        );
        self.distinct(
            "values",
            items.iter().filter_map(|item| match item {
                Item::Fn(item) => Some(item.sig.ident.to_string()),
                Item::Static(item) => Some(item.ident.to_string()),
                Item::Const(item) if item.ident != "_" => Some(item.ident.to_string()),
                _ => None,
            }),
        );
        for item in items {
            match item {
                Item::Mod(module) => self.items(module.content.as_ref().map_or(&[], |(_, items)| items)),
                item => self.visit_item(item),
            }
        }
    }
}

impl Visit<'_> for Names {
    fn visit_item_enum(&mut self, item: &syn::ItemEnum) {
        self.distinct(&item.ident.to_string(), item.variants.iter().map(|variant| variant.ident.to_string()));
        visit::visit_item_enum(self, item);
    }

    fn visit_item_struct(&mut self, item: &syn::ItemStruct) {
        if let Fields::Named(fields) = &item.fields {
            let names = fields.named.iter().filter_map(|field| field.ident.as_ref().map(ToString::to_string));
            self.distinct(&item.ident.to_string(), names);
        }
        visit::visit_item_struct(self, item);
    }

    fn visit_item_impl(&mut self, item: &syn::ItemImpl) {
        let functions = item.items.iter().filter_map(|item| match item {
            ImplItem::Fn(function) => Some(function.sig.ident.to_string()),
            _ => None,
        });
        self.distinct("functions", functions);
        visit::visit_item_impl(self, item);
    }

    fn visit_signature(&mut self, signature: &syn::Signature) {
        let arguments = signature.inputs.iter().filter_map(|argument| match argument {
            FnArg::Typed(argument) => match &*argument.pat {
                Pat::Ident(pattern) => Some(pattern.ident.to_string()),
                _ => None,
            },
            FnArg::Receiver(_) => Some("self".to_owned()),
        });
        self.distinct(&signature.ident.to_string(), arguments);
        visit::visit_signature(self, signature);
    }
}

/// Whole files of the spec are long for a fuzzer, so their tables come one by one too.
pub fn seeds() -> Vec<Vec<u8>> {
    let mut seeds = Vec::new();
    for (kind, text) in [0_u8, 1, 2, 3, 2].into_iter().zip(SPEC) {
        seeds.push([&[kind], text.as_bytes()].concat());
        for table in tables(text) {
            seeds.push([&[kind], table.as_bytes()].concat());
            seeds.push([&[kind ^ 1], table.as_bytes()].concat());
        }
    }
    seeds
}

/// The text from each header of a method or a type to the next.
fn tables(text: &str) -> impl Iterator<Item = &str> {
    let is_header = |line: &str| line.starts_with('[') && line.matches('.').count() == 1;
    let starts = text
        .match_indices("\n[")
        .map(|(at, _)| at + 1)
        .filter(move |&at| is_header(text[at..].lines().next().unwrap_or_default()));
    let starts: Vec<usize> = starts.chain([text.len()]).collect();
    starts.windows(2).map(|pair| text[pair[0]..pair[1]].trim_end()).collect::<Vec<_>>().into_iter()
}

pub fn words() -> Vec<String> {
    let types = [
        "User",
        "AlbumPrivacy",
        "Attachment",
        "[User]",
        "{uid}",
        "rust:std::string::String",
        "default",
        "Unknown",
        "plain",
        "self",
        "send",
        "raw",
    ];
    grammar().into_iter().chain(types.map(str::to_owned)).collect()
}

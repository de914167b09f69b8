//! What the macros are given: `spec = "path"` and an empty (or nearly empty) module. Parsing of Rust alone; the files that
//! are named are found by `source`. May use `model`.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::{
    Attribute, LitStr, Path, Token, Visibility, braced, bracketed,
    parse::{Parse, ParseStream},
    punctuated::Punctuated,
};

use crate::model::{Declaration, Kind};

/// `spec = "api-spec/friends.toml", crate = path::to::the_sdk`.
pub(crate) struct Args {
    pub spec: LitStr,
    /// Where the SDK is, for a crate that knows it by another name.
    pub sdk: Option<Path>,
}

impl Parse for Args {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let expected = "expected `spec = \"path/to/file.toml\"`";
        let key: Ident = input.parse().map_err(|error| syn::Error::new(error.span(), expected))?;
        if key != "spec" {
            return Err(syn::Error::new(key.span(), expected));
        }
        input.parse::<Token![=]>()?;
        let spec = input.parse()?;
        input.parse::<Option<Token![,]>>()?;
        let mut sdk = None;
        if input.peek(Token![crate]) {
            input.parse::<Token![crate]>()?;
            input.parse::<Token![=]>()?;
            sdk = Some(input.call(Path::parse_mod_style)?);
            input.parse::<Option<Token![,]>>()?;
        }
        if !input.is_empty() {
            return Err(input.error("nothing is expected after the path but `crate = path::to::the_sdk`"));
        }
        Ok(Self { spec, sdk })
    }
}

/// `pub mod friends { .. }`, whose own content stays.
pub(crate) struct Module {
    pub attributes: Vec<Attribute>,
    pub visibility: Visibility,
    pub name: Ident,
    pub content: TokenStream,
}

impl Parse for Module {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let attributes = input.call(Attribute::parse_outer)?;
        let visibility = input.parse()?;
        input.parse::<Token![mod]>()?;
        let name = input.parse()?;
        if input.peek(Token![;]) {
            return Err(input.error("expected `{}`: the macro fills the module"));
        }
        let content;
        braced!(content in input);
        Ok(Self { attributes, visibility, name, content: content.parse()? })
    }
}

impl Module {
    /// The module with `generated` in it.
    pub(crate) fn filled(&self, doc: &TokenStream, generated: &TokenStream) -> TokenStream {
        let Self { attributes, visibility, name, content } = self;
        quote! {
            #(#attributes)*
            #doc
            #visibility mod #name {
                #content
                #generated
            }
        }
    }
}

/// `[$crate] [friends, users] [objects User, enums AlbumPrivacy] [spec = ".."] pub mod gifts {}`: what the first step of an
/// extension hands to the second.
pub(crate) struct Extension {
    /// The SDK, whatever the program calls it.
    pub sdk: TokenStream,
    pub groups: Vec<Ident>,
    pub types: Vec<Declaration>,
    pub args: Args,
    pub module: Module,
}

impl Parse for Extension {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let (sdk, groups, types, args);
        bracketed!(sdk in input);
        bracketed!(groups in input);
        bracketed!(types in input);
        bracketed!(args in input);
        let groups = Punctuated::<Ident, Token![,]>::parse_terminated(&groups)?;
        let types = Punctuated::<Declaration, Token![,]>::parse_terminated(&types)?;
        Ok(Self {
            sdk: sdk.parse()?,
            groups: groups.into_iter().collect(),
            types: types.into_iter().collect(),
            args: args.parse()?,
            module: input.parse()?,
        })
    }
}

impl Parse for Declaration {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let word: Ident = input.parse()?;
        let kind = Kind::WORDS.iter().find(|(known, _)| word == known);
        let (_, kind) = kind.ok_or_else(|| syn::Error::new(word.span(), "expected the kind of a type"))?;
        Ok(Self { name: input.parse::<Ident>()?.to_string(), kind: *kind })
    }
}

/// Modules with `#[group(spec = "..")]`: their names and paths.
pub(crate) struct Catalogue {
    pub groups: Vec<(Ident, LitStr)>,
}

impl Parse for Catalogue {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let mut groups = Vec::new();
        while !input.is_empty() {
            let module: Module = input.parse()?;
            let attribute = module.attributes.iter().find(|attribute| attribute.path().is_ident("group"));
            let expected = || syn::Error::new(module.name.span(), "expected `#[group(spec = \"..\")]`");
            let args: Args = attribute.ok_or_else(expected)?.parse_args()?;
            groups.push((module.name, args.spec));
        }
        Ok(Self { groups })
    }
}

/// The tokens of an error, followed by the module as it was, so that uses of it do not fail too.
pub(crate) fn failure(error: &syn::Error, module: &impl ToTokens) -> TokenStream {
    let error = error.to_compile_error();
    quote!(#error #module)
}

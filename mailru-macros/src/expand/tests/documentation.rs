//! Documentation: whatever a spec says anywhere, none of it is run as Rust. The forms of Markdown are tested in `render::docs`.

use proc_macro2::{TokenStream, TokenTree};
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};
use quote::{format_ident, quote};
use syn::LitStr;

use super::{GROUP, TYPES, errors::ERRORS, group, types};
use crate::diagnostics::Diagnostics;
use crate::expand::read;
use crate::render::{self, Place};

/// Every doc comment of the tokens.
fn docs(tokens: TokenStream, found: &mut Vec<String>) {
    let mut doc = String::new();
    let mut before_group = false;
    for token in tokens {
        if let TokenTree::Group(group) = token {
            let line = Some(group.stream().into_iter().collect::<Vec<_>>()).filter(|_| before_group);
            match line.as_deref() {
                Some([TokenTree::Ident(name), _, TokenTree::Literal(line)]) if name == "doc" => {
                    let line: LitStr = syn::parse_str(&line.to_string()).expect("a literal");
                    doc = doc + &line.value() + "\n";
                    continue;
                }
                _ => docs(group.stream(), found),
            }
        } else if matches!(&token, TokenTree::Punct(mark) if mark.as_char() == '#') {
            before_group = true;
            continue;
        }
        before_group = false;
        if !doc.is_empty() {
            found.push(std::mem::take(&mut doc));
        }
    }
}

/// The doc comments with a block of code that `rustdoc` would run.
fn run(tokens: &TokenStream) -> Vec<String> {
    let mut found = Vec::new();
    docs(quote!(#tokens mod end {}), &mut found);
    assert!(!found.is_empty());
    found.retain(|doc| {
        Parser::new_ext(doc, Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES).any(|event| match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => true,
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => info.is_empty(),
            _ => false,
        })
    });
    found
}

#[test]
fn code_in_what_a_spec_says_is_not_run() {
    let module = format_ident!("friends");
    for block in ["    curl -d 'x=1'", "    panic!()\\n\\nText.", "```\\npanic!()\\n```", "~~~\\npanic!()"] {
        let with_block = |text: &str| {
            text.replace(".\" ", &format!(".\\n\\n{block}\" ")).replace(".\"\n", &format!(".\\n\\n{block}\"\n"))
        };
        let text = with_block(GROUP).replace("default = \"20\"", "default = \"2`0\\n\\n    panic!()\"");
        let (file, messages) = group(&text);
        assert_eq!(messages, [""; 0]);
        let requests = render::group(&file, &module, Place::Downstream);
        let (page, overview) = (render::docs::group(&file, &module), render::docs::overview(&[(&module, file)]));

        let (file, messages) = types(&with_block(TYPES));
        assert_eq!(messages, [""; 0]);
        let types = render::types(&file);

        let mut diagnostics = Diagnostics::new("f");
        let codes = read::errors("errors.toml", &with_block(ERRORS), &mut diagnostics);
        assert_eq!(diagnostics.messages(), [""; 0]);

        for tokens in [requests, page, overview, types, render::errors(&codes)] {
            assert_eq!(run(&tokens), [""; 0], "{block}");
        }
    }
}

//! Paths among the tokens of macros and attributes.

use super::{assert_none, found};

#[test]
fn paths_in_the_tokens_of_a_macro_are_seen() {
    for code in [
        "fn f() { format!(\"{:?}\", crate::wire::Reply); }",
        "fn f() { vec![Some(crate::wire::Reply { code: 1 })]; }",
        "fn f() { assert!(matches!(x, crate::wire::Reply)); }",
        "macro_rules! reply { () => { $crate::wire::Reply }; }",
        "make! { pub struct Text { reply: crate::wire::Reply, } }",
        "make! { use crate::wire::{Reply}; }",
        "#[derive(crate::wire::Reply)] struct Text;",
    ] {
        let violations = found(&[("ground/mod.rs", code)]);
        assert_eq!(
            violations,
            ["src/ground/mod.rs:1: `crate::wire::Reply` of wire/mod.rs runs up: from the wing `ground` to `wire`"],
            "{code}"
        );
    }
}

#[test]
fn their_lines_are_those_of_the_paths() {
    let code = "fn f() {\n    format!(\n        \"{:?}\",\n        crate::wire::Reply\n    );\n}";
    let violations = found(&[("ground/mod.rs", code)]);
    assert!(violations[0].starts_with("src/ground/mod.rs:4: "), "{violations:?}");
}

#[test]
fn what_is_written_for_elsewhere_or_in_words_is_no_path() {
    assert_none(&[(
        "ground/mod.rs",
        r#"
        //! [`Reply`](crate::wire::Reply)
        use quote::{quote, quote_spanned};

        /// [`crate::wire::Reply`], crate::wire::Reply.
        #[doc = "crate::wire::Reply"]
        #[serde(with = "crate::wire::Reply")]
        pub(in crate::wire) struct Text;

        fn f() {
            let _ = "crate::wire::Reply"; // crate::wire::Reply
            quote!(crate::wire::Reply);
            quote::quote_spanned! { span => crate::wire::Reply };
            format!("crate::wire::Reply {}", quote! { $crate::wire::Reply });
            syn::parse_quote! { crate::wire::Reply };
        }

        macro_rules! text {
            ($crate_name:ident) => {
                pub(crate) struct Text<'wire>(pub(super) &'wire str);
                impl Text { fn f(self) { self.wire(0..1); ::wire::Reply } }
            };
        }
        "#,
    )]);
}

#[test]
fn names_of_the_module_are_seen_in_macros() {
    let violations = found(&[
        (
            "wire/mod.rs",
            "mod reader;\npub use self::reader::Reader;\npub struct Reply;\nfn go() { dbg!(Reader::new()); }",
        ),
        ("wire/reader.rs", "use super::Reply;\npub struct Reader;"),
    ]);
    assert_eq!(violations.len(), 1, "{violations:?}");
    assert!(violations[0].contains("wire/mod.rs:4 uses wire/reader.rs"), "{violations:?}");
}

#[test]
fn members_in_macros_are_no_names_of_the_module() {
    assert_none(&[
        (
            "wire/mod.rs",
            "mod reader;\npub use self::reader::read;\npub struct Reply;\nfn go() { dbg!(file.read(), Reply::read(), ::read::all(), 'read: loop {}); }",
        ),
        ("wire/reader.rs", "use super::Reply;\npub fn read() {}"),
    ]);
}

#[test]
fn what_a_macro_wrote_belongs_to_the_file_that_calls_it() {
    let violations = found(&[
        ("wire/mod.rs", "mod reader;\nmod reply;"),
        ("wire/reader.rs", "use super::reply::Reply;\npub fn read() {}"),
        ("wire/reply.rs", "replies! { Reply }\nuse super::reader::read;"),
    ]);
    assert!(violations[0].contains("2 files make a circle"), "{violations:?}");
}

//! What a spec says is Markdown, read here as `rustdoc` reads it: none of it is Rust, none is HTML, none of it takes what
//! comes after it along.

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::{
    inline::{cell, code, words},
    prose::prose,
};

/// What is written after a text, as on the page of a request.
const AFTER: &str = "\n\n| | |\n|---|---|\n| a | b |\n\n# Parameters\n";

/// The events that `rustdoc` makes of a text.
fn events(markdown: &str) -> Vec<Event<'_>> {
    let extensions = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION;
    Parser::new_ext(markdown, extensions).collect()
}

/// Why a text may not be written so.
fn danger(doc: &str) -> Option<&'static str> {
    let page = prose(doc) + AFTER;
    let events = events(&page);
    let says_nothing = |info: &str| !info.contains(char::is_alphabetic);
    for event in &events {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => return Some("an indented block"),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) if says_nothing(info) => {
                return Some("a block without a language");
            }
            Event::Html(_) | Event::InlineHtml(_) => return Some("HTML"),
            _ => {}
        }
    }
    let title = Tag::Heading { level: HeadingLevel::H1, id: None, classes: Vec::new(), attrs: Vec::new() };
    let end = [Event::Start(title), Event::Text("Parameters".into()), Event::End(TagEnd::Heading(HeadingLevel::H1))];
    let before = events.strip_suffix(end.as_slice());
    if before.and_then(<[_]>::last) != Some(&Event::End(TagEnd::Table)) {
        return Some("it takes along what comes after it");
    }
    let mut depth = 0;
    let outside = events.iter().any(|event| match event {
        Event::Start(Tag::Table(_)) => depth == 0,
        Event::Start(_) => {
            depth += 1;
            false
        }
        Event::End(_) => {
            depth -= 1;
            false
        }
        _ => false,
    });
    (!outside).then_some("the table is within something")
}

#[test]
fn nothing_that_a_spec_says_is_run_or_swallows_the_rest() {
    let docs = [
        "Text.\n\n    curl -d 'x=1'",
        "Text.\n\n    panic!()\n\nText.",
        "Text.\n\n\tpanic!()",
        "```\npanic!()\n```",
        "~~~\npanic!()\n~~~",
        "Text.\n```\npanic!()",
        "Text.\n~~~~ \npanic!()\n~~~",
        "```,\npanic!()\n```",
        "```(curl)\npanic!()\n```",
        "- item\n\n      panic!()",
        "-     panic!()",
        "1. item\n   ```\n   panic!()\n   ```",
        "- ```\nText.\n\n    panic!()\n",
        "> ```\n> panic!()\n\n    panic!()",
        ">     panic!()",
        "# Heading\n    panic!()",
        "[^1]: ```\npanic!()",
        "[^a b]:     panic!()",
        "- [ ] ```\n  panic!()",
        "| a |\n|---|\n| b |\n    panic!()",
        "Text.\r\n\r\n    panic!()\r\n",
        "Text.\r\r    panic!()",
        "Text.\u{b}\n\u{c}\n    panic!()",
        "<div>\n\n    panic!()\n\n</div>",
        "<!-- never closed",
        "<script>alert(1)</script>",
        "Text <b>bold</b> and `<i>` and <https://example.com/> <javascript:x>",
        "a ` b\nc ` <b> ` d",
        "| ` | <b> ` |\n|---|---|\n| `a | b` <i> |",
        "``a` <b> `",
        "\\`<b>\\` \\\\`<b>`",
        "<pre>\nopen",
        "<![CDATA[ open",
        "<?php",
        "[Get]: https://example.com \"a title",
        "**open _emphasis `code",
    ];
    let found: Vec<_> = docs.iter().filter_map(|doc| Some((doc, danger(doc)?, prose(doc)))).collect();
    assert!(found.is_empty(), "{found:#?}");
}

/// Random texts of the pieces that make up blocks.
#[test]
fn no_mixture_of_marks_is_run_or_swallows_the_rest() {
    let pieces = [
        "\n",
        "\n",
        "\n",
        "\n\n",
        "    ",
        "   ",
        "  ",
        " ",
        "\t",
        "```",
        "````",
        "~~~",
        "`",
        "``",
        ">",
        "> ",
        "- ",
        "* ",
        "1. ",
        "12) ",
        "[^1]: ",
        "[^a b]: ",
        "[ ] ",
        "[x]: ",
        "<b>",
        "</div>",
        "<!--",
        "-->",
        "<pre>",
        "<a",
        "<https://e.c/>",
        "\\",
        "|",
        "|---|",
        "---",
        "===",
        "# ",
        "a",
        "b c",
        "sh",
        "text",
        "(x)",
        ",",
        "\r",
        "\u{c}",
        "**",
        "_",
        "~",
        "]",
        "[",
        "(",
        "\u{a0}",
        "ы",
        "&lt;",
        "<?",
        "<![CDATA[",
        "<x:y>",
    ];
    let mut state: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut next = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % 1_000_003).unwrap_or_default() % below
    };
    for _ in 0..20_000 {
        let count = 1 + next(14);
        let doc: String = (0..count).map(|_| pieces[next(pieces.len())]).collect();
        assert_eq!(danger(&doc), None, "\n{doc:?}\nbecame\n{}", prose(&doc));
    }
}

#[test]
fn what_is_plain_stays_as_it_was_written() {
    let docs = [
        "Lists the user's friends.",
        "Text of `code` and [a link](https://example.com), <https://example.com/?a=1>, *much* ~~struck~~.",
        "- one\n- two\n  - three\n\n  more of two\n\n1. first\n   goes on\n",
        "Text\ngoes on.\n\n> a quote\n> goes on\n\n# Heading\n\n---",
        "| a | b |\n|---|---|\n| `c` | d |",
        "```sh\ncurl -d 'x=1' <file\n```",
        "```rust\nassert!(true);\n```",
        "Text.\n\n```json\n{\n    \"a\": 1\n}\n```\n\nText.",
    ];
    for doc in docs {
        assert_eq!(prose(doc), doc.trim(), "{doc}");
    }
}

#[test]
fn code_without_a_language_is_text_and_html_is_shown() {
    let table = [
        (
            "Text.\n\n    curl\n      -d 'x=1'\n\n    wget\n\nText.",
            "Text.\n\n```text\ncurl\n  -d 'x=1'\n\nwget\n```\nText.",
        ),
        ("```\ncurl\n```", "```text\ncurl\n```"),
        ("```\ncurl", "```text\ncurl\n```"),
        ("~~~sh\n```\n~~~", "````sh\n```\n````"),
        ("1. Ask:\n   ```sh\n   curl\n     -v\n   ```\n2. Read.", "1. Ask:\n```sh\ncurl\n  -v\n```\n2. Read."),
        ("> Ask:\n> ```\n> curl\n> ```\n> so.", "> Ask:\n```text\ncurl\n```\n> so."),
        ("- item\n\n      curl", "- item\n\n```text\ncurl\n```"),
        ("Text\n        goes on.", "Text\n   goes on."),
        ("Text in <b>bold</b>.", "Text in \\<b>bold\\</b>."),
        ("Text in `<b>bold</b>`.", "Text in `<b>bold</b>`."),
        ("One ` alone.", "One \\` alone."),
    ];
    for (doc, expected) in table {
        assert_eq!(prose(doc), expected, "{doc}");
    }
}

#[test]
fn a_cell_and_a_code_span_show_what_they_hold() {
    let shown = |text: &str| {
        let page = format!("| a | b |\n|---|---|\n| {text} | c |\n");
        let events = events(&page);
        assert_eq!(events.iter().filter(|event| **event == Event::End(TagEnd::TableCell)).count(), 4, "{page}");
        let html = |event: &Event<'_>| matches!(event, Event::Html(_) | Event::InlineHtml(_));
        assert!(!events.iter().any(html), "{page}");
        let code = events.iter().find_map(|event| match event {
            Event::Code(code) => Some(code.to_string()),
            _ => None,
        });
        code.unwrap_or_default()
    };
    for text in ["0", "a|b", "`", "a`b", "``", "<b>", "a``b`", " a", "[x]", "a | b", "&amp;"] {
        assert_eq!(shown(&cell(&code(text))), text, "as code");
    }
    assert_eq!(shown(&cell(&code("a\nb\r\nc"))), "a b  c");
    assert_eq!(shown(&cell(&code(""))), "\"\"");
    for text in ["a | b", "a \\| b", "` | <b>", "<b>|</b>", "~~~", "```", "| ` | ` <b>", "\\", "``` <b> | ```"] {
        shown(&cell(&words(text, true)));
    }
}

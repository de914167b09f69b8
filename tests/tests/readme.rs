//! What the README and the guide show of files of this repository is in those files.

use std::{fs, path::Path};

/// A block of the README: the file that it is from, and its text.
#[derive(Debug, PartialEq, Eq)]
struct Block<'t> {
    file: &'t str,
    text: String,
}

/// The blocks that a comment with a path, such as `<!-- tests/extension/src/lib.rs -->`, stands before.
fn blocks(readme: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let mut lines = readme.lines();
    while let Some(line) = lines.next() {
        let Some(file) = line.strip_prefix("<!-- ").and_then(|rest| rest.strip_suffix(" -->")) else { continue };
        assert!(lines.next().is_some_and(|fence| fence.starts_with("```")), "a block follows upon {file}");
        let text = lines.by_ref().take_while(|line| *line != "```").flat_map(|line| [line, "\n"]).collect();
        blocks.push(Block { file, text });
    }
    blocks
}

/// Whether the block is a run of whole lines of the file, all of them indented by as much more.
fn is_part(block: &str, file: &str) -> bool {
    (0..=3).any(|depth| {
        let indent =
            |line: &str| if line == "\n" { line.to_owned() } else { format!("{}{line}", "    ".repeat(depth)) };
        let block: String = block.split_inclusive('\n').map(indent).collect();
        file.starts_with(&block) || file.contains(&format!("\n{block}"))
    })
}

fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn documents_show_files_as_they_are() {
    let pages = ["adding_a_method.md", "payments_in_a_database.md", "reading_a_mailbox.md"];
    let guide = pages.map(|page| format!("mailru-sdk/src/guide/{page}"));
    for document in ["README.md"].into_iter().chain(guide.iter().map(String::as_str)) {
        let document = read(document);
        let blocks = blocks(&document);
        assert!(!blocks.is_empty());
        for Block { file, text } in blocks {
            assert!(is_part(&text, &read(file)), "{file} has no such lines:\n{text}");
        }
    }
}

#[test]
fn every_block_of_rust_is_from_a_file_that_is_compiled() {
    let readme = read("README.md");
    let is_rust = |block: &Block<'_>| Path::new(block.file).extension().is_some_and(|extension| extension == "rs");
    let shown = blocks(&readme).into_iter().filter(is_rust).count();
    assert_eq!(readme.lines().filter(|line| *line == "```rust").count(), shown);
}

#[test]
fn a_method_is_added_in_under_twenty_lines() {
    let readme = read("README.md");
    let blocks: Vec<_> =
        blocks(&readme).into_iter().filter(|block| block.file.starts_with("tests/extension/")).collect();
    let files: Vec<_> = blocks.iter().map(|block| block.file).collect();
    assert_eq!(
        files,
        ["tests/extension/spec/gifts.toml", "tests/extension/src/lib.rs", "tests/extension/tests/readme.rs"]
    );
    let lines = blocks.iter().flat_map(|block| block.text.lines()).filter(|line| !line.is_empty()).count();
    assert!(lines < 20, "{lines} lines");
}

#[test]
fn what_is_new_is_told_in_at_most_eight_lines_with_a_link_each() {
    let readme = read("README.md");
    assert!(readme.lines().count() < 300, "one sitting");
    let (_, news) = readme.split_once("\n## New since 0.1\n").unwrap();
    let (news, _) = news.split_once("\n## ").unwrap();
    let news: Vec<_> = news.split("\n**").skip(1).collect();
    let names: Vec<_> = news.iter().filter_map(|one| one.split_once('.')).map(|(name, _)| name).collect();
    assert_eq!(names, ["Forgiving answers", "Learning", "The host program", "Fleets", "OAuth Mail"]);
    for one in news {
        let lines = one.lines().filter(|line| !line.is_empty()).count();
        assert!(lines <= 8 && one.contains("](mailru-sdk/src/guide/"), "{lines} lines: {one}");
    }
}

#[test]
fn a_block_that_differs_from_its_file_is_found() {
    let readme = "a\n\n<!-- one.rs -->\n```rust\nlet a = 1;\n\nlet b = 2;\n```\n\n```rust\nc\n```\n";
    let text = "let a = 1;\n\nlet b = 2;\n";
    assert_eq!(blocks(readme), [Block { file: "one.rs", text: text.to_owned() }]);
    assert!(is_part(text, text) && is_part(text, &format!("use c;\n{text}drop(b);\n")));
    assert!(is_part(text, "fn main() {\n    let a = 1;\n\n    let b = 2;\n}\n"));
    assert!(!is_part(text, "    let a = 1;\n\n        let b = 2;\n"));
    assert!(!is_part(text, "let a = 1;\nlet b = 2;\n") && !is_part(text, &format!("drop(c); {text}")));
}

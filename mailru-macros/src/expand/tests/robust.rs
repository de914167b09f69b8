//! Nothing panics, whatever the text; and whatever was read renders.

use std::collections::BTreeSet;

use super::{GROUP, TYPES, group, rendered, types};
use crate::diagnostics::Diagnostics;
use crate::expand::read;
use crate::model::File;
use crate::spec::declarations;

/// Reads a changed sample of a group's file or of shared types.
fn read(sample: &str, text: &str) -> File {
    if sample == GROUP { group(text).0 } else { types(text).0 }
}

#[test]
fn a_file_may_end_anywhere() {
    for sample in [GROUP, TYPES] {
        for (end, _) in sample.char_indices() {
            read(sample, &sample[..end]);
        }
    }
}

#[test]
fn any_line_may_be_missing_or_stand_twice() {
    for sample in [GROUP, TYPES] {
        let lines: Vec<&str> = sample.lines().collect();
        for at in 0..lines.len() {
            rendered(&read(sample, &[&lines[..at], &lines[at + 1..]].concat().join("\n")));
            rendered(&read(sample, &[&lines[..=at], &lines[at..]].concat().join("\r\n")));
        }
    }
}

#[test]
fn any_character_may_be_another() {
    for sample in [GROUP, TYPES] {
        for (at, letter) in sample.char_indices() {
            let other = ["\"", "[", "Ы"][at % 3];
            read(sample, &[&sample[..at], other, &sample[at + letter.len_utf8()..]].concat());
        }
    }
}

#[test]
fn any_word_may_be_another() {
    for sample in [GROUP, TYPES] {
        let words: BTreeSet<&str> = sample.split(|letter: char| !letter.is_alphanumeric()).collect();
        for word in words.into_iter().filter(|word| !word.is_empty()) {
            for other in
                ["", "1", "self", "self_", "_1", "plain_", "default", "Unknown", "send", "sig", "[any]", "Record"]
            {
                rendered(&read(sample, &sample.replace(word, other)));
            }
        }
    }
}

#[test]
fn any_text_may_be_given_as_any_file() {
    for text in [GROUP, TYPES, "", "\u{feff}", "\0", "codes = []", "[codes]\n\"\" = {}", "[objects]\n\"\" = 1"] {
        group(text);
        types(text);
        declarations(text);
        read::errors("errors.toml", text, &mut Diagnostics::new("f"));
    }
}

#[test]
fn depth_is_no_danger() {
    let deep = "[".repeat(100_000) + &"]".repeat(100_000);
    group(&format!("a = {deep}"));
    group(&GROUP.replace("[Record]", &deep));
    group(&GROUP.replace("'[\"14000000000000000001\"]'", &format!("'{deep}'")));
}

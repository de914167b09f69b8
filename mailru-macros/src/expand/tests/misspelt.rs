//! A misspelt key is one message, and is read as the key that was meant: nothing that a program uses goes missing by it.

use super::{GROUP, TYPES, changed, declared, group, one_message_each, types};
use crate::model::File;
use crate::spec::grammar::SHAPES;

/// Where the sample has a key of the grammar, and not a name that is spelt like one.
fn keys(sample: &str) -> Vec<(usize, &str)> {
    let known = |word: &str| SHAPES.iter().any(|shape| shape.keys.iter().any(|key| key.name == word));
    let mut keys = Vec::new();
    let mut start = 0;
    for line in sample.split_inclusive('\n') {
        let mut at = 0;
        for word in line.split_inclusive(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_') {
            let name = word.trim_end_matches(|letter: char| !letter.is_ascii_alphanumeric());
            let (before, after) = (&line[..at], &line[at + name.len()..]);
            let is_key = after.starts_with(" =") || after.starts_with(['.', ']']);
            let is_text = before.matches(['"', '\'']).count() % 2 == 1;
            let is_name = (at == 0 && after.starts_with(" = {") && line.contains("doc =")) || name == "default";
            if is_key && !is_text && !is_name && known(name) {
                keys.push((start + at, name));
            }
            at += word.len();
        }
        start += line.len();
    }
    keys
}

/// The model without the places, which a misspelt header may change.
fn facts(file: &File) -> String {
    let text = format!("{file:?}");
    let mut parts = text.split("Position {");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |facts, part| facts + part.split_once('}').map_or(part, |(_, rest)| rest))
}

#[test]
fn any_key_may_be_misspelt_and_is_one_message() {
    let mut wrong = Vec::new();
    for (sample, read) in [(GROUP, group as fn(&str) -> _), (TYPES, types)] {
        let (sound, _) = read(sample);
        let keys = keys(sample);
        assert!(keys.len() > 40, "{keys:?}");
        for (at, key) in keys {
            // Of the same length, so that nothing else changes its place.
            let misspelt: String = [&key[1..2], &key[..1], &key[2..]].concat();
            let (file, messages) = read(&[&sample[..at], &misspelt, &sample[at + key.len()..]].concat());
            let expected = format!("unknown key {misspelt:?}");
            let hint = format!("did you mean {key:?}?");
            let right = matches!(messages.as_slice(), [one] if one.contains(&expected) && one.ends_with(&hint));
            if !right || facts(&file) != facts(&sound) {
                wrong.push(format!("{misspelt} in line {}: {messages:?}", sample[..at].lines().count()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_a_misspelt_key_holds_is_judged_when_it_is_right() {
    let rows = &[
        (
            "required = true, max_items",
            "reqired = 1, max_items",
            "40:26: unknown key \"reqired\" of a parameter, did you mean \"required\"?",
        ),
        (
            "circuit = \"client\"",
            "circit = \"clent\"",
            "33:1: unknown key \"circit\" of a method, did you mean \"circuit\"?",
        ),
    ];
    one_message_each(GROUP, group, rows);
}

#[test]
fn a_yes_of_another_kind_is_a_yes() {
    for (sample, read, key) in
        [(GROUP, group as fn(&str) -> _, "required"), (GROUP, group, "always"), (TYPES, types, "always")]
    {
        let (sound, _) = read(sample);
        let (file, messages) = read(&changed(sample, &format!("{key} = true"), &format!("{key} = 'ja'")));
        assert!(
            matches!(messages.as_slice(), [one] if one.ends_with("expected a boolean, found a string")),
            "{messages:?}"
        );
        assert_eq!(facts(&file), facts(&sound));
    }
}

#[test]
fn a_key_that_is_there_as_well_is_not_taken_for_another() {
    let rows = &[(
        "see = \"https",
        "dok = \"Again.\"\nsee = \"https",
        "5:1: unknown key \"dok\" of a method, did you mean \"doc\"?",
    )];
    one_message_each(GROUP, group, rows);
}

#[test]
fn the_types_under_a_misspelt_header_have_their_names() {
    assert_eq!(
        declared("[object.Gift]\n[objects.Card]\n[emuns]\nColour = {}\n"),
        ["objects Gift", "objects Card", "enums Colour"]
    );
}

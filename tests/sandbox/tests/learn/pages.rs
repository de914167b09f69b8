//! What is taken for the next page: what moves on by the items before, and not what happens to be equal to one of them.

use std::fs;

use serde_json::{Value, json};

use crate::drafts::draft;
use crate::files::{Folder, entry};

/// The rule that is drafted for calls of `games.getPopular`, and its comment.
fn rule(calls: &[(&[(&str, &str)], Value)]) -> Option<(String, String)> {
    let folder = Folder::new();
    let entries: Vec<Value> =
        calls.iter().map(|(parameters, answer)| entry("games.getPopular", parameters, answer)).collect();
    draft(&folder, &entries);
    let text = fs::read_to_string(folder.path("spec/games.toml")).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let place = lines.iter().position(|line| line.starts_with("page = "))?;
    Some((lines[place].trim_start_matches("page = ").to_owned(), lines[place - 1].to_owned()))
}

fn games(genres: [&str; 2]) -> Value {
    json!(genres.map(|genre| json!({ "title": "Крестики-нолики", "genre": genre })))
}

#[test]
fn an_offset_that_grows_by_the_items_before_wins_over_a_word_that_the_last_item_has_too() {
    let calls: [(&[(&str, &str)], Value); 4] = [
        (&[("limit", "2")], games(["race", "puzzle"])),
        (&[("limit", "2"), ("offset", "2"), ("genre", "puzzle")], games(["race", "puzzle"])),
        (&[("limit", "2"), ("offset", "4"), ("genre", "puzzle")], games(["race", "puzzle"])),
        (&[("limit", "2"), ("offset", "6"), ("genre", "puzzle")], json!([])),
    ];
    let (rule, grounds) = rule(&calls).unwrap();
    assert_eq!(rule, r#"{ offset = "offset", limit = "limit" }"#);
    assert_eq!(grounds, "# 3 times it grew by the number of items before.");
}

#[test]
fn what_chooses_the_items_of_each_call_is_no_cursor_though_all_items_have_it() {
    let calls: [(&[(&str, &str)], Value); 3] = [
        (&[("genre_id", "17")], json!([{ "title": "Шашки", "genre_id": "17" }])),
        (&[("genre_id", "17")], json!([{ "title": "Шашки", "genre_id": "17" }])),
        (&[("genre_id", "17")], json!([{ "title": "Шашки", "genre_id": "17" }])),
    ];
    assert_eq!(rule(&calls), None);
}

#[test]
fn an_id_that_is_asked_for_after_each_last_item_is_a_cursor_beside_a_count_that_does_not_grow() {
    let calls: [(&[(&str, &str)], Value); 3] = [
        (&[("skip", "0")], json!([{ "title": "Шашки", "id": "7100000001" }])),
        (&[("skip", "7100000001")], json!([{ "title": "Шашки", "id": "6300000001" }])),
        (&[("skip", "6300000001")], json!([{ "title": "Шашки", "id": "5200000001" }])),
    ];
    let (rule, grounds) = rule(&calls).unwrap();
    assert_eq!(rule, r#"{ cursor = "skip", key = "id" }"#);
    assert_eq!(grounds, "# 2 times it was the `id` of the last item before.");
}

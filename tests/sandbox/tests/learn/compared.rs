//! Our column of the guide's table "Beside what there is"; the others are held by `findings/har-of-one-address.sh`, over the same file.

use std::fs;
use std::path::Path;

use crate::files::{Folder, run};

#[test]
fn of_the_file_that_other_tools_were_given_all_methods_are_found_and_nobody() {
    let har = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/learn/compared.har");
    let folder = Folder::new();
    let (status, report, _) = run(&["learn", har.to_str().unwrap(), "--write", folder.path("spec").to_str().unwrap()]);
    assert_eq!(status, 0);
    let drafted = fs::read_to_string(folder.path("spec/gifts.toml")).unwrap();
    let types = fs::read_to_string(folder.path("spec/api-spec/types.toml")).unwrap();
    for told in [
        "15 exchanges, 6 methods, 2 of them new",
        "  parameter full: a switch, in 3 of 6 calls",
        "  with full it answers with [object (day, from, id, is_new, note?, price, sent)]",
        "  pages: { offset = \"offset\", limit = \"limit\" }",
        "  file card",
        "zodiac: the spec lacks it; string, in 3 of 8",
    ] {
        assert!(report.contains(told), "{told}\n{report}");
    }
    for entry in [
        "from = { type = \"uid\", always = true",
        "is_new = { type = \"flag\", always = true",
        "sent = { type = \"timestamp\", always = true",
        "day = { type = \"date\", always = true",
        "note = { type = \"string\", doc",
        "to = { type = \"uid\"",
        "card = { type = \"file\"",
    ] {
        assert!(drafted.contains(entry), "{entry}\n{drafted}");
    }
    let secrets = ["be6ef89965d58e56dec21acb9b62bdaa", "00000000000000000000000000000", "Mpop="];
    let people =
        ["Мария", "Иван", "Петров", "Орлова", "Яна", "Привет", "рождения", "Лето", "154107731911726359", "01.02.1985"];
    for text in [report.as_str(), &drafted, &types] {
        let found: Vec<_> = secrets.iter().chain(&people).filter(|word| text.contains(**word)).collect();
        // The invented date of all examples.
        assert!(found.is_empty() || found == [&"01.02.1985"], "{found:?}\n{text}");
    }
}

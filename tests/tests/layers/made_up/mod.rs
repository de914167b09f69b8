//! The rules on made-up crates: each kind of violation is found, with its file and line, and what is in order is left alone.

mod arrows;
mod circles;
mod macros;
mod map;
mod root;
mod testing;

use std::collections::BTreeMap;

use crate::{rules, table};

/// From the highest to the lowest.
const MAP: &str = "
## The map

### demo

| wing | what lives there | may use |
|---|---|---|
| `door/`, `window.rs` | the ways in | everything below but `guest` |
| `guest/` | what comes by itself | `ground` |
| `wire/` | bytes | `error`, `ground` |
| `error.rs` | failures | everything below |
| `ground/`, `codes` | values | nothing |

### other

## Another section
";

const FILES: [(&str, &str); 7] = [
    ("lib.rs", "mod door; mod error; mod ground; mod guest; mod window; mod wire; #[errors] pub mod codes {}"),
    ("door/mod.rs", ""),
    ("error.rs", "pub struct Error;"),
    ("ground/mod.rs", "pub struct Text;"),
    ("guest/mod.rs", ""),
    ("window.rs", ""),
    ("wire/mod.rs", "pub struct Reply;"),
];

/// What is wrong with a crate under a map: `FILES`, some of them replaced and others added.
fn found_under(map: &str, files: &[(&str, &str)]) -> Vec<String> {
    let sources: BTreeMap<_, _> =
        FILES.iter().chain(files).map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    let violations = match table::parse(map, "demo") {
        Ok(table) => rules::violations(&sources, &table),
        Err(problem) => vec![problem],
    };
    violations.iter().map(|violation| violation.render("src/")).collect()
}

fn found(files: &[(&str, &str)]) -> Vec<String> {
    found_under(MAP, files)
}

/// That a crate is in order.
#[track_caller]
fn assert_none(files: &[(&str, &str)]) {
    assert_eq!(found(files), [""; 0]);
}

#[test]
fn a_crate_in_order_has_no_violations() {
    assert_none(&[]);
}

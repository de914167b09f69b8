//! The order of the wings: what may know what. The map is the table of `CONTRIBUTING.md`, and there is no other list of it. Both
//! crates' sources are read, each import and each path is resolved to the file that defines what it names, and a test fails for an
//! import that runs up or is not in the table, for a circle between files, and for a name that is taken from the crate's root.
//!
//! What counts:
//!
//! - A name that a `mod.rs` re-exports leads to the file that defines it, so that a façade makes no circle; and to re-export what
//!   lives below itself is no use of it. A `mod.rs` whose own code uses its children, which use it, is a circle.
//! - A module is a namespace. Only what is named in it is used.
//! - Tests may look up and around, for they are built on everything; but they take nothing from the root either.
//! - `lib.rs` is on top. A module that it writes in place, and that the table names, is a wing as any other.
//! - In the tokens of macros, paths are seen as far as they look like paths; not in `quote!`, whose code runs elsewhere.
//! - Methods and fields of a type that is not named make no arrow; nor do paths in strings, or what the crates' own macros write.

mod attributes;
mod circles;
mod imports;
mod made_up;
mod reader;
mod resolve;
mod rules;
mod table;
mod tokens;
mod tree;
mod visit;

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

/// The lines that no file may exceed.
const LONGEST: usize = 300;

/// The lines of the file in the middle, at most.
const MEDIAN: usize = 110;

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the folder of the tests is in the workspace").into()
}

/// The Rust files of a crate, by their paths below `src`.
fn sources(name: &str) -> BTreeMap<String, String> {
    files(&format!("{name}/src"))
}

/// The Rust files of a folder, by their paths below it, but what Cargo built there.
fn files(folder: &str) -> BTreeMap<String, String> {
    fn walk(folder: &Path, prefix: &str, files: &mut BTreeMap<String, String>) {
        for entry in fs::read_dir(folder).expect("a folder of sources") {
            let path = entry.expect("an entry of a folder").path();
            let name = format!("{prefix}{}", path.file_name().expect("a file has a name").display());
            if path.is_dir() && !path.ends_with("target") {
                walk(&path, &format!("{name}/"), files);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.insert(name, fs::read_to_string(&path).expect("a source is text"));
            }
        }
    }
    let mut files = BTreeMap::new();
    walk(&workspace().join(folder), "", &mut files);
    files
}

fn assert_layers(name: &str) {
    let document = fs::read_to_string(workspace().join("CONTRIBUTING.md")).expect("the document with the map");
    let found = match table::parse(&document, name) {
        Ok(table) => rules::violations(&sources(name), &table),
        Err(problem) => vec![problem],
    };
    let prefix = format!("{name}/src/");
    let lines: Vec<_> = found.iter().map(|violation| violation.render(&prefix)).collect();
    assert!(lines.is_empty(), "{} violations:\n{}", lines.len(), lines.join("\n"));
}

#[test]
fn the_sdk_keeps_to_its_map() {
    assert_layers("mailru-sdk");
}

#[test]
fn the_macros_keep_to_their_map() {
    assert_layers("mailru-macros");
}

#[test]
fn files_are_short() {
    for name in ["mailru-sdk", "mailru-macros", "tests"] {
        let lengths = files(name).into_iter().map(|(path, text)| (text.lines().count(), path));
        let long: Vec<_> = lengths.filter(|(lines, _)| *lines > LONGEST).collect();
        assert!(long.is_empty(), "{name}: {long:?} have more than {LONGEST} lines");
    }
    for name in ["mailru-sdk", "mailru-macros"] {
        let mut lengths: Vec<_> = sources(name).into_iter().map(|(path, text)| (text.lines().count(), path)).collect();
        lengths.sort();
        let (median, _) = lengths[lengths.len() / 2];
        assert!(median <= MEDIAN, "{name}: the median is {median} lines, more than {MEDIAN}");
    }
}

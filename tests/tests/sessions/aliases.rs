//! Whoever knows the original finds its successors by searching the documentation.

use std::{
    fs,
    path::{Path, PathBuf},
};

const ORIGINALS: [&str; 15] = [
    "TokenSession",
    "ClientSession",
    "ServerSession",
    "CodeSession",
    "CodeClientSession",
    "CodeServerSession",
    "PasswordSession",
    "PasswordClientSession",
    "PasswordServerSession",
    "RefreshSession",
    "RefreshClientSession",
    "RefreshServerSession",
    "ImplicitSession",
    "ImplicitClientSession",
    "ImplicitServerSession",
];

fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { sources(&path) } else { vec![path] }).collect()
}

#[test]
fn every_original_name_is_an_alias_in_the_documentation() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../mailru-sdk/src");
    let text: String = sources(&folder).iter().map(|path| fs::read_to_string(path).unwrap()).collect();
    let missing: Vec<_> =
        ORIGINALS.iter().filter(|name| !text.contains(&format!("#[doc(alias = \"{name}\")]"))).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

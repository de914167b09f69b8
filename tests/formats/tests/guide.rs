//! The guide's table of formats names the crates and versions that these tests run with, and each of them.

use std::collections::BTreeMap;

const GUIDE: &str = include_str!("../../../mailru-sdk/src/guide/keeping_values.md");
const LOCK: &str = include_str!("../../../Cargo.lock");
const MANIFEST: &str = include_str!("../Cargo.toml");

/// The versions of a package, without the last number.
fn versions(name: &str) -> Vec<String> {
    let lock: toml::Table = LOCK.parse().unwrap();
    let packages = lock["package"].as_array().unwrap().iter().filter(|package| package["name"].as_str() == Some(name));
    let version = |package: &toml::Value| {
        // What follows a plus sign has dots of its own.
        let whole = package["version"].as_str().unwrap().split('+').next().unwrap();
        whole.rsplit_once('.').unwrap().0.to_owned()
    };
    packages.map(version).collect()
}

#[test]
fn the_table_has_every_format_with_its_version() {
    let rows: BTreeMap<_, _> = GUIDE
        .lines()
        .filter_map(|line| line.strip_prefix("| ")?.split(" | ").nth(1)?.strip_prefix('`')?.split_once("` "))
        .map(|(name, rest)| (name, rest.split([',', ' ']).next().unwrap()))
        .collect();
    let manifest: toml::Table = MANIFEST.parse().unwrap();
    let dependencies = manifest["dependencies"].as_table().unwrap().keys();
    let formats: Vec<_> = dependencies.filter(|name| !["mailru-sdk", "serde"].contains(&name.as_str())).collect();
    assert_eq!(rows.len(), formats.len());
    for name in formats {
        assert!(versions(name).iter().any(|version| version == rows[name.as_str()]), "{name}: {}", rows[name.as_str()]);
    }
}

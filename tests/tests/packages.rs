//! What the packages say of themselves, and what they depend on.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::LazyLock,
};

use serde::Deserialize;

/// Licences that ask for no more than their text being kept.
const LICENCES: [&str; 10] = [
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "Unicode-3.0",
    "Zlib",
];

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
    workspace_members: Vec<String>,
}

#[derive(Deserialize)]
struct Package {
    id: String,
    name: String,
    description: Option<String>,
    license: Option<String>,
    readme: Option<PathBuf>,
    keywords: Vec<String>,
    categories: Vec<String>,
    rust_version: Option<String>,
    /// The registries that it may go to; none for a package that is not published.
    publish: Option<Vec<String>>,
    manifest_path: PathBuf,
    dependencies: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    name: String,
    rename: Option<String>,
}

static METADATA: LazyLock<Metadata> = LazyLock::new(|| {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["metadata", "--format-version=1", "--locked", "--all-features"]);
    let told = cargo.current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
    serde_json::from_slice(&told.stdout).unwrap()
});

fn members() -> impl Iterator<Item = &'static Package> {
    METADATA.packages.iter().filter(|package| METADATA.workspace_members.contains(&package.id))
}

fn published() -> impl Iterator<Item = &'static Package> {
    members().filter(|package| package.publish.is_none())
}

fn is_free(licence: &str) -> bool {
    // Old manifests write a slash.
    let parsed = spdx::Expression::parse_mode(licence, spdx::ParseMode::LAX);
    let is_listed = |wanted: &spdx::LicenseReq| wanted.license.id().is_some_and(|id| LICENCES.contains(&id.name));
    parsed.is_ok_and(|expression| expression.evaluate(is_listed))
}

/// Every word of the Rust files in a folder and below, folders with packages of their own left out.
fn words(folder: &Path, words: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            let is_foreign = path.join("Cargo.toml").exists() || path.ends_with("target");
            if !is_foreign {
                self::words(&path, words);
            }
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            words_of_file(&path, words);
        } else if path.extension().is_some_and(|extension| extension == "md") {
            // Its examples are tested, and name what they use at their beginning.
            let text = fs::read_to_string(&path).unwrap();
            let uses = text.lines().filter(|line| line.starts_with("use "));
            words.extend(uses.flat_map(|line| line.split(is_between)).map(str::to_owned));
        }
    }
}

fn is_between(letter: char) -> bool {
    !letter.is_alphanumeric() && letter != '_'
}

/// The words of a file, and of those that it takes from elsewhere by `#[path]`.
fn words_of_file(path: &Path, words: &mut BTreeSet<String>) {
    let text = fs::read_to_string(path).unwrap();
    words.extend(text.split(is_between).map(str::to_owned));
    let elsewhere = text.lines().filter_map(|line| line.trim().strip_prefix("#[path = \"")?.strip_suffix("\"]"));
    for file in elsewhere {
        words_of_file(&path.parent().unwrap().join(file), words);
    }
}

#[test]
fn published_packages_tell_what_a_registry_shows() {
    let names: Vec<_> = published().map(|package| package.name.as_str()).collect();
    assert_eq!(names, ["mailru-macros", "mailru-sandbox", "mailru-sdk"]);
    for Package { name, description, license, readme, keywords, categories, rust_version, .. } in published() {
        assert_eq!(license.as_deref(), Some("MIT OR Apache-2.0"), "{name}");
        assert!(description.as_ref().is_some_and(|text| text.len() > 40), "{name} has a description");
        assert!(readme.is_some() && rust_version.is_some(), "{name} has a README and a Rust version");
        assert!((1..=5).contains(&keywords.len()) && (1..=5).contains(&categories.len()), "{name}");
    }
}

#[test]
fn every_dependency_has_a_licence_that_suits_everybody() {
    let others: Vec<_> = METADATA
        .packages
        .iter()
        .filter(|package| !package.license.as_deref().is_some_and(is_free))
        .map(|package| (&package.name, &package.license))
        .collect();
    assert!(others.is_empty(), "{others:?}");
}

#[test]
fn every_dependency_is_used() {
    for package in members() {
        let mut used = BTreeSet::new();
        words(package.manifest_path.parent().unwrap(), &mut used);
        let unused: Vec<_> = package
            .dependencies
            .iter()
            .map(|dependency| dependency.rename.as_ref().unwrap_or(&dependency.name))
            // Of the crate `md-5` the library is called so.
            .map(|name| if name == "md-5" { "md5".to_owned() } else { name.replace('-', "_") })
            .filter(|name| !used.contains(name))
            .collect();
        assert!(unused.is_empty(), "{} names {unused:?} and never uses them", package.name);
    }
}

#[test]
fn licences_are_read_with_their_alternatives() {
    assert!(is_free("MIT OR GPL-3.0-only") && is_free("MIT/Apache-2.0") && is_free("(MIT OR ISC) AND Unicode-3.0"));
    assert!(!is_free("GPL-3.0-only") && !is_free("MIT AND GPL-3.0-only") && !is_free("") && !is_free("mine"));
}

/// The crates that the SDK is built from with those features, by name and version.
fn crates(features: &str) -> BTreeSet<String> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["tree", "--locked", "-p", "mailru-sdk", "-e", "normal,build", "--prefix", "none", "--format", "{p}"]);
    let told = cargo.args(["--no-default-features", "--features", features]).current_dir(env!("CARGO_MANIFEST_DIR"));
    let told = told.output().unwrap();
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
    String::from_utf8(told.stdout).unwrap().lines().map(|line| line.replace(" (*)", "")).collect()
}

#[test]
fn without_redis_and_encryption_not_one_crate_more_is_built() {
    let is_there =
        |crates: &BTreeSet<String>, name: &str| crates.iter().any(|known| known.starts_with(&format!("{name} v")));
    let without = crates("rustls,blocking,stream,tracing");
    for (feature, dependency) in [("redis", "redis"), ("encryption", "chacha20poly1305")] {
        let with = crates(&format!("rustls,blocking,stream,tracing,{feature}"));
        assert!(is_there(&with, dependency) && without.is_subset(&with), "{feature}");
        assert!(!is_there(&without, dependency), "{dependency} is built for nobody");
    }
    // What TLS to Redis needs is there for HTTPS, and is not where that has another library.
    let bare = crates("blocking,stream,tracing");
    assert!(!is_there(&bare, "rustls") && !is_there(&bare, "tokio-rustls"), "{bare:?}");
}

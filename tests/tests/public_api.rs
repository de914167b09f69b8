//! What programs can name is listed in `tests/public-api/`, so that a change to it is a decision: `ACCEPT=1` writes the lists anew.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

/// The packages, and the features under which they show all that they have.
const PACKAGES: [(&str, &str); 2] = [("mailru-sdk", "blocking,stream,tracing"), ("mailru-sandbox", "")];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("public-api")
}

/// The toolchain, such as `rustc 1.95`: others write some names differently.
fn toolchain() -> String {
    let told = Command::new("rustc").arg("--version").output().expect("the toolchain runs");
    let told = String::from_utf8(told.stdout).expect("a version is text");
    told.rsplit_once('.').map_or_else(|| told.clone(), |(version, _)| version.to_owned())
}

fn cargo() -> Command {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(env!("CARGO_MANIFEST_DIR"));
    cargo
}

/// Documents a package in JSON.
fn document(package: &str, features: &str) -> PathBuf {
    let mut rustdoc = cargo();
    rustdoc.args(["rustdoc", "--quiet", "--locked", "--lib", "--package", package, "--features", features]);
    rustdoc.args(["--", "-Zunstable-options", "--output-format=json", "--cap-lints=allow"]);
    let documented = rustdoc.env("RUSTDOC", folder().join("rustdoc")).status().expect("cargo runs");
    assert!(documented.success(), "{package} can be documented");
    let metadata = cargo().args(["metadata", "--no-deps", "--format-version=1"]).output().expect("cargo runs");
    let metadata: serde_json::Value = serde_json::from_slice(&metadata.stdout).expect("cargo writes JSON");
    let target = metadata["target_directory"].as_str().expect("there is a target folder");
    Path::new(target).join("doc").join(package.replace('-', "_")).with_extension("json")
}

fn list(json: &Path) -> String {
    let api = public_api::Builder::from_rustdoc_json(json)
        .omit_blanket_impls(true)
        .omit_auto_trait_impls(true)
        .omit_auto_derived_impls(true)
        .build()
        .expect("the list can be read out of the documentation");
    api.to_string()
}

#[test]
fn the_public_names_are_those_that_were_decided_on() {
    let toolchain = toolchain();
    for (package, features) in PACKAGES {
        let path = folder().join(format!("{package}.txt"));
        let decided = fs::read_to_string(&path).unwrap_or_default();
        let (written_by, decided) = decided.split_once('\n').unwrap_or_default();
        if env::var_os("ACCEPT").is_some() {
            let list = list(&document(package, features));
            fs::write(&path, format!("{toolchain}\n{list}")).expect("the list can be written");
            continue;
        }
        if written_by != toolchain {
            println!("{package}: not compared, the list is of {written_by} and this is {toolchain}");
            continue;
        }
        let list = list(&document(package, features));
        let added: Vec<_> = list.lines().filter(|line| !decided.lines().any(|known| known == *line)).collect();
        let removed: Vec<_> = decided.lines().filter(|line| !list.lines().any(|known| known == *line)).collect();
        assert!(
            added.is_empty() && removed.is_empty(),
            "the public names of {package} changed (ACCEPT=1 if that is meant)\nadded:\n{}\nremoved:\n{}",
            added.join("\n"),
            removed.join("\n")
        );
    }
}

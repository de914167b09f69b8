//! The guide names the versions of other runtimes that these tests run with.

const GUIDE: &str = include_str!("../../../mailru-sdk/src/guide/in_your_program.md");
const LOCK: &str = include_str!("../../../Cargo.lock");
const MANIFEST: &str = include_str!("../Cargo.toml");

/// The versions of a package, without the last number.
fn versions(name: &str) -> Vec<&'static str> {
    let package = format!("[[package]]\nname = \"{name}\"\nversion = \"");
    let found = LOCK.match_indices(&package).map(|(at, begin)| &LOCK[at + begin.len()..]);
    found.filter_map(|rest| Some(rest.split('"').next()?.rsplit_once('.')?.0)).collect()
}

#[test]
fn the_runtimes_of_the_guide_have_the_versions_that_are_tried() {
    let packages = MANIFEST.lines().filter_map(|line| line.split_once(" = ")).map(|(name, _)| name);
    let tried = ["actix-rt", "async-compat", "async-std", "futures-executor", "smol", "tokio"];
    for name in tried {
        assert!(packages.clone().any(|known| known == name), "{name} is not tried");
        let named = versions(name).iter().any(|version| GUIDE.contains(&format!("`{name}` {version}")));
        assert!(named, "the guide does not name the version of {name}");
    }
}

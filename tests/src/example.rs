//! The executables of the examples. Cargo gives tests the paths of binaries but not of examples, so it is asked for them. They
//! are up to date by then when all tests of the workspace are run, and nothing is built a second time.

use std::{
    env, io,
    path::PathBuf,
    process::{Command, Stdio},
};

use serde_json::Value;

/// Builds an example of this crate, if it is not up to date, and returns the path of its executable.
///
/// # Errors
/// When it does not build.
pub fn executable(name: &str) -> io::Result<PathBuf> {
    let mut cargo = Command::new(env!("CARGO"));
    // With the features that all members together ask for, as in a build of the whole workspace.
    cargo.args([
        "build",
        "--workspace",
        "--examples",
        "--quiet",
        "--locked",
        "--message-format=json-render-diagnostics",
    ]);
    if !cfg!(debug_assertions) {
        cargo.arg("--release");
    }
    // What cargo tells this test about its package is no business of the other packages: build scripts that look at it would run
    // again.
    let of_this_package = |name: &String| name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_");
    for name in env::vars_os().filter_map(|(name, _)| name.into_string().ok()).filter(of_this_package) {
        cargo.env_remove(name);
    }
    let built = cargo.current_dir(env!("CARGO_MANIFEST_DIR")).stderr(Stdio::inherit()).output()?;
    let is_meant = |line: &Value| {
        line["target"]["name"] == name && line["target"]["kind"][0] == "example" && built.status.success()
    };
    let mut lines = built.stdout.split(|&byte| byte == b'\n').filter_map(|line| serde_json::from_slice(line).ok());
    let executable = lines.find(is_meant).and_then(|line| line["executable"].as_str().map(PathBuf::from));
    executable.ok_or_else(|| io::Error::other(format!("the example {name} does not build")))
}

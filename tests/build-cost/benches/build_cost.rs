//! What the SDK costs at build time, as ratios: a client with the same methods and types, as a person would write it, is
//! generated from the spec, and both are built, edited and measured in turns by `tests/build-cost/ratios`.
//!
//! It compiles programs, which takes minutes; `cargo bench -p mailru-sdk` leaves it out, and `MAILRU_BENCH_BUILD=0` skips it.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, ExitCode},
};

fn main() -> ExitCode {
    if env::var_os("MAILRU_BENCH_BUILD").is_some_and(|wanted| wanted == "0") {
        println!("build costs are skipped, as MAILRU_BENCH_BUILD says");
        return ExitCode::SUCCESS;
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    let crate_folder = target.join("build-cost-baseline");
    for (name, text) in mailru_build_cost::files(&root.join("api-spec")).expect("the specs can be read") {
        let path = crate_folder.join(name);
        fs::create_dir_all(path.parent().expect("files are in folders")).expect("the target folder can be written");
        fs::write(path, text).expect("the target folder can be written");
    }
    let status = Command::new(root.join("tests/build-cost/ratios")).arg(&crate_folder).status();
    if status.is_ok_and(|status| status.success()) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

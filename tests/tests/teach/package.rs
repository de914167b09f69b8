//! A program that calls what was drafted, with an SDK that was made from the amended spec.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const PROGRAM: &str = include_str!("program.rs.txt");

const MEMBERS: &str = "members = [\"mailru-macros\", \"mailru-sdk\", \"program\"]";

/// The manifest of a package whose benchmarks are not copied.
fn without_benchmarks(manifest: &str) -> String {
    let mut sections = manifest.split("[[bench]]");
    let before = sections.next().unwrap_or_default().to_owned();
    // What follows a benchmark begins with the next section.
    sections.fold(before, |whole, section| whole + section.find("\n[").map_or("", |end| &section[end + 1..]))
}

pub struct Package {
    folder: PathBuf,
}

impl Package {
    /// The spec is in `sdk/api-spec` of the folder; the SDK and its macros are copied beside it.
    pub fn new(folder: &Path, workspace: &Path) -> Self {
        let sdk = folder.join("sdk");
        for package in ["mailru-macros", "mailru-sdk"] {
            super::copy(&workspace.join(package).join("src"), &sdk.join(package).join("src"));
            for file in ["Cargo.toml", "README.md"] {
                fs::copy(workspace.join(package).join(file), sdk.join(package).join(file)).unwrap();
            }
        }
        super::copy(&sdk.join("api-spec"), &sdk.join("mailru-sdk/api-spec"));
        // A workspace like the real one, but for what is not needed.
        let manifest = fs::read_to_string(workspace.join("Cargo.toml")).unwrap();
        let (before, members) = manifest.split_once("members = [").unwrap();
        let (_, after) = members.split_once(']').unwrap();
        let manifest: String = format!("{before}{MEMBERS}{after}")
            .lines()
            .filter(|line| !line.starts_with("mailru-sandbox") && !line.starts_with("exclude"))
            .flat_map(|line| [line, "\n"])
            .collect();
        fs::write(sdk.join("Cargo.toml"), manifest).unwrap();
        fs::copy(workspace.join("Cargo.lock"), sdk.join("Cargo.lock")).unwrap();
        let sdk_manifest = fs::read_to_string(sdk.join("mailru-sdk/Cargo.toml")).unwrap();
        fs::write(sdk.join("mailru-sdk/Cargo.toml"), without_benchmarks(&sdk_manifest)).unwrap();
        let program = sdk.join("program");
        fs::create_dir_all(program.join("src")).unwrap();
        fs::create_dir_all(program.join("spec")).unwrap();
        fs::copy(sdk.join("api-spec/gifts.toml"), program.join("spec/gifts.toml")).unwrap();
        fs::write(program.join("src/main.rs"), PROGRAM).unwrap();
        let manifest = "[package]\nname = 'taught'\nversion = '0.1.0'\nedition = '2024'\n\n[dependencies]\nmailru-sdk = { workspace = true }\n\
                        tokio = { workspace = true, features = ['macros', 'rt'] }\n";
        fs::write(program.join("Cargo.toml"), manifest).unwrap();
        Self { folder: program }
    }

    /// The tests of the drafts' examples, and then what the program says.
    pub fn test_and_run(&self, exports: &str) -> String {
        let tested = self.cargo(&["test", "--offline", "--quiet"], "");
        assert!(tested.contains("2 passed"), "{tested}");
        self.cargo(&["run", "--offline", "--quiet"], exports)
    }

    fn cargo(&self, arguments: &[&str], exports: &str) -> String {
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
        let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo.args(arguments).arg("--target-dir").arg(target).current_dir(&self.folder);
        for line in exports.lines() {
            let (name, value) = line.trim_start_matches("export ").split_once('=').unwrap();
            cargo.env(name, value);
        }
        let output = cargo.output().unwrap();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        assert!(output.status.success(), "{}{}", text(&output.stdout), text(&output.stderr));
        text(&output.stdout)
    }
}

//! Editing a spec is enough to build anew: cargo learns from the expansion which files it came from. Shown on a throw-away
//! package that depends on the SDK.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, Output},
    time::{Duration, SystemTime},
};

const SPEC: &str = r#"
doc = "Gifts of one user to another."

[methods.send]
doc = "Sends a gift."
verb = "POST"
effect = "write"
evidence = "client"

[methods.send.params]
to = { type = "uid", required = true, doc = "Who gets it." }

[methods.send.returns]
default = "string"
"#;

const PROGRAM: &str = r#"
#[mailru_sdk::group(spec = "spec/gifts.toml")]
pub mod gifts {}

use gifts::GiftsExt as _;

pub async fn send(api: &mailru_sdk::Api<mailru_sdk::Client>) -> Result<(), mailru_sdk::Error> {
    api.gifts().send(1_u64).await.map(drop)
}
"#;

/// A package in a folder of its own, which shares what is built of its dependencies with everything else.
struct Package {
    folder: PathBuf,
    edits: u64,
}

impl Package {
    fn new() -> Self {
        let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace");
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("rebuild");
        if folder.exists() {
            fs::remove_dir_all(&folder).expect("an old package that can be removed");
        }
        for inner in ["spec", "src"] {
            fs::create_dir_all(folder.join(inner)).expect("a folder");
        }
        let sdk = workspace.join("mailru-sdk");
        // The profile is that of the workspace, for what is built with another is not shared.
        let manifest = format!(
            "[package]\nname = 'rebuilt'\nedition = '2024'\n\n[workspace]\n\n[profile.dev]\ndebug = 'line-tables-only'\n\n\
             [dependencies]\nmailru-sdk = {{ path = '{}', default-features = false }}\n",
            sdk.display()
        );
        fs::write(folder.join("Cargo.toml"), manifest).expect("a manifest");
        fs::copy(workspace.join("Cargo.lock"), folder.join("Cargo.lock")).expect("the workspace's versions");
        fs::write(folder.join("src/lib.rs"), PROGRAM).expect("a program");
        fs::write(folder.join("spec/gifts.toml"), SPEC).expect("a spec");
        Self { folder, edits: 0 }
    }

    /// Writes the spec. Times of files may be too coarse to tell edits apart, so each is put well after the last.
    fn edit(&mut self, spec: &str) {
        let path = self.folder.join("spec/gifts.toml");
        fs::write(&path, spec).expect("a spec");
        self.edits += 1;
        let later = SystemTime::now() + Duration::from_mins(self.edits);
        let file = fs::File::options().write(true).open(path).expect("the spec");
        file.set_modified(later).expect("a time that can be set");
    }

    fn check(&self) -> Outcome {
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("the target folder");
        let output = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
            .args(["check", "--offline", "--color=never", "--target-dir"])
            .arg(target)
            .env("CARGO_TERM_QUIET", "false")
            .current_dir(&self.folder)
            .output()
            .expect("cargo");
        Outcome::new(&output)
    }
}

struct Outcome {
    success: bool,
    rebuilt: bool,
    text: String,
}

impl Outcome {
    fn new(output: &Output) -> Self {
        let text = String::from_utf8_lossy(&output.stderr).into_owned();
        Self { success: output.status.success(), rebuilt: text.contains("Checking rebuilt "), text }
    }

    fn passed(&self) -> &Self {
        assert!(self.success, "{}", self.text);
        self
    }

    fn failed_with(&self, message: &str) {
        assert!(!self.success && self.text.contains(message), "expected {message:?}\n{}", self.text);
    }
}

#[test]
fn editing_a_spec_file_rebuilds_what_was_made_of_it() {
    let mut package = Package::new();
    assert!(package.check().passed().rebuilt);
    assert!(!package.check().passed().rebuilt, "nothing was edited");

    package.edit(&SPEC.replace("methods.send", "methods.give"));
    package.check().failed_with("no method named `send`");
    package.edit(&SPEC.replace("uid", "uuid"));
    package.check().failed_with("spec/gifts.toml:11:16: unknown type \"uuid\", did you mean \"uid\"?");
    package.edit(SPEC);
    assert!(package.check().passed().rebuilt);

    let spec = package.folder.join("spec");
    fs::rename(spec.join("gifts.toml"), spec.join("presents.toml")).expect("a new name");
    package.check().failed_with("spec/gifts.toml: no such file");
}

//! The compiler, run on single programs against the SDK. Cargo checks the SDK once, into the same target folder as everything
//! else; each program is then one call of `rustc`. What the messages should be is the business of the tests.

mod message;

use std::{
    collections::BTreeSet,
    env,
    ffi::{OsStr, OsString},
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::OnceLock,
    thread,
};

pub use message::Message;
use serde_json::Value;

/// What programs may name.
const CRATES: [&str; 2] = ["mailru_sdk", "serde"];

/// Compiles each case, and gives the messages about it. A line `// rustc: ..` of a program holds arguments of its own, in place of the
/// edition; a line `// mailru_sdk is ..` gives the SDK another name. Where there is a `company.rs`, the program has the SDK by that crate
/// alone.
pub fn compile(cases: &[PathBuf]) -> Vec<Vec<Message>> {
    static SDK: OnceLock<Vec<OsString>> = OnceLock::new();
    let sdk = SDK.get_or_init(checked_sdk);
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let share = cases.len().div_ceil(threads).max(1);
    thread::scope(|scope| {
        let worker = |cases: &'_ [PathBuf]| cases.iter().map(|case| compile_one(case, sdk)).collect::<Vec<_>>();
        let workers: Vec<_> = cases.chunks(share).map(|cases| scope.spawn(move || worker(cases))).collect();
        workers.into_iter().flat_map(|worker| worker.join().expect("no panic")).collect()
    })
}

/// The file of a case; of the folder above, where all cases share it.
pub fn file(case: &Path, name: &str) -> Option<PathBuf> {
    [Some(case), case.parent()].into_iter().flatten().map(|folder| folder.join(name)).find(|path| path.is_file())
}

fn compile_one(case: &Path, sdk: &[OsString]) -> Vec<Message> {
    let spec = file(case, "gifts.toml");
    let program = file(case, "program.rs").expect("a program");
    let text = fs::read_to_string(&program).expect("text");
    let said = |what: &str| text.lines().find_map(|line| line.strip_prefix(what)).map(str::trim);
    let own = said("// rustc: ").unwrap_or("--edition=2024");
    let known: Vec<OsString> = match (case.join("company.rs"), said("// mailru_sdk is ")) {
        (company, _) if company.is_file() => by_another_crate(&company, sdk),
        (_, Some(name)) => {
            let called = |argument: &str| argument.replace("--extern=mailru_sdk=", &format!("--extern={name}="));
            sdk.iter()
                .map(|argument| argument.to_str().map_or_else(|| argument.clone(), |it| called(it).into()))
                .collect()
        }
        _ => sdk.to_vec(),
    };
    let name = case.file_name().expect("a name");
    let output = rustc(&program, name)
        .env("CARGO_MANIFEST_DIR", spec.as_deref().and_then(Path::parent).unwrap_or(case))
        .args(own.split(' '))
        .args(known)
        .output()
        .expect("the compiler");
    let text = String::from_utf8_lossy(&output.stderr);
    let messages: Vec<Message> = text.lines().filter_map(Message::read).collect();
    assert!(output.status.success() || !messages.is_empty(), "{}: {text}", case.display());
    messages
}

/// Compiles a crate that has the SDK, and gives the arguments by which a program finds that crate and nothing else.
fn by_another_crate(company: &Path, sdk: &[OsString]) -> Vec<OsString> {
    let output = rustc(company, OsStr::new("company")).args(["--crate-type=lib", "--edition=2024"]).args(sdk).output();
    let output = output.expect("the compiler");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let folders = sdk.iter().filter(|argument| argument.to_string_lossy().starts_with("-Ldependency="));
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("libcompany.rmeta");
    folders.cloned().chain([format!("--extern=company={}", path.display()).into()]).collect()
}

fn rustc(source: &Path, name: &OsStr) -> Command {
    let mut command = tool("RUSTC", "rustc");
    command.args(["--emit=metadata", "--error-format=json", "--crate-name"]).arg(name);
    command.args([OsStr::new("--out-dir"), OsStr::new(env!("CARGO_TARGET_TMPDIR"))]).arg(source);
    command
}

/// Lets cargo check the SDK, and gives the arguments by which the compiler finds it.
fn checked_sdk() -> Vec<OsString> {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("../mailru-sdk/Cargo.toml");
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("the target folder");
    // Without TLS there is half as much to check, and no case needs it.
    let output = tool("CARGO", "cargo")
        .args(["check", "--offline", "--no-default-features", "--message-format=json", "--manifest-path"])
        .args([manifest.as_os_str(), OsStr::new("--target-dir"), target.as_os_str()])
        .stderr(Stdio::inherit())
        .output()
        .expect("cargo");
    assert!(output.status.success(), "the SDK does not compile");
    let mut arguments = BTreeSet::new();
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let artifact: Value = serde_json::from_str(line).expect("JSON");
        let name = CRATES.iter().find(|name| artifact["target"]["name"] == **name);
        for path in artifact["filenames"].as_array().into_iter().flatten().filter_map(Value::as_str).map(Path::new) {
            arguments.insert(format!("-Ldependency={}", path.parent().expect("a folder").display()));
            if let Some(name) = name.filter(|_| path.extension().is_some_and(|extension| extension == "rmeta")) {
                arguments.insert(format!("--extern={name}={}", path.display()));
            }
        }
    }
    arguments.into_iter().map(Into::into).collect()
}

/// The tool that this test was built with.
fn tool(variable: &str, name: &str) -> Command {
    Command::new(env::var_os(variable).unwrap_or_else(|| name.into()))
}

//! Files: finding and reading those of the spec, and showing the result to people. What stands in them is the business of
//! `spec`. May use `names`.

use std::{
    env, fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use proc_macro2::{Span, TokenStream};
use syn::LitStr;

use crate::names;

/// A spec file that was found.
pub(crate) struct Source {
    /// The path as it was given.
    pub path: String,
    /// Where it is, for `include_bytes!`.
    pub absolute: String,
    pub text: String,
    /// Where the program names it.
    pub named: Span,
}

impl Source {
    /// Finds a file below the crate that is being compiled.
    pub(crate) fn find(path: &LitStr) -> syn::Result<Self> {
        Self::found(path, &[""])
    }

    /// The same for a file of the SDK; in checkouts without symbolic links it is beside the crate. A file of another crate would
    /// not be in its package there.
    pub(crate) fn of_the_sdk(path: &LitStr) -> syn::Result<Self> {
        Self::found(path, SDK)
    }

    fn found(path: &LitStr, folders: &[&str]) -> syn::Result<Self> {
        let given = path.value();
        let found = read(&given, path.span(), folders);
        found.map_err(|problem| syn::Error::new(path.span(), format!("{given}: {problem}")))
    }

    /// The file of the SDK with another name in the same folder, if there is one.
    pub(crate) fn sibling(&self, name: &str) -> Option<Self> {
        let path = match self.path.rsplit_once('/') {
            Some((folder, _)) => format!("{folder}/{name}"),
            None => name.to_owned(),
        };
        read(&path, self.named, SDK).ok()
    }

    /// The file name without `.toml`.
    pub(crate) fn stem(&self) -> &str {
        names::stem(&self.path)
    }
}

/// Where the SDK's own files are, seen from a crate of its workspace.
const SDK: &[&str] = &["", ".."];

fn read(path: &str, named: Span, folders: &[&str]) -> Result<Source, String> {
    // Read when the macro runs: the value at its own compile time is another crate's.
    let root = env::var("CARGO_MANIFEST_DIR").map_err(|_| "CARGO_MANIFEST_DIR is not set".to_owned())?;
    let root = Path::new(&root);
    let mut candidates = folders.iter().map(|folder| root.join(folder).join(path));
    let found: PathBuf = candidates
        .find(|candidate| candidate.is_file())
        .ok_or_else(|| format!("no such file below {}", root.display()))?;
    let bytes = fs::read(&found).map_err(|error| error.to_string())?;
    let text = String::from_utf8(bytes).map_err(|_| "the file is not UTF-8".to_owned())?;
    let absolute = found.to_str().ok_or("the path is not UTF-8")?.to_owned();
    Ok(Source { path: path.to_owned(), absolute, text, named })
}

/// Writes the expansion to the folder that `MAILRU_MACROS_DUMP` names, as a person would read it.
pub(crate) fn dump(name: &str, expansion: &TokenStream) {
    let Some(folder) = env::var_os("MAILRU_MACROS_DUMP") else { return };
    // A name that only the compiler knows.
    let text = readable(&expansion.to_string().replace("$crate", "::mailru_sdk"));
    let path = Path::new(&folder).join(format!("{name}.rs"));
    if let Err(error) = fs::create_dir_all(&folder).and_then(|()| fs::write(&path, text)) {
        eprintln!("MAILRU_MACROS_DUMP: {}: {error}", path.display());
    }
}

/// Formats with rustfmt where it is installed, and writes docs as comments.
fn readable(code: &str) -> String {
    let formatted = format(code).unwrap_or_else(|| code.to_owned());
    let mut out = String::with_capacity(formatted.len());
    for line in formatted.lines() {
        let indent = &line[..line.len() - line.trim_start().len()];
        let doc = line.trim().strip_prefix("#[doc = ").and_then(|rest| rest.strip_suffix(']'));
        match doc.and_then(|literal| syn::parse_str::<LitStr>(literal).ok()) {
            Some(doc) => out.extend([indent, "///", &doc.value(), "\n"]),
            None => out.extend([line, "\n"]),
        }
    }
    out
}

fn format(code: &str) -> Option<String> {
    let mut rustfmt = Command::new("rustfmt")
        .args(["--edition", "2024", "--config", "max_width=120"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let mut stdin = rustfmt.stdin.take()?;
    let code = code.to_owned();
    let writer = std::thread::spawn(move || stdin.write_all(code.as_bytes()));
    let output = rustfmt.wait_with_output().ok()?;
    writer.join().ok()?.ok()?;
    String::from_utf8(output.stdout).ok().filter(|_| output.status.success())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_above_is_for_files_of_the_sdk() {
        let span = Span::call_site();
        for path in ["LICENSE-MIT", "api-spec/friends.toml", "./api-spec/../CHANGELOG.md"] {
            assert!(Source::of_the_sdk(&LitStr::new(path, span)).is_ok(), "{path}");
        }
        for path in ["api-spec/friends.toml", "./api-spec/../CHANGELOG.md", "mailru-sdk/Cargo.toml"] {
            let problem =
                Source::find(&LitStr::new(path, span)).map(|_| ()).expect_err("it is in no package").to_string();
            assert!(problem.starts_with(&format!("{path}: no such file below ")), "{problem}");
        }
        assert!(Source::find(&LitStr::new("src/lib.rs", span)).is_ok());
    }
}

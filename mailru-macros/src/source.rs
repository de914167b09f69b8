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
    /// Finds a file below the crate that is being compiled; or, in checkouts without symbolic links, beside that crate.
    pub(crate) fn find(path: &LitStr) -> syn::Result<Self> {
        let given = path.value();
        read(&given, path.span()).map_err(|problem| syn::Error::new(path.span(), format!("{given}: {problem}")))
    }

    /// The file of another name in the same folder, if there is one.
    pub(crate) fn sibling(&self, name: &str) -> Option<Self> {
        let path = match self.path.rsplit_once('/') {
            Some((folder, _)) => format!("{folder}/{name}"),
            None => name.to_owned(),
        };
        read(&path, self.named).ok()
    }

    /// The file name without `.toml`.
    pub(crate) fn stem(&self) -> &str {
        names::stem(&self.path)
    }
}

fn read(path: &str, named: Span) -> Result<Source, String> {
    // Read when the macro runs: the value at its own compile time is another crate's.
    let root = env::var("CARGO_MANIFEST_DIR").map_err(|_| "CARGO_MANIFEST_DIR is not set".to_owned())?;
    let root = Path::new(&root);
    let candidates = [root.join(path), root.join("..").join(path)];
    let found = candidates.iter().find(|candidate| candidate.is_file());
    let found: &PathBuf = found.ok_or_else(|| format!("no such file below {}", root.display()))?;
    let bytes = fs::read(found).map_err(|error| error.to_string())?;
    let text = String::from_utf8(bytes).map_err(|_| "the file is not UTF-8".to_owned())?;
    let absolute = found.to_str().ok_or("the path is not UTF-8")?.to_owned();
    Ok(Source { path: path.to_owned(), absolute, text, named })
}

/// Writes the expansion to the folder that `MAILRU_MACROS_DUMP` names, as a person would read it.
pub(crate) fn dump(name: &str, expansion: &TokenStream) {
    let Some(folder) = env::var_os("MAILRU_MACROS_DUMP") else { return };
    let text = readable(&expansion.to_string());
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

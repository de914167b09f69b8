//! Writing: each exchange is a file of its own, complete or not there at all, so that an interruption loses nothing.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::Exchange;

/// A folder that is recorded into.
#[derive(Debug)]
pub(crate) struct Folder {
    path: PathBuf,
    next: u64,
}

impl Folder {
    /// Opens the folder, and makes it if there is none. Numbers go on after those that are there.
    pub(crate) fn open(path: &Path) -> io::Result<Self> {
        fs::create_dir_all(path)?;
        let mut last = 0;
        for entry in path.read_dir()? {
            let name = entry?.file_name();
            let digits: String = name.to_string_lossy().chars().take_while(char::is_ascii_digit).collect();
            last = last.max(digits.parse().unwrap_or(0));
        }
        Ok(Self { path: path.to_owned(), next: last + 1 })
    }

    /// The number of the next exchange.
    pub(crate) fn next(&self) -> u64 {
        self.next
    }

    /// Writes the exchange under the next number.
    pub(crate) fn write(&mut self, exchange: &mut Exchange) -> io::Result<()> {
        exchange.number = self.next;
        let what = exchange.request.method.as_deref().or(exchange.request.grant.as_deref()).unwrap_or("other");
        let name: String =
            what.chars().filter(|letter| letter.is_ascii_alphanumeric() || "._".contains(*letter)).take(80).collect();
        let text = serde_json::to_string_pretty(exchange).map_err(io::Error::other)? + "\n";
        whole(&self.path.join(format!("{:05}-{name}.json", self.next)), &text)?;
        self.next += 1;
        Ok(())
    }
}

/// Writes a file beside its place and moves it there, so that nobody ever sees half of it.
pub(crate) fn whole(path: &Path, text: &str) -> io::Result<()> {
    let mut draft = path.as_os_str().to_owned();
    draft.push(".draft");
    let mut file = File::create(&draft)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    fs::rename(&draft, path)
}

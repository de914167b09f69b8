//! Whose a file is, which decides whether it is believed. Where files have no owners, all are the program's own.

use std::{
    fs::{self, File, OpenOptions},
    io,
    path::Path,
};

/// A file that was found where this program leaves files of its own: open, if nobody else can have written it; otherwise why it is
/// not believed. `whole` is the file that it is to replace.
#[cfg(unix)]
pub(super) fn own(path: &Path, whole: &Path) -> io::Result<Result<File, &'static str>> {
    use std::os::unix::fs::MetadataExt as _;

    // Looked at before it is opened: opening a pipe would wait for somebody who writes.
    let seen = fs::symlink_metadata(path)?;
    if !seen.is_file() {
        return Ok(Err("it is no plain file"));
    }
    let file = File::open(path)?;
    let found = file.metadata()?;
    if (found.dev(), found.ino()) != (seen.dev(), seen.ino()) || found.nlink() == 0 {
        // Somebody finished writing in between.
        return Err(io::ErrorKind::NotFound.into());
    }
    if found.nlink() != 1 {
        return Ok(Err("it has another name besides"));
    }
    if found.mode() & 0o022 != 0 {
        return Ok(Err("others may write to it"));
    }
    // Whoever owns the token file decides what is in it anyway.
    let is_owners = fs::metadata(whole).is_ok_and(|whole| whole.uid() == found.uid());
    Ok(if is_owners || is_mine(path, found.uid()) { Ok(file) } else { Err("it is another user's") })
}

#[cfg(not(unix))]
pub(super) fn own(path: &Path, _whole: &Path) -> io::Result<Result<File, &'static str>> {
    File::open(path).map(Ok)
}

/// Whether this program acts as that user: a file that it makes beside that one says so.
#[cfg(unix)]
pub(super) fn is_mine(path: &Path, uid: u32) -> bool {
    use std::{
        os::unix::fs::MetadataExt as _,
        sync::atomic::{AtomicU64, Ordering},
    };

    // Several threads and processes may ask at a time.
    static ASKED: AtomicU64 = AtomicU64::new(0);
    let mut name = path.to_owned().into_os_string();
    name.push(format!(".{}.{}", std::process::id(), ASKED.fetch_add(1, Ordering::Relaxed)));
    let path = Path::new(&name);
    let Ok(made) = private(path) else { return false };
    let _ = fs::remove_file(path);
    made.metadata().is_ok_and(|made| made.uid() == uid)
}

/// Opens a file for writing that only its owner may read, whatever was there before.
pub(super) fn private(path: &Path) -> io::Result<File> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

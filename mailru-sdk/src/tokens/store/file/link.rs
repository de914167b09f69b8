//! The file that a name stands for. Several links to one file are one store with one lock, and stay links.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// As many links after each other as Linux follows.
const LINKS: usize = 40;

/// Follows links to the file itself, which need not exist. Folders among them are left to the system.
pub(super) fn target(path: &Path) -> io::Result<PathBuf> {
    let mut path = path.to_owned();
    for _ in 0..LINKS {
        match fs::symlink_metadata(&path) {
            Ok(found) if found.is_symlink() => {
                check(&path, &found)?;
                let folder = path.parent().unwrap_or(Path::new(""));
                path = folder.join(fs::read_link(&path)?);
            }
            // What else is wrong shows where the file is opened.
            _ => return Ok(path),
        }
    }
    Err(io::Error::other("the token file is a link that leads to no file"))
}

/// A link that another user left in a folder that several write to would send the tokens where that user wants them.
#[cfg(unix)]
fn check(path: &Path, link: &fs::Metadata) -> io::Result<()> {
    use std::os::unix::fs::MetadataExt as _;

    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if fs::metadata(folder)?.uid() == link.uid() || super::owner::is_mine(path, link.uid()) {
        return Ok(());
    }
    Err(io::Error::new(io::ErrorKind::PermissionDenied, "the token file is another user's link"))
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "it can fail where files have owners")]
fn check(_path: &Path, _link: &fs::Metadata) -> io::Result<()> {
    Ok(())
}

//! Which files there are: a folder stands for the recordings in it, in their order.

use std::path::{Path, PathBuf};

use super::RecordingError;

/// The files of a path: itself, or what a folder holds.
pub(crate) fn files(path: &Path) -> Result<Vec<PathBuf>, RecordingError> {
    let unreadable = |error| RecordingError::unreadable(path, error);
    if !path.metadata().map_err(unreadable)?.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut files = Vec::new();
    for entry in path.read_dir().map_err(unreadable)? {
        let file = entry.map_err(unreadable)?.path();
        if file.extension().is_some_and(|extension| extension == "json" || extension == "har") {
            files.push(file);
        }
    }
    if files.is_empty() {
        return Err(RecordingError::Empty { path: path.to_owned() });
    }
    files.sort();
    Ok(files)
}

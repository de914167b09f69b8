//! The files themselves: those of the SDK, which this crate carries, and those of a folder.

use std::io;
use std::path::Path;

/// The file of shared types, without `.toml`.
pub(crate) const SHARED: &str = "types";

/// The file of error codes.
pub(crate) const ERRORS: &str = "errors";

/// A spec file.
#[derive(Debug, Clone)]
pub(crate) struct File {
    /// The name without `.toml`.
    pub(crate) name: String,
    pub(crate) text: String,
}

macro_rules! carried {
    ($($name:literal),+ $(,)?) => {
        [$(($name, include_str!(concat!("../../api-spec/", $name, ".toml")))),+]
    };
}

pub(super) fn of_the_sdk() -> Vec<File> {
    let files = carried![
        "achievements",
        "audio",
        "email",
        "errors",
        "events",
        "friends",
        "groups",
        "guestbook",
        "history",
        "mail",
        "messages",
        "mobile",
        "multipost",
        "notifications",
        "photos",
        "score",
        "stream",
        "titles",
        "types",
        "users",
    ];
    files.map(|(name, text)| File { name: name.to_owned(), text: text.to_owned() }).into()
}

impl File {
    /// All spec files of a folder, in the order of their names; none when there is no such folder.
    pub(crate) fn in_folder(folder: &Path) -> io::Result<Vec<Self>> {
        let entries = match folder.read_dir() {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries?,
        };
        let mut files = Vec::new();
        for entry in entries {
            let path = entry?.path();
            let name = path.file_stem().and_then(|name| name.to_str()).map(str::to_owned);
            if let (Some(name), true) = (name, path.extension().is_some_and(|extension| extension == "toml")) {
                files.push(Self { name, text: std::fs::read_to_string(&path)? });
            }
        }
        files.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(files)
    }
}

#[cfg(test)]
mod tests {
    use super::{File, of_the_sdk};

    #[test]
    fn all_files_of_the_sdk_are_carried() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("api-spec");
        let there: Vec<_> = File::in_folder(&folder).unwrap().into_iter().map(|file| file.name).collect();
        assert_eq!(of_the_sdk().into_iter().map(|file| file.name).collect::<Vec<_>>(), there);
    }
}

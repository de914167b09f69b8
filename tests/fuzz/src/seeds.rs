//! Writing the inputs that a target begins with, each into a file of its own, and the words for its dictionary.

use std::{
    env, fs,
    hash::{DefaultHasher, Hash as _, Hasher as _},
    io,
    path::{Path, PathBuf},
};

/// Writes them, if a folder is given.
///
/// # Panics
/// When they cannot be written: without them a target would find little, and nobody would notice.
pub fn write(seeds: fn() -> Vec<Vec<u8>>, words: fn() -> Vec<String>) {
    let Some(folder) = env::var_os("MAILRU_FUZZ_SEEDS").map(PathBuf::from) else { return };
    let written = write_seeds(&folder, &seeds()).and_then(|()| write_words(&folder, &words()));
    written.unwrap_or_else(|error| panic!("{} cannot be written: {error}", folder.display()));
}

fn write_seeds(folder: &Path, seeds: &[Vec<u8>]) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    seeds.iter().try_for_each(|seed| {
        let mut hasher = DefaultHasher::new();
        seed.hash(&mut hasher);
        fs::write(folder.join(format!("seed-{:016x}", hasher.finish())), seed)
    })
}

/// One line for each word, in which everything but letters and digits is escaped.
fn write_words(folder: &Path, words: &[String]) -> io::Result<()> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    let escaped = |byte| if plain(byte) { char::from(byte).to_string() } else { format!("\\x{byte:02X}") };
    let lines = words.iter().map(|word| format!("\"{}\"\n", word.bytes().map(escaped).collect::<String>()));
    fs::write(folder.with_extension("dict"), lines.collect::<String>())
}

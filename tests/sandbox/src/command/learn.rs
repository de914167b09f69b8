//! `mailru-sandbox learn`: a report on stdout, how far reading is on stderr, drafts in a folder.

use std::error::Error;
use std::io::{self, IsTerminal as _, Write as _};
use std::path::PathBuf;

use mailru_sandbox::learn::{Learner, Progress};

use super::print;

const EXAMPLES: &str = "\
Examples:
  mailru-sandbox learn recordings/
  mailru-sandbox learn network.har --write spec/       new methods for a crate of one's own
  mailru-sandbox learn recordings/ --write api-spec/   the SDK's own spec, amended in place

Reads what `mailru-sandbox record` keeps, and HAR files of version 1.2, which the network tab of any browser exports; answers to
scripts (JSONP) are read, pages and other addresses are passed over. Everything is made safe before it is looked at: neither the
report nor the drafts hold a value, but for codes, tags and words of enums. Drafts pass the macros as they are; what cannot be known
is a comment in them.";

/// What is read, and where drafts go.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Options {
    /// Recordings, HAR files, or folders of them
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// Folder for drafts of entries: amended in place if it has types.toml, else made for a crate of one's own
    #[arg(long, value_name = "DIR")]
    write: Option<PathBuf>,
    /// Folder of spec files that what is read is held against, besides those of the SDK [default: that of --write]
    #[arg(long, value_name = "DIR")]
    spec: Option<PathBuf>,
}

pub(super) fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    let mut learner = match options.spec.as_ref().or(options.write.as_ref()) {
        Some(folder) => Learner::with_spec(folder)?,
        None => Learner::new(),
    };
    for path in &options.files {
        learner.read(path, tell)?;
    }
    print(&learner.report())?;
    if let Some(folder) = &options.write {
        for path in learner.write(folder)? {
            let _ = writeln!(io::stderr().lock(), "mailru-sandbox: wrote {}", path.display());
        }
    }
    Ok(())
}

/// Long files only: the rest is read before it could be told.
fn tell(progress: Progress<'_>) {
    if progress.size < 8 << 20 {
        return;
    }
    let mut stderr = io::stderr().lock();
    let is_last = progress.read >= progress.size;
    // Whoever closed stderr does not want to be told.
    let _ =
        if stderr.is_terminal() && !is_last { write!(stderr, "\r{progress}") } else { writeln!(stderr, "{progress}") };
}

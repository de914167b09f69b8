//! `mailru-sandbox compare`: what changes for programs, one line for each change on stdout.

use std::error::Error;
use std::path::PathBuf;

use mailru_sandbox::compare::{Comparison, Severity};

use super::print;

const EXAMPLES: &str = "\
Examples:
  git worktree add ../released v1.2.0
  mailru-sandbox compare ../released/spec spec
  mailru-sandbox compare ../released/spec spec --at-most minor   exit status 1 when it is a major change

Each line begins with the number of the version that the change raises:
  major   programs may no longer compile, or a call that worked is refused
  minor   there is more than before, or a call goes over the wire in another way
  patch   programs do the same; what they are told differs
Documentation is not compared.";

/// What is compared.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Options {
    /// Folder with the spec files of the older version
    #[arg(value_name = "OLD")]
    old: PathBuf,
    /// Folder with those of the newer version
    #[arg(value_name = "NEW")]
    new: PathBuf,
    /// Gravest change that is no failure
    #[arg(long, value_name = "CHANGE")]
    at_most: Option<Allowed>,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Allowed {
    Patch,
    Minor,
    Major,
}

pub(super) fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    let comparison = Comparison::of_folders(&options.old, &options.new)?;
    print(&comparison.to_string())?;
    match (comparison.severity(), options.at_most.map(Severity::from)) {
        (Some(found), Some(allowed)) if found > allowed => {
            Err(format!("a {found} change, where at most a {allowed} one is allowed").into())
        }
        _ => Ok(()),
    }
}

impl From<Allowed> for Severity {
    fn from(allowed: Allowed) -> Self {
        match allowed {
            Allowed::Patch => Self::Patch,
            Allowed::Minor => Self::Minor,
            Allowed::Major => Self::Major,
        }
    }
}

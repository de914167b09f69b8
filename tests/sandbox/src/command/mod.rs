//! The commands of the binary. Without one it serves.

mod methods;
mod serve;

use std::error::Error;

/// A local Mail.ru platform for tests and examples.
///
/// Prints the settings of a client as lines for a shell, then serves until interrupted.
#[derive(Debug, clap::Parser)]
#[command(version, args_conflicts_with_subcommands = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    serve: serve::Options,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// List the methods of the spec: name, verb, circuit, effect, privileges, evidence.
    Methods,
}

impl Arguments {
    pub(crate) fn run(self) -> Result<(), Box<dyn Error>> {
        match self.command {
            Some(Command::Methods) => methods::run(),
            None => serve::run(self.serve),
        }
    }
}

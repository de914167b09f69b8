//! `mailru-sandbox replay`: a sandbox that answers from recordings.

use std::error::Error;
use std::path::PathBuf;

use super::options::Options;
use super::serve;

const EXAMPLES: &str = "\
Examples:
  mailru-sandbox replay recordings/
  mailru-sandbox replay recordings/ --port 0 --match users.getInfo=uids --match stream.post=

A call is answered by the recording of the same method with the same parameters; of several, in their order. A parameter whose
value was invented for the recording takes any value of its form. With --match only the parameters that it names are looked at,
or none. Signatures are checked as always; a call that no recording fits is error 2, which names the nearest one.";

/// What is replayed.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Replay {
    /// A recording, or a folder of them
    #[arg(value_name = "PATH")]
    recordings: PathBuf,
    /// Parameters by which calls of a method are matched, instead of all; may be repeated
    #[arg(long = "match", value_name = "METHOD=NAME,...", value_parser = rule)]
    rules: Vec<(String, Vec<String>)>,
    #[command(flatten)]
    serve: Options,
}

pub(super) fn run(options: Replay) -> Result<(), Box<dyn Error>> {
    let logs = options.serve.log;
    let builder = options.serve.builder().recordings(options.recordings);
    let builder = options.rules.into_iter().fold(builder, |builder, (method, names)| builder.match_by(method, names));
    serve::run(builder, logs)
}

fn rule(text: &str) -> Result<(String, Vec<String>), String> {
    let (method, names) = text.split_once('=').ok_or("a rule is a method, '=' and names of parameters")?;
    let names = names.split(',').map(str::trim).filter(|name| !name.is_empty());
    Ok((method.trim().to_owned(), names.map(str::to_owned).collect()))
}

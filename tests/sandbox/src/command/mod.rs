//! The commands of the binary. Without one it serves.

mod compare;
mod interruption;
mod learn;
mod mail;
mod methods;
mod options;
mod record;
mod replay;
mod serve;

use std::error::Error;
use std::io::{self, ErrorKind, Write as _};

/// What most people need to know.
macro_rules! examples {
    () => {
        "\
Examples:
  mailru-sandbox                            serve at http://127.0.0.1:8321, a page for browsers included
  mailru-sandbox --port 0 --log             any free port, and a line for each call
  mailru-sandbox --token-lifetime 30s       sessions that end soon
  mailru-sandbox --fault 'error=201; probability=0.1'
  mailru-sandbox --mail-app 'id=site; secret=key; redirect=https://example.org/back/'
  mailru-sandbox methods                    the methods that can be called
  mailru-sandbox record --upstream https://www.appsmail.ru --to recordings/
  mailru-sandbox learn recordings/          what they show that the spec lacks
  mailru-sandbox replay recordings/         serve answers from them
  mailru-sandbox compare old/ new/          what another version of a spec changes for programs

"
    };
}

const SHORT: &str = concat!(examples!(), "More about faults with --help.");

/// With the words of faults, as in `faults/text.rs`.
const LONG: &str = concat!(
    examples!(),
    "\
Faults, each with what narrows it down, separated by semicolons:
  latency=200ms             the answer comes later
  expiry                    the session of the call has ended
  status=503                an HTTP status with a page in HTML; 'retry-after=2s' adds the header
  error=201                 an error of the platform, or of OAuth Mail
  html                      a page in HTML with status 200
  drop, cut                 the connection is closed before the answer, or in the middle of it
  truncated, malformed      half of the JSON; JSON with a comma too many
  content-type=image/png    the answer under another type
  padding=1000000000        an answer of as many bytes more

  on=stream.post            one method; 'token' is the token endpoint, 'lookup' the public look-up, 'oauth.mail.ru/token',
                            'oauth.mail.ru/userinfo' and 'oauth.mail.ru/revoke' are those of OAuth Mail
  times=2, skip=1           the next two, after one that passes
  probability=0.25          by chance, from the seed
  carried-out               the call is carried out first, and its answer lost

The header x-sandbox-fault asks for a fault of its own request, POST /sandbox/faults with the field 'fault' for the next ones."
);

/// A local Mail.ru platform, to develop and test applications against.
///
/// It checks the signature, the session and the parameters of every call, says what is wrong with them, and answers with invented
/// people. It listens on 127.0.0.1 only.
///
/// It plays OAuth Mail, oauth.mail.ru, too, below /oauth.mail.ru.
///
/// On stdout it prints the settings of a client as lines for a shell: addresses, keys, an access token. Then it serves until
/// Ctrl-C. What to log in with, and why a signature was wrong, is said on stderr.
#[derive(Debug, clap::Parser)]
#[command(version, args_conflicts_with_subcommands = true, after_help = SHORT, after_long_help = LONG)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    serve: options::Options,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// List the methods of the spec: name, verb, circuit, effect, privileges, evidence.
    Methods,
    /// Stand between a program and the platform, and keep what passes, safe to commit.
    Record(record::Options),
    /// Tell what recordings and HAR files show that the spec lacks, and draft entries.
    Learn(learn::Options),
    /// Serve answers from recordings.
    Replay(Box<replay::Replay>),
    /// Tell what changes for programs between two versions of a spec.
    Compare(compare::Options),
}

impl Arguments {
    pub(crate) fn run(self) -> Result<(), Box<dyn Error>> {
        match self.command {
            Some(Command::Methods) => methods::run(),
            Some(Command::Record(options)) => record::run(options),
            Some(Command::Learn(options)) => learn::run(&options),
            Some(Command::Replay(options)) => replay::run(*options),
            Some(Command::Compare(options)) => compare::run(&options),
            None => {
                let logs = self.serve.log;
                serve::run(self.serve.builder(), logs)
            }
        }
    }
}

/// Writes what a command tells.
fn print(text: &str) -> io::Result<()> {
    match io::stdout().lock().write_all(text.as_bytes()) {
        // A pager or `head` that has seen enough is no failure.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}

//! `mailru-sandbox record`: a proxy that keeps what passes, and says what it keeps.

use std::error::Error;
use std::io::{self, Write as _};
use std::path::PathBuf;

use mailru_sandbox::record::Recorder;

use super::interruption::Interruption;

const EXAMPLES: &str = "\
Examples:
  mailru-sandbox record --upstream https://www.appsmail.ru --to recordings/
  mailru-sandbox record --upstream http://127.0.0.1:8321 --to recordings/ --port 0

On stdout it prints where to send a program, as lines for a shell. Each exchange is a file, complete before its line is told;
those that are in the folder stay. What is kept is safe to commit: secrets are gone, and names, texts, links, ids, dates and
larger numbers are replaced by invented ones. Ctrl-C ends it, with a summary.";

/// What is recorded, and where to.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Options {
    /// Where requests go on to, such as <https://www.appsmail.ru>
    #[arg(long, value_name = "URL")]
    upstream: String,
    /// Where those below /oauth go on to, when that is another host
    #[arg(long, value_name = "URL")]
    oauth_upstream: Option<String>,
    /// Folder for the recordings; made if it is not there
    #[arg(long, value_name = "DIR")]
    to: PathBuf,
    /// Port of 127.0.0.1 to listen on; 0 lets the system choose
    #[arg(long, default_value_t = 8322)]
    port: u16,
}

#[tokio::main(flavor = "current_thread")]
pub(super) async fn run(options: Options) -> Result<(), Box<dyn Error>> {
    // Before anything is printed: whoever reads the output may interrupt at once.
    let interrupted = Interruption::new()?;
    let mut builder = Recorder::builder(options.upstream, options.to).port(options.port);
    if let Some(upstream) = options.oauth_upstream {
        builder = builder.oauth_upstream(upstream);
    }
    // Whoever closed stderr does not want to be told.
    let recorder = builder.on_line(|line| drop(writeln!(io::stderr().lock(), "{line}"))).start().await?;
    let exports =
        format!("export MAILRU_API_URL={}\nexport MAILRU_OAUTH_URL={}\n", recorder.api_url(), recorder.oauth_url());
    io::stdout().lock().write_all(exports.as_bytes())?;
    interrupted.wait().await?;
    let summary = recorder.stop().await;
    let _ = writeln!(io::stderr().lock(), "mailru-sandbox: {summary}");
    Ok(())
}

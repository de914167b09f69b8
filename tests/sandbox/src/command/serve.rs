//! `mailru-sandbox`: starts a sandbox, says on stdout how to reach it, and serves until interrupted.

use std::error::Error;
use std::io::{self, Write};

use mailru_sandbox::{RecordedRequest, Sandbox};

/// The settings of the sandbox.
#[derive(Debug, clap::Args)]
pub(super) struct Options {
    /// Port of 127.0.0.1 to listen on; 0 lets the system choose
    #[arg(long, default_value_t = 8321)]
    port: u16,
    /// Id of the application
    #[arg(long)]
    app_id: Option<u64>,
    /// Private key of the application [default: made from the seed]
    #[arg(long)]
    private_key: Option<String>,
    /// Secret key of the application [default: made from the seed]
    #[arg(long)]
    secret_key: Option<String>,
    /// Seed of the people, keys and tokens
    #[arg(long)]
    seed: Option<u64>,
    /// Most items that one call with an offset returns
    #[arg(long)]
    page_size: Option<usize>,
}

#[tokio::main(flavor = "current_thread")]
pub(super) async fn run(options: Options) -> Result<(), Box<dyn Error>> {
    // Before anything is printed: whoever reads the output may interrupt at once.
    let interrupted = Interruption::new()?;
    let sandbox = start(options).await?;
    io::stdout().lock().write_all(sandbox.exports().as_bytes())?;
    eprintln!(
        "mailru-sandbox: serving {} until interrupted; log in as {} with the password {}",
        sandbox.page_url(),
        sandbox.user_email(),
        sandbox.password()
    );
    interrupted.wait().await?;
    sandbox.stop().await;
    Ok(())
}

async fn start(options: Options) -> Result<Sandbox, mailru_sandbox::StartError> {
    let mut builder = Sandbox::builder().port(options.port).real_time(true).on_request(complain);
    if let Some(app_id) = options.app_id {
        builder = builder.app_id(app_id);
    }
    if let Some(private_key) = options.private_key {
        builder = builder.private_key(private_key);
    }
    if let Some(secret_key) = options.secret_key {
        builder = builder.secret_key(secret_key);
    }
    if let Some(seed) = options.seed {
        builder = builder.seed(seed);
    }
    if let Some(page_size) = options.page_size {
        builder = builder.page_size(page_size);
    }
    builder.start().await
}

/// Says on stderr why a signature was wrong.
fn complain(request: &RecordedRequest) {
    if let Some(explanation) = request.signature_explanation() {
        let method = request.method().unwrap_or_default();
        let lines = explanation.to_string().replace('\n', "\n  ");
        // Whoever closed stderr does not want to be told.
        let _ = writeln!(io::stderr().lock(), "mailru-sandbox: {method}: wrong signature\n  {lines}");
    }
}

/// Ctrl-C and, where there is such a thing, a request to terminate.
#[cfg(unix)]
struct Interruption {
    interrupt: tokio::signal::unix::Signal,
    terminate: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Interruption {
    fn new() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self { interrupt: signal(SignalKind::interrupt())?, terminate: signal(SignalKind::terminate())? })
    }

    async fn wait(mut self) -> io::Result<()> {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
        Ok(())
    }
}

#[cfg(not(unix))]
struct Interruption;

#[cfg(not(unix))]
impl Interruption {
    fn new() -> io::Result<Self> {
        Ok(Self)
    }

    async fn wait(self) -> io::Result<()> {
        tokio::signal::ctrl_c().await
    }
}

//! Processes that share one session, a limit of calls and a till through Redis, while things go wrong: `fleet --seconds 30`.
//!
//! Four processes call a sandbox all the time, under a limit of 50 calls per second for all of them, and take payments. The session
//! expires again and again, every few seconds a process is killed and another takes its place, payments come twice at the same moment,
//! and Redis is killed and started again once. In the end this counts what came of it, and says what is wrong.
//!
//! `--processes N` and `--callers N` say how many there are and how many calls each makes at a time; with `--quiet` nothing is killed or
//! restarted and nothing expires, so that the limit can be looked at alone. Redis is that of `REDIS_URL`, which is not restarted, or one
//! of its own. Processes are killed while no refresh is under way: what a refresh can lose is for other tests.

mod count;
mod fleet;
mod member;
mod payments;
mod platform;
mod server;

use std::{env, error::Error, process::ExitCode, time::Duration};

/// What the command line says.
pub struct Options {
    /// How long it goes on.
    pub seconds: u64,
    /// How many processes there are.
    pub processes: usize,
    /// How many calls each makes at a time.
    pub callers: usize,
    /// Whether nothing is to go wrong.
    pub is_quiet: bool,
}

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let mut options = Options { seconds: 30, processes: 4, callers: 4, is_quiet: false };
    let mut arguments = env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut number = || arguments.next().ok_or_else(|| format!("{argument} needs a number"));
        match argument.as_str() {
            "--member" => return member::run(),
            "--seconds" => options.seconds = number()?.parse()?,
            "--processes" => options.processes = number()?.parse()?,
            "--callers" => options.callers = number()?.parse()?,
            "--quiet" => options.is_quiet = true,
            other => return Err(format!("unknown argument {other:?}").into()),
        }
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
    runtime.block_on(async {
        let Some(redis) = server::Server::start()? else { return Ok(ExitCode::SUCCESS) };
        fleet::run(&options, redis).await
    })
}

/// How long the session is good after a refresh.
pub const EXPIRY: Duration = Duration::from_secs(1);

/// One process is killed in so many expiries.
pub const KILL: u64 = 2;

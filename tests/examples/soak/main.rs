//! Hundreds of thousands of calls through one session, 64 at a time, against a sandbox in which things go wrong by chance and
//! the session expires again and again: `soak --calls 1000000`.
//!
//! Every answer is compared with what the sandbox's world gives; every write is carried out once or, when it fails, at most
//! once; the session is refreshed exactly as often as it expires; and in the end no task and no file is left behind, and the
//! memory of this process has not grown. The sandbox is a process of its own, so that its memory is not counted.

mod calls;
mod gauge;
mod platform;
mod tally;

use std::{env, error::Error, process::ExitCode, sync::Arc, time::Instant};

use mailru_sdk::{Api, Server, ServerApp, TokenWatch, auth::Tokens};
use tokio::{runtime::Runtime, sync::mpsc, task::JoinSet};

use self::{
    calls::World,
    gauge::Gauge,
    platform::{Platform, Report},
    tally::Tally,
};

/// Calls under way at any time.
const AT_ONCE: u64 = 64;

/// The session expires once in so many calls.
const EXPIRY: u64 = 2_500;

/// Memory is looked at so often.
const SAMPLES: u64 = 100;

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let mut calls = 20_000;
    let mut arguments = env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--platform" => return platform::serve(),
            "--calls" => calls = arguments.next().ok_or("--calls needs a number")?.parse()?,
            other => return Err(format!("unknown argument {other:?}; there is --calls N").into()),
        }
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let mut platform = Platform::start()?;
    let files = gauge::open_files()?;
    let begin = Instant::now();
    let (tally, report, points) = soak(&runtime, &mut platform, calls)?;
    let seconds = begin.elapsed().as_secs_f64();
    println!("calls: {calls}, {AT_ONCE} at a time, in {seconds:.0} s");
    let tasks = gauge::tasks_left(&runtime);
    let files = gauge::files_left(files)?;
    Ok(if tally.judge(&report, points, tasks, files) { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Makes the calls, and asks in the end what came of them. Everything that they used is gone when this returns.
fn soak(runtime: &Runtime, platform: &mut Platform, calls: u64) -> Result<(Tally, Report, i64), Box<dyn Error>> {
    let tokens = Tokens::new(&platform.access_token).refresh_token(&platform.refresh_token).uid(platform.uid);
    let app = ServerApp::new(platform.app_id, &platform.secret_key).settings(platform.settings());
    let api = Api::new(app.session_of(tokens)?);
    let watch = api.session().tokens().ok_or("the session has no tokens")?;
    let world = Arc::new(runtime.block_on(World::look(&api))?);
    platform.command("faults")?;
    let tally = Arc::new(Tally::default());
    let (passed, milestones) = mpsc::unbounded_channel();
    let work = Arc::new(Work { api, world, tally: Arc::clone(&tally), calls, passed });
    let mut workers = JoinSet::new();
    for _ in 0..AT_ONCE {
        workers.spawn_on(Arc::clone(&work).run(), runtime.handle());
    }
    runtime.block_on(expire(platform, &work, workers, milestones, watch))?;
    let report = platform.report()?;
    platform.command("clear")?;
    let points = runtime.block_on(work.world.points_given(&work.api))?;
    drop(work);
    let tally = Arc::into_inner(tally).ok_or("a call is still under way")?;
    Ok((tally, report, points))
}

/// What the workers share.
struct Work {
    api: Api<Server>,
    world: Arc<World>,
    tally: Arc<Tally>,
    calls: u64,
    /// Told whenever it is time for the session to expire.
    passed: mpsc::UnboundedSender<()>,
}

impl Work {
    async fn run(self: Arc<Self>) {
        while let Some(number) = self.tally.next(self.calls) {
            if number % EXPIRY == EXPIRY / 2 {
                // The other end is there until all calls are made.
                let _ = self.passed.send(());
            }
            if number % (self.calls / SAMPLES).max(1) == 0 {
                self.tally.sample(Gauge::read());
            }
            self.world.call(&self.api, number, &self.tally).await;
        }
    }
}

/// Lets the session expire when it is time, and waits for the pair that comes of it: two expiries in a row would be one.
async fn expire(
    platform: &mut Platform,
    work: &Work,
    mut workers: JoinSet<()>,
    mut milestones: mpsc::UnboundedReceiver<()>,
    mut watch: TokenWatch,
) -> Result<(), Box<dyn Error>> {
    let mut running = true;
    loop {
        if running {
            tokio::select! {
                _ = milestones.recv() => {}
                done = workers.join_next() => {
                    running = done.transpose()?.is_some();
                    continue;
                }
            }
        } else if milestones.try_recv().is_err() {
            return Ok(());
        }
        platform.command("expire")?;
        work.tally.expired();
        loop {
            tokio::select! {
                pair = watch.changed() => {
                    pair.ok_or("the session is gone")?;
                    break;
                }
                done = workers.join_next(), if running => running = done.transpose()?.is_some(),
                // Nobody else needs the session any more.
                () = work.world.call(&work.api, 0, &work.tally), if !running => {}
            }
        }
    }
}

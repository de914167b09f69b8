//! A program that forks after its first call, and goes on calling in both processes. `forking HOW API_URL` says on its error output
//! what went wrong, in either process, and fails then.

use std::{
    env,
    process::{self, ExitCode},
    time::Duration,
};

use fork::{Fork, fork, waitpid};
use mailru_sdk::{Api, Error, Json, RetryPolicy, Server, ServerApp, Settings, blocking::Wait as _, error::ConfigError};
use tokio::runtime::{Builder, Runtime};

/// How many calls each process makes.
const CALLS: u64 = 50;

type Checked = Result<(), Box<dyn std::error::Error>>;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Checked {
    let mut arguments = env::args().skip(1);
    let (Some(how), Some(url)) = (arguments.next(), arguments.next()) else { return Err("how, and where?".into()) };
    let settings = Settings::new().api_url(url).timeout(Duration::from_secs(20)).retry(RetryPolicy::off());
    let app = ServerApp::new(423_004, "3dad9cbf9baaa0360c0f2ba372d25716").settings(settings);
    let api = Api::new(app.session("be6ef89965d58e56dec21acb9b62bdaa"));
    match how.as_str() {
        "blocking" => {
            calls("before", |tag| ask(&api, tag).wait())?;
            in_both(|who| calls(who, |tag| ask(&api, tag).wait()))
        }
        "one-thread" => inherited(&api, &Builder::new_current_thread().enable_all().build()?),
        "threads" => inherited(&api, &Runtime::new()?),
        _ => Err("how?".into()),
    }
}

/// Calls in a runtime of before the fork, which is refused to the child, and in one of the child's own.
fn inherited(api: &Api<Server>, runtime: &Runtime) -> Checked {
    let session = api.clone();
    // In a task, which may be another thread's.
    let task = runtime.spawn(async move { ask(&session, 1).await.map(drop) });
    runtime.block_on(task)??;
    in_both(|who| {
        if who == "parent" {
            return calls(who, |tag| runtime.block_on(ask(api, tag)));
        }
        for _ in 0..2 {
            match runtime.block_on(ask(api, 1)) {
                Err(Error::Config(ConfigError::ForkedRuntime)) => {}
                other => return Err(format!("in the runtime of the other process: {other:?}").into()),
            }
        }
        let own = Builder::new_current_thread().enable_all().build()?;
        calls(who, |tag| own.block_on(ask(api, tag)))
    })
}

/// Forks, and works in both processes at once.
fn in_both(work: impl Fn(&str) -> Checked) -> Checked {
    match fork()? {
        Fork::Child => {
            let worked = work("child").inspect_err(|problem| eprintln!("{problem}"));
            // Without taking down what is the parent's.
            process::exit(i32::from(worked.is_err()));
        }
        Fork::Parent(child) => {
            let worked = work("parent");
            match waitpid(child)? {
                0 => worked,
                status => Err(format!("the child ended with {status}").into()),
            }
        }
    }
}

/// A call whose answer says what was asked for.
async fn ask(api: &Api<Server>, tag: u64) -> Result<Json, Error> {
    api.call("friends.get").param("tag", tag).await
}

/// Makes calls that differ from those of the other process.
fn calls(who: &str, call: impl Fn(u64) -> Result<Json, Error>) -> Checked {
    for number in 0..CALLS {
        let tag = u64::from(process::id()) * 1000 + number;
        let answer = call(tag).map_err(|error| format!("{who}, call {number}: {error}"))?;
        if answer.to::<u64>()? != tag {
            return Err(format!("{who}, call {number}: the answer to another call: {answer}").into());
        }
    }
    Ok(())
}

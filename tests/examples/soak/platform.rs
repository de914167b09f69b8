//! The sandbox in a process of its own: this program again, which is told what to do over its standard input.

use std::{
    collections::BTreeMap,
    env,
    error::Error,
    io::{BufRead as _, BufReader, Write as _, stdin},
    process::{Child, ChildStdin, ChildStdout, Command, ExitCode, Stdio},
    time::Duration,
};

use mailru_sandbox::{Fault, Sandbox};
use mailru_sdk::{RetryPolicy, Settings};

/// The methods that are called, all but [`WRITE`].
const READS: [&str; 4] = ["friends.get", "friends.getOnline", "users.getInfo", "users.hasAppPermission"];

/// The method that changes something.
const WRITE: &str = "score.add";

/// A write that is carried out and not answered: the one that must not be made again.
fn lost_write() -> Fault {
    Fault::drop().carried_out()
}

/// What goes wrong, by chance: about one call in twelve.
fn faults() -> Vec<Fault> {
    let reads = [
        (Fault::status(503), 0.01),
        (Fault::status(429).retry_after(Duration::ZERO), 0.005),
        (Fault::error(1), 0.01),
        (Fault::error(201), 0.005),
        (Fault::drop(), 0.005),
        (Fault::drop().carried_out(), 0.005),
        (Fault::cut(), 0.005),
        (Fault::truncated(), 0.005),
        (Fault::malformed(), 0.005),
        (Fault::html(), 0.005),
        (Fault::content_type("text/html"), 0.01),
        (Fault::padding(100_000), 0.002),
        (Fault::latency(Duration::from_millis(5)), 0.01),
    ];
    let writes = [(lost_write(), 0.02), (Fault::drop(), 0.02), (Fault::status(503), 0.02), (Fault::error(201), 0.02)];
    let by_chance = |(fault, chance): &(Fault, f64)| fault.clone().probability(*chance);
    let reads = READS.iter().flat_map(|method| reads.iter().map(move |fault| by_chance(fault).on(*method)));
    let writes = writes.iter().map(|fault| by_chance(fault).on(WRITE));
    let tokens = Fault::status(502).on_tokens().probability(0.2);
    reads.chain(writes).chain([tokens]).collect()
}

/// What the sandbox has seen.
pub struct Report {
    /// How many pairs of tokens were granted.
    pub granted: u64,
    /// How many writes were not answered, whether or not they were carried out.
    pub unanswered: u64,
    /// Those that were carried out, unless their session had just expired.
    pub lost: u64,
    /// How often each fault has hit.
    pub hits: BTreeMap<String, u64>,
}

impl Report {
    fn read(line: &str) -> Result<Self, Box<dyn Error>> {
        let (granted, faults) = line.split_once(' ').ok_or("no report")?;
        let (mut unanswered, mut lost, mut hits) = (0, 0, BTreeMap::new());
        let faults: serde_json::Value = serde_json::from_str(faults)?;
        for fault in faults.as_array().ok_or("no list of faults")? {
            let (name, count) = (fault["fault"].as_str().ok_or("no fault")?, fault["hits"].as_u64().ok_or("no hits")?);
            let (what, whom) = name.split_once("; on=").ok_or("a fault of no method")?;
            if whom.starts_with(WRITE) && what.starts_with(&Fault::drop().to_string()) {
                unanswered += count;
                lost += if what == lost_write().to_string() { count } else { 0 };
            }
            *hits.entry(what.to_owned()).or_default() += count;
        }
        Ok(Self { granted: granted.parse()?, unanswered, lost, hits })
    }
}

/// The sandbox's side. It ends when its standard input does.
pub fn serve() -> Result<ExitCode, Box<dyn Error>> {
    // Commands are waited for here, while calls are answered there.
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
    let sandbox = runtime.block_on(Sandbox::start())?;
    let facts = [
        sandbox.api_url(),
        sandbox.oauth_url(),
        sandbox.app_id().to_string(),
        sandbox.secret_key().to_owned(),
        sandbox.access_token().to_owned(),
        sandbox.refresh_token().to_owned(),
        sandbox.uid().to_string(),
    ];
    println!("{}", facts.join(" "));
    for command in stdin().lines() {
        match command?.as_str() {
            "faults" => faults().into_iter().for_each(|fault| sandbox.inject(fault)),
            "clear" => sandbox.clear_faults(),
            "expire" => sandbox.expire_sessions(),
            "report" => {
                let faults_url = sandbox.oauth_url().replace("/oauth", "/sandbox/faults");
                let granted = sandbox.token_requests().iter().filter(|request| request.is_granted()).count();
                let hits = runtime.block_on(mailru_tests::browser::open(&faults_url))?;
                print!("{granted} {hits}");
                continue;
            }
            other => return Err(format!("unknown command {other:?}").into()),
        }
        println!("done");
    }
    Ok(ExitCode::SUCCESS)
}

/// The client's side.
pub struct Platform {
    process: Child,
    commands: ChildStdin,
    answers: BufReader<ChildStdout>,
    api_url: String,
    oauth_url: String,
    pub app_id: u64,
    pub secret_key: String,
    pub access_token: String,
    pub refresh_token: String,
    pub uid: u64,
}

impl Platform {
    pub fn start() -> Result<Self, Box<dyn Error>> {
        let mut command = Command::new(env::current_exe()?);
        let mut process = command.arg("--platform").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let commands = process.stdin.take().ok_or("no standard input")?;
        let mut answers = BufReader::new(process.stdout.take().ok_or("no standard output")?);
        let line = line(&mut answers)?;
        let facts: Vec<&str> = line.split(' ').collect();
        let [api_url, oauth_url, app_id, secret_key, access_token, refresh_token, uid] =
            facts.as_slice().try_into().map_err(|_| "the sandbox says something else")?;
        Ok(Self {
            process,
            commands,
            answers,
            api_url: api_url.to_owned(),
            oauth_url: oauth_url.to_owned(),
            app_id: app_id.parse()?,
            secret_key: secret_key.to_owned(),
            access_token: access_token.to_owned(),
            refresh_token: refresh_token.to_owned(),
            uid: uid.parse()?,
        })
    }

    pub fn settings(&self) -> Settings {
        // The faults are as many at the end as at the beginning, so there is no use in saving repetitions.
        let retry = RetryPolicy::new().base_delay(Duration::from_millis(2));
        Settings::new().api_url(&self.api_url).oauth_url(&self.oauth_url).retry(retry).retry_budget(None)
    }

    /// Has the sandbox do something, and waits until it is done.
    pub fn command(&mut self, command: &str) -> Result<String, Box<dyn Error>> {
        writeln!(self.commands, "{command}")?;
        line(&mut self.answers)
    }

    pub fn report(&mut self) -> Result<Report, Box<dyn Error>> {
        Report::read(&self.command("report")?)
    }
}

impl Drop for Platform {
    fn drop(&mut self) {
        // It may be gone already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn line(answers: &mut BufReader<ChildStdout>) -> Result<String, Box<dyn Error>> {
    let mut line = String::new();
    answers.read_line(&mut line)?;
    if line.is_empty() { Err("the sandbox is gone".into()) } else { Ok(line.trim_end().to_owned()) }
}

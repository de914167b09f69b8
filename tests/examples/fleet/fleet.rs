//! The course of it: what goes wrong, and when; and what came of it.

use std::{
    env,
    error::Error,
    fs,
    path::PathBuf,
    process::{self, Command, ExitCode},
    sync::mpsc::{Receiver, Sender, channel},
    time::{Duration, Instant},
};

use mailru_sdk::{
    Api, ServerApp,
    auth::{TokenStore as _, Tokens},
    incoming::BillingVerifier,
    redis::RedisTokens,
};
use tokio::time::sleep;

use crate::{
    EXPIRY, KILL, Options,
    count::{Member, Word},
    member::{self, LIMIT},
    payments::Payments,
    platform::Platform,
    server::Server,
};

/// Between two looks at what is due.
const BEAT: Duration = Duration::from_millis(100);

/// How long anything may take to come right.
const PATIENCE: Duration = Duration::from_mins(1);

struct Fleet<'o> {
    options: &'o Options,
    platform: Platform,
    redis: Server,
    prefix: String,
    tokens: RedisTokens,
    goods: PathBuf,
    members: Vec<Member>,
    words: (Sender<Word>, Receiver<Word>),
    payments: Payments,
    killed: usize,
    is_restarted: bool,
    failures: Vec<String>,
    made: Vec<u64>,
}

pub async fn run(options: &Options, redis: Server) -> Result<ExitCode, Box<dyn Error>> {
    let platform = Platform::start().await?;
    let sandbox = &platform.sandbox;
    let prefix = format!("fleet:{}:{}:", process::id(), sandbox.app_id());
    let tokens = member::tokens(&member::server(&redis.url()), &prefix);
    let pair = Tokens::new(sandbox.access_token()).refresh_token(sandbox.refresh_token()).uid(sandbox.uid());
    tokens.swap(None, &pair).await?;
    let goods = env::temp_dir().join(format!("mailru-fleet-{}", process::id()));
    let payments = Payments::new(BillingVerifier::new(sandbox.app_id(), sandbox.secret_key()), sandbox.uid());
    let mut fleet = Fleet {
        options,
        platform,
        redis,
        prefix,
        tokens,
        goods,
        members: Vec::new(),
        words: channel(),
        payments,
        killed: 0,
        is_restarted: false,
        failures: Vec::new(),
        made: Vec::new(),
    };
    for _ in 0..options.processes {
        let member = fleet.start()?;
        fleet.members.push(member);
    }
    let course = fleet.course().await;
    let end = fleet.end().await;
    let goods = fs::read_to_string(&fleet.goods).unwrap_or_default();
    let _ = fs::remove_file(&fleet.goods);
    course?;
    end?;
    fleet.judge(&goods).await
}

impl Fleet<'_> {
    fn start(&self) -> Result<Member, Box<dyn Error>> {
        let sandbox = &self.platform.sandbox;
        // Where so much goes on at once, some requests take long on their way.
        let jitter = if self.options.is_quiet { 10 } else { 100 };
        let mut command = Command::new(env::current_exe()?);
        command.arg("--member").envs([
            ("REDIS_URL", self.redis.url()),
            ("FLEET_PREFIX", self.prefix.clone()),
            ("FLEET_CALLERS", self.options.callers.to_string()),
            ("FLEET_JITTER", jitter.to_string()),
            ("FLEET_GOODS", self.goods.display().to_string()),
            ("MAILRU_APP_ID", sandbox.app_id().to_string()),
            ("MAILRU_SECRET_KEY", sandbox.secret_key().to_owned()),
            ("MAILRU_API_URL", sandbox.api_url()),
            ("MAILRU_OAUTH_URL", sandbox.oauth_url()),
        ]);
        Ok(Member::start(&mut command, self.words.0.clone())?)
    }

    /// Until the time is over: the session expires, processes are killed, and once Redis.
    async fn course(&mut self) -> Result<(), Box<dyn Error>> {
        let begin = Instant::now();
        let all = Duration::from_secs(self.options.seconds);
        let mut expired = Instant::now();
        while begin.elapsed() < all {
            self.beat().await?;
            if self.options.is_quiet || expired.elapsed() < EXPIRY {
                continue;
            }
            let before = self.generation().await?;
            self.platform.expire();
            if !self.is_restarted && begin.elapsed() > all / 2 {
                self.is_restarted = self.redis.restart();
            }
            self.until_refreshed(before).await?;
            expired = Instant::now();
            if self.platform.expiries.is_multiple_of(KILL) {
                self.replace()?;
            }
        }
        Ok(())
    }

    /// One beat: a user pays, call-backs go out, and what the members said is heard.
    async fn beat(&mut self) -> Result<(), Box<dyn Error>> {
        if !self.options.is_quiet {
            self.payments.begin();
        }
        self.ask().await
    }

    async fn ask(&mut self) -> Result<(), Box<dyn Error>> {
        let count = self.members.len();
        for (number, query) in self.payments.due()?.iter().enumerate() {
            for at in [number, number + 1] {
                self.members[at % count].pay(query);
            }
        }
        sleep(BEAT).await;
        self.hear();
        Ok(())
    }

    fn hear(&mut self) {
        for word in self.words.1.try_iter() {
            match word {
                Word::Failed(what) => self.failures.push(what),
                Word::Delivered(number) => self.payments.delivered(number),
                Word::Made(calls) => self.made.push(calls),
            }
        }
    }

    /// Until the new pair is stored, so that nobody is killed who alone has it.
    async fn until_refreshed(&mut self, before: u64) -> Result<(), Box<dyn Error>> {
        let begin = Instant::now();
        while self.platform.refreshes().0 < self.platform.expiries || self.generation().await? == before {
            if begin.elapsed() > PATIENCE {
                return Err("the session was not refreshed".into());
            }
            self.beat().await?;
        }
        Ok(())
    }

    /// The number of the pair that is stored.
    async fn generation(&self) -> Result<u64, Box<dyn Error>> {
        Ok(self.tokens.load().await?.map_or(0, |stored| stored.generation))
    }

    /// Kills one and starts another.
    fn replace(&mut self) -> Result<(), Box<dyn Error>> {
        let which = self.killed % self.members.len();
        self.members[which].kill();
        self.killed += 1;
        self.members[which] = self.start()?;
        Ok(())
    }

    /// Until all payments are delivered, and then until all members are at their end.
    async fn end(&mut self) -> Result<(), Box<dyn Error>> {
        let begin = Instant::now();
        while !self.payments.are_all_delivered() && begin.elapsed() < PATIENCE {
            self.ask().await?;
        }
        for member in &mut self.members {
            member.end();
        }
        sleep(BEAT).await;
        self.hear();
        Ok(())
    }

    /// Prints what was counted, and whether anything is wrong with it.
    async fn judge(self, goods: &str) -> Result<ExitCode, Box<dyn Error>> {
        let (calls, expired) = self.platform.calls();
        let (granted, refused) = self.platform.refreshes();
        let seconds = self.platform.seconds(LIMIT.0 as usize);
        let (payments, wrong) = self.payments.judge(goods);
        let sandbox = &self.platform.sandbox;
        let app = ServerApp::new(sandbox.app_id(), sandbox.secret_key()).settings(sandbox.settings());
        let session = app.resume(std::sync::Arc::new(self.tokens)).await?.ok_or("nothing is stored")?;
        let lives = Api::new(session).friends().get().await;
        let by_limit =
            self.failures.iter().filter(|what| what.contains("the rate limit") || what.contains("the limiter")).count();

        println!(
            "processes: {}, {} of them killed, Redis restarted {}",
            self.options.processes,
            self.killed,
            if self.is_restarted { "once" } else { "never" }
        );
        println!("calls: {calls} answered, {expired} with an expired session, {} failed", self.failures.len());
        println!("refreshes: {granted} for {} expiries, {refused} refused", self.platform.expiries);
        println!(
            "limit: {} to {} calls in each second but the first, {} are allowed",
            seconds.least, seconds.most, LIMIT.0
        );
        println!("refusals: {by_limit} by the limit, {} by a platform that counts", seconds.over);
        if self.options.is_quiet {
            println!(
                "  {} of {} sliding seconds have neither {} nor {}",
                seconds.outside,
                seconds.of,
                LIMIT.0 - 1,
                LIMIT.0
            );
            println!("  the processes made {:?} calls", self.made);
        }
        println!("payments: {payments}, asked for {} times, {} not delivered once", self.payments.asked, wrong.len());
        println!("tokens lost: {}", if lives.is_ok() { "none" } else { "the session" });

        let mut kinds: Vec<_> = self.failures.iter().take(10).collect();
        kinds.dedup();
        for failure in kinds {
            println!("wrong: {failure}");
        }
        let is_right = self.failures.is_empty()
            && (granted, refused) == (self.platform.expiries, 0)
            && wrong.is_empty()
            && lives.is_ok()
            && self.payments.are_all_delivered();
        Ok(if is_right { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }
}

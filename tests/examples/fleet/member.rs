//! One process of the fleet. It makes calls until its input ends, and delivers the payments that the input tells it of.

use std::{
    env,
    error::Error,
    fs,
    io::{self, BufRead as _, Write as _},
    path::{Path, PathBuf},
    process::ExitCode,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use mailru_sdk::{
    Api, RateLimit, ServerApp, Settings,
    incoming::{Before, BillingReason, BillingReply, BillingVerifier, deliver_once},
    redis::{Redis, RedisRateLimit, RedisSeen, RedisTokens},
};

/// What the fleet may do together.
pub const LIMIT: (u32, Duration) = (50, Duration::from_secs(1));

/// The server, which is waited for as long as a busy machine takes to write each change to its disk.
pub fn server(url: &str) -> Redis {
    Redis::new(url).timeout(Duration::from_secs(15))
}

/// The session that the fleet shares, by its prefix in Redis.
pub fn tokens(redis: &Redis, prefix: &str) -> RedisTokens {
    RedisTokens::new(redis, format!("{prefix}tokens")).lease(Duration::from_secs(1))
}

pub fn run() -> Result<ExitCode, Box<dyn Error>> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
    let variable = |name: &str| env::var(name).map_err(|_| format!("{name} is not set"));
    let (redis, prefix) = (server(&variable("REDIS_URL")?), variable("FLEET_PREFIX")?);
    let (app_id, secret_key) = (variable("MAILRU_APP_ID")?.parse()?, variable("MAILRU_SECRET_KEY")?);
    let jitter = Duration::from_millis(variable("FLEET_JITTER")?.parse()?);
    let limit = RedisRateLimit::new(&redis, format!("{prefix}limit"), RateLimit::new(LIMIT.0, LIMIT.1)).jitter(jitter);
    let settings = Settings::new().api_url(variable("MAILRU_API_URL")?).oauth_url(variable("MAILRU_OAUTH_URL")?);
    let app = ServerApp::new(app_id, &secret_key).settings(settings.limiter(Arc::new(limit)));
    let session = runtime.block_on(app.resume(Arc::new(tokens(&redis, &prefix))))?.ok_or("nothing is stored")?;
    let made = Arc::new(AtomicU64::new(0));
    for _ in 0..variable("FLEET_CALLERS")?.parse()? {
        let (api, made) = (Api::new(session.clone()), made.clone());
        runtime.spawn(async move {
            loop {
                match api.friends().get().await {
                    Ok(_) => _ = made.fetch_add(1, Ordering::Relaxed),
                    Err(error) => say(&format!("failed {error}")),
                }
            }
        });
    }
    let till = Till {
        verifier: BillingVerifier::new(app_id, secret_key),
        seen: RedisSeen::new(&redis, format!("{prefix}seen:")).lease(Duration::from_secs(1)),
        goods: variable("FLEET_GOODS")?.into(),
    };
    let till = Arc::new(till);
    for query in io::stdin().lock().lines() {
        let (till, query) = (till.clone(), query?);
        runtime.spawn(async move { till.take(&query).await });
    }
    say(&format!("made {}", made.load(Ordering::Relaxed)));
    Ok(ExitCode::SUCCESS)
}

/// A line in one piece. Whoever reads it may be gone.
fn say(line: &str) {
    let _ = io::stdout().lock().write_all(format!("{line}\n").as_bytes());
}

struct Till {
    verifier: BillingVerifier,
    seen: RedisSeen,
    /// The numbers of the payments whose goods were delivered, a line each.
    goods: PathBuf,
}

impl Till {
    async fn take(&self, query: &str) {
        let payment = match self.verifier.verify(query) {
            Ok(payment) => payment,
            Err(error) => return say(&format!("failed {error}")),
        };
        let transaction = payment.transaction_id.to_string();
        let deliver = async |before| {
            let are_there = before == Before::Unfinished && are_there(&self.goods, &transaction);
            if are_there || hand_over(&self.goods, &transaction).is_ok() {
                BillingReply::Delivered
            } else {
                BillingReply::Later(BillingReason::Other)
            }
        };
        let reply = deliver_once(&self.seen, &transaction, deliver).await;
        say(&format!("paid {transaction} {reply}"));
    }
}

/// Looks for the goods that an earlier delivery may have left.
fn are_there(goods: &Path, transaction: &str) -> bool {
    fs::read_to_string(goods).is_ok_and(|goods| goods.lines().any(|line| line == transaction))
}

fn hand_over(goods: &Path, transaction: &str) -> io::Result<()> {
    fs::OpenOptions::new().append(true).create(true).open(goods)?.write_all(format!("{transaction}\n").as_bytes())
}

//! One row of the matrix, and what is held against it.

use std::{
    sync::atomic::Ordering,
    time::{Duration, Instant},
};

use futures_util::future::join_all;
use mailru_sdk::{Error, Settings, Uid};
use mailru_tests::{scripted::Scripted, texts::texts};

use crate::{PRIVATE_KEY, TOKEN, Way, api, counted, policy};

/// What happens to every connection.
#[derive(Debug, Clone)]
pub enum Fault {
    Refused,
    NoName,
    NoTls,
    /// These bytes, and the end of the connection.
    Bytes(Vec<u8>),
    /// A whole answer.
    Body(u16, Vec<u8>),
    /// These bytes, and a reset.
    Broken(Vec<u8>),
    /// These bytes, and nothing more.
    Stalled(Vec<u8>),
    /// So many bytes of body, announced or not.
    Announced(usize),
    Chunked(usize),
    /// Another host with this status.
    Elsewhere(u16),
}

/// A fault and what comes of it.
pub struct Row {
    pub fault: Fault,
    /// The kind of the error as [`outcome`] writes it.
    pub outcome: String,
    /// How often a call is sent that reads, and one that writes.
    pub sent: (u32, u32),
    /// The pause that the platform asked for, in seconds.
    pub retry_after: Option<u64>,
    /// The time that the call has, and the time of an attempt that may be repeated.
    pub limit: Duration,
    pub attempt: Duration,
}

/// What may be added to a call's time-out on a machine with much else to do.
const SLACK: Duration = Duration::from_secs(10);

pub fn row(fault: Fault, outcome: impl Into<String>, sent: (u32, u32)) -> Row {
    let (limit, attempt) = (Duration::from_secs(20), Duration::from_secs(20));
    Row { fault, outcome: outcome.into(), sent, retry_after: None, limit, attempt }
}

/// What a call came to, in a word or two.
pub fn outcome<T>(result: &Result<T, Error>) -> String {
    match result {
        Ok(_) => "ok".to_owned(),
        Err(Error::Transport(error)) => format!("{:?}", error.kind()),
        Err(Error::Decode(error)) => format!("{:?}", error.kind()),
        Err(Error::Api(error)) => format!("code {}", error.code().number()),
        Err(other) => panic!("no fault of the network: {other:?}"),
    }
}

/// Makes the call of each way in a session of its own, all at once.
pub async fn check(row: &Row) {
    join_all(Way::ALL.map(|way| check_way(row, way))).await;
}

async fn check_way(row: &Row, way: Way) {
    let name = format!("{way:?}, {:?}", row.fault).chars().take(200).collect::<String>();
    let Served { server, elsewhere, settings } = serve(&row.fault).await;
    let (settings, sent) = counted(settings.timeout(row.limit).retry(policy().attempt_timeout(row.attempt)));
    let api = api(settings);

    let begin = Instant::now();
    let result = way.call(&api).await;
    assert!(begin.elapsed() < row.limit + SLACK, "{name}: {:?}", begin.elapsed());

    let expected = if way.reads() { row.sent.0 } else { row.sent.1 };
    assert_eq!((outcome(&result), sent.load(Ordering::SeqCst)), (row.outcome.clone(), expected), "{name}: {result:?}");
    // An attempt that was timed out may not have got there.
    let arrived = u32::try_from(server.requests().len()).unwrap();
    match &row.fault {
        Fault::Refused | Fault::NoName | Fault::NoTls => assert_eq!(arrived, 0, "{name}"),
        Fault::Stalled(_) => assert!(arrived <= expected, "{name}: {arrived} arrived"),
        _ => assert_eq!(arrived, expected, "{name}"),
    }
    if let Err(error) = &result {
        assert_eq!(error.retry_after().map(|pause| pause.as_secs()), row.retry_after, "{name}");
        assert_clean(error, &name);
    }
    if let Some(elsewhere) = elsewhere {
        assert!(elsewhere.requests().is_empty(), "{name}: the request went to another host");
    }

    // The session is as good as new.
    if matches!(row.fault, Fault::NoName | Fault::NoTls) {
        // Nothing can make that name known, or that server speak TLS.
        assert_eq!(outcome(&way.call(&api).await), row.outcome, "{name}");
        return;
    }
    server.open().unwrap();
    server.change(200, r#"["5"]"#);
    assert_eq!(way.call(&api).await.unwrap(), [Uid::new(5)], "{name}");
}

/// Fails when a key, a token or anything that may be a signature shows.
fn assert_clean(error: &Error, name: &str) {
    for text in texts(error) {
        assert!(!text.contains(PRIVATE_KEY) && !text.contains(TOKEN), "{name}: {text}");
        let longest = text.split(|c: char| !c.is_ascii_hexdigit()).map(str::len).max();
        assert!(longest < Some(24), "{name}: {text}");
    }
}

struct Served {
    server: Scripted,
    elsewhere: Option<Scripted>,
    settings: Settings,
}

async fn serve(fault: &Fault) -> Served {
    let mut elsewhere = None;
    let server = match fault.clone() {
        Fault::Refused => Scripted::refusing(),
        Fault::NoName => Scripted::body(200, "[]").await,
        Fault::NoTls => Scripted::hasty("HTTP/1.1 400 Bad Request\r\n\r\n").await,
        Fault::Bytes(bytes) => Scripted::bytes(bytes).await,
        Fault::Body(status, body) => Scripted::body(status, body).await,
        Fault::Broken(beginning) => Scripted::breaking(beginning).await,
        Fault::Stalled(beginning) => Scripted::stalling(beginning).await,
        Fault::Announced(bytes) => Scripted::announced(bytes).await,
        Fault::Chunked(bytes) => Scripted::chunked(bytes).await,
        Fault::Elsewhere(status) => {
            let other = elsewhere.insert(Scripted::body(200, "[]").await.unwrap());
            Scripted::redirect(status, &other.api_url()).await
        }
    };
    let server = server.unwrap();
    let settings = match fault {
        Fault::NoName => {
            server.settings().plain_http(true).api_url(format!("http://{}.invalid/platform/api", "a".repeat(64)))
        }
        Fault::NoTls => server.settings().api_url(server.api_url().replace("http://", "https://")),
        _ => server.settings(),
    };
    Served { server, elsewhere, settings }
}

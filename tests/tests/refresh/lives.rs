//! How long tokens live, and how early they are replaced: any life, any margin, any clock, and never a refresh before every call.

use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::{Duration, SystemTime},
};

use mailru_sdk::{
    Api, Server, ServerApp,
    auth::{FileStore, TokenStore, Tokens},
};
use mailru_tests::{random::Random, sequence::Sequence};

/// A program's clock in seconds, which a test moves.
#[derive(Clone, Default)]
struct Hand(Arc<AtomicI64>);

impl Hand {
    fn seconds(&self) -> i64 {
        self.0.load(Ordering::SeqCst)
    }

    fn move_by(&self, seconds: i64) {
        self.0.fetch_add(seconds, Ordering::SeqCst);
    }

    fn now(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(2_000_000_000_u64.saturating_add_signed(self.seconds()))
    }
}

/// A platform that gives pairs with this lifetime, as it stands in the answer, and takes every session key.
async fn platform(lifetime: &'static str) -> Sequence {
    let mut pairs = 0;
    Sequence::by(move |asked| {
        if asked.get("grant_type").is_none() {
            return (200, "[]".to_owned());
        }
        pairs += 1;
        (200, format!(r#"{{"access_token":"a{pairs}","refresh_token":"r{pairs}","expires_in":{lifetime}}}"#))
    })
    .await
    .unwrap()
}

fn refreshes(server: &Sequence) -> usize {
    server.asked_for("grant_type").into_iter().flatten().count()
}

async fn session(server: &Sequence, hand: &Hand, margin: Option<u64>) -> Api<Server> {
    let clock = hand.clone();
    let settings = server.settings().clock(move || clock.now());
    let settings = match margin {
        Some(seconds) => settings.refresh_margin(Duration::from_secs(seconds)),
        None => settings,
    };
    Api::new(ServerApp::new(1, "secret key").settings(settings).refresh("r0").authorize().await.unwrap())
}

#[tokio::test]
async fn a_short_life_or_none_does_not_make_a_refresh_of_every_call() {
    for lifetime in ["0", "\"0\"", "0.0", "null", "-1", "\"\"", "1", "30", "60", "61", "\"30\"", "86400"] {
        for margin in [None, Some(0), Some(3600), Some(u64::MAX)] {
            let (server, hand) = (platform(lifetime).await, Hand::default());
            let api = session(&server, &hand, margin).await;
            for _ in 0..5 {
                api.friends().get().await.unwrap();
            }
            assert_eq!(refreshes(&server), 1, "only the log-in: {lifetime}, {margin:?}");
        }
    }
}

#[tokio::test]
async fn a_margin_counts_up_to_a_quarter_of_the_life() {
    // The life, the margin that is asked for, and how old the token gets.
    for (lifetime, margin, age) in [
        ("86400", None, 86_340),
        ("86400", Some(3600), 82_800),
        ("86400", Some(40_000), 64_800),
        ("60", None, 45),
        ("20", Some(2), 18),
        ("20", Some(0), 20),
    ] {
        let (server, hand) = (platform(lifetime).await, Hand::default());
        let api = session(&server, &hand, margin).await;
        hand.move_by(age - 1);
        api.friends().get().await.unwrap();
        assert_eq!(refreshes(&server), 1, "{lifetime}, {margin:?}");
        hand.move_by(1);
        api.friends().get().await.unwrap();
        assert_eq!(refreshes(&server), 2, "{lifetime}, {margin:?}");
    }
}

#[tokio::test]
async fn a_file_keeps_how_long_a_token_lives() {
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("lives.json");
    // It may be there from an earlier run.
    let _ = std::fs::remove_file(&path);
    let (server, hand) = (platform("60").await, Hand::default());
    let store: Arc<dyn TokenStore> = Arc::new(FileStore::new(path));
    let clock = hand.clone();
    let app = ServerApp::new(1, "secret key").settings(server.settings().clock(move || clock.now()));
    app.refresh("r0").store(Arc::clone(&store)).authorize().await.unwrap();
    for (age, expected) in [(44, 1), (1, 2)] {
        hand.move_by(age);
        let api = Api::new(app.resume(Arc::clone(&store)).await.unwrap().unwrap());
        api.friends().get().await.unwrap();
        assert_eq!(refreshes(&server), expected);
    }
}

#[tokio::test]
async fn of_a_life_that_only_the_program_knows_the_whole_margin_counts_once() {
    let (server, hand) = (platform("30").await, Hand::default());
    let clock = hand.clone();
    let app = ServerApp::new(1, "secret key").settings(server.settings().clock(move || clock.now()));
    let pair = Tokens::new("a0").refresh_token("r0").expires_at(hand.now() + Duration::from_secs(59));
    let api = Api::new(app.session_of(pair).unwrap());
    for _ in 0..5 {
        api.friends().get().await.unwrap();
    }
    assert_eq!(refreshes(&server), 1);
}

/// What a platform with a clock of its own remembers.
#[derive(Default)]
struct Far {
    /// The number of the pair in use, and when it ends by the platform's clock.
    pair: u64,
    ends: i64,
}

/// Runs a session through a life that a seed chooses. The platform's clock goes as fast as the program's, but both may be set.
async fn live(seed: u64) {
    let mut random = Random::seeded(seed);
    let life = random.one_of(&[1_i64, 2, 3, 30, 59, 60, 61, 600, 86_400]);
    let told = random.one_of(&[true, true, true, false]);
    let margin = random.one_of(&[0_u64, 1, 30, 60, 3600, u64::MAX]);
    let (hand, theirs) = (Hand::default(), Hand::default());
    let clock = theirs.clone();
    let mut bad_days = Random::seeded(!seed);
    let mut far = Far::default();
    let server = Sequence::by(move |asked| {
        let now = clock.seconds();
        if asked.get("grant_type").is_some() {
            if far.pair > 0 && bad_days.below(4) == 0 {
                return (503, r#"{"error":"temporarily_unavailable"}"#.to_owned());
            }
            far = Far { pair: far.pair + 1, ends: now + life };
            let told = if told { format!(r#","expires_in":{life}"#) } else { String::new() };
            let Far { pair, .. } = far;
            return (200, format!(r#"{{"access_token":"a{pair}","refresh_token":"r{pair}"{told}}}"#));
        }
        let good = asked.get("session_key") == Some(format!("a{}", far.pair).as_str()) && now < far.ends;
        if good { (200, "[]".to_owned()) } else { (400, r#"{"error":{"error_code":102}}"#.to_owned()) }
    });
    let server = server.await.unwrap();
    let api = session(&server, &hand, Some(margin)).await;

    // An expiry is a pair that reached its share by the program's clock, or that the platform refused.
    let (mut expiries, mut given, mut refused) = (0, 1, 0);
    let mut begun = hand.seconds();
    for _ in 0..40 {
        let step = random.below(usize::try_from(life).unwrap() + 2);
        let step = i64::try_from(step).unwrap();
        hand.move_by(step);
        theirs.move_by(step);
        if random.below(10) == 0 {
            // Somebody sets one of the clocks.
            let jump = i64::try_from(random.below(200_000)).unwrap() - 100_000;
            if random.below(2) == 0 { hand.move_by(jump) } else { theirs.move_by(jump) }
        }
        let before = server.asked().len();
        let outcome = api.friends().get().await;
        let asked = server.asked().split_off(before);
        let calls = asked.iter().filter(|asked| asked.get("session_key").is_some()).count();
        let sent = asked.len() - calls;
        let old = hand.seconds() - begun;
        // A quarter of a life is the most that the margin gives up.
        let due = told && 4 * old >= 3 * life;
        let was_refused = calls == 2 || (calls == 1 && sent > 0 && outcome.is_err());
        let granted = api.session().tokens().unwrap().current().expose_access_token() != format!("a{given}");
        assert!(sent <= 1 + usize::from(was_refused), "seed {seed}: {sent} refreshes for one call");
        assert!(sent == 0 || due || was_refused, "seed {seed}: a refresh for no reason, {old} of {life}");
        expiries += usize::from(due || was_refused);
        refused += sent - usize::from(granted);
        if granted {
            (given, begun) = (given + 1, hand.seconds());
        }
        let rotations = refreshes(&server) - refused;
        assert!(rotations <= expiries + 1, "seed {seed}: {rotations} pairs for {expiries} expiries");
    }
}

#[tokio::test]
async fn any_session_is_refreshed_no_more_often_than_it_expires_and_once() {
    for seed in 0..60 {
        live(seed).await;
    }
}

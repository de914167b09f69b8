//! The plain call-back.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use mailru_sdk::{CallEvent, CallStage, File, PublicApi, RateLimit, Settings};
use mailru_tests::{scripted::Scripted, sequence::Sequence};

use crate::{EXPIRY, MARK, api, policy, renewable};

/// What was told, each event in one line, without its time.
#[derive(Debug, Clone, Default)]
struct Told(Arc<Mutex<Vec<String>>>);

impl Told {
    fn by(&self, settings: Settings) -> Settings {
        let told = self.clone();
        settings.on_call(move |event| told.0.lock().unwrap().push(line(event)))
    }

    fn take(&self) -> Vec<String> {
        std::mem::take(&mut *self.0.lock().unwrap())
    }
}

fn line(event: &CallEvent<'_>) -> String {
    assert!(!format!("{event:?}").contains(MARK), "{event:?}");
    let stage = match event.stage {
        CallStage::Attempt { again_in: None } => "attempt".to_owned(),
        CallStage::Attempt { again_in: Some(pause) } => format!("attempt, again in {pause:?}"),
        CallStage::Renewal { renewed: true } => "renewal".to_owned(),
        CallStage::Renewal { renewed: false } => "no renewal".to_owned(),
        CallStage::End => "end".to_owned(),
        CallStage::Abandoned => "abandoned".to_owned(),
        other => format!("{other:?}"),
    };
    let circuit = event.circuit.map_or_else(|| "no circuit".to_owned(), |circuit| circuit.to_string());
    let facts = [
        Some(format!("{stage} of {} ({circuit}), {}", event.method, event.attempt)),
        event.status.map(|status| format!("status {status}")),
        event.code.map(|code| format!("code {}", code.number())),
        event.failure.map(|failure| format!("{failure:?}")),
    ];
    facts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

#[tokio::test]
async fn each_attempt_and_the_end_of_a_call_are_told() {
    let (told, server) = (Told::default(), Scripted::body(503, "").await.unwrap());
    server.change_after(1, 200, r#"{"error":{"error_code":201}}"#);
    let api = api(told.by(server.settings().retry(policy())));
    assert!(api.friends().get().param("note", MARK).await.is_err());
    assert_eq!(
        told.take(),
        [
            "attempt, again in 0ns of friends.get (client-server), 1, status 503",
            "attempt, again in 0ns of friends.get (client-server), 2, status 200, code 201",
            "attempt of friends.get (client-server), 3, status 200, code 201",
            "end of friends.get (client-server), 3, status 200, code 201",
        ]
    );
    server.change(200, "[]");
    api.call("friends.get").param("note", MARK).await.unwrap();
    assert_eq!(
        told.take(),
        ["attempt of friends.get (client-server), 1, status 200", "end of friends.get (client-server), 1, status 200",]
    );
}

#[tokio::test]
async fn a_failure_without_an_answer_is_told_by_its_kind() {
    let (told, server) = (Told::default(), Scripted::breaking("").await.unwrap());
    let upload = File::from_bytes(MARK, MARK);
    assert!(api(told.by(server.settings())).photos().upload(MARK, upload).await.is_err());
    assert_eq!(
        told.take(),
        [
            "attempt of photos.upload (client-server), 1, Interrupted",
            "end of photos.upload (client-server), 1, Interrupted",
        ]
    );
    let silent = Scripted::silent().await.unwrap();
    let limit = Duration::from_millis(10);
    assert!(api(told.by(silent.settings())).friends().get().timeout(limit).await.is_err());
    assert_eq!(told.take(), ["end of friends.get (client-server), 1, Timeout(10ms)"]);
}

#[tokio::test]
async fn a_call_that_was_never_sent_has_an_end_and_no_attempt() {
    let (told, server) = (Told::default(), Scripted::body(200, "[]").await.unwrap());
    let settings = told.by(server.settings().rate_limit(RateLimit::new(1, Duration::from_hours(1))));
    let api = api(settings);
    assert!(api.users().get_info().uids([7_u64; 201]).await.is_err());
    assert_eq!(told.take(), ["end of users.getInfo (client-server), 0"]);
    api.friends().get().await.unwrap();
    told.take();
    assert!(api.friends().get().timeout(Duration::from_millis(10)).await.is_err());
    assert_eq!(told.take(), ["end of friends.get (client-server), 0, Queued(10ms)"]);
}

#[tokio::test]
async fn a_renewal_is_told_with_the_exchange_that_it_took() {
    let (told, server) = (Told::default(), Sequence::of(EXPIRY).await.unwrap());
    renewable(told.by(server.settings())).friends().get().await.unwrap();
    assert_eq!(
        told.take(),
        [
            "attempt of friends.get (client-server), 1, status 200, code 102",
            "attempt of oauth/token (no circuit), 1, status 200",
            "end of oauth/token (no circuit), 1, status 200",
            "renewal of friends.get (client-server), 1, status 200, code 102",
            "attempt of friends.get (client-server), 2, status 200",
            "end of friends.get (client-server), 2, status 200",
        ]
    );
    let answers = [(200, EXPIRY[0].to_owned()), (400, r#"{"error":"invalid_grant"}"#.to_owned())];
    let server = Sequence::of_answers(answers).await.unwrap();
    assert!(renewable(told.by(server.settings())).friends().get().await.is_err());
    let told = told.take();
    assert!(
        told.contains(&"no renewal of friends.get (client-server), 1, status 200, code 102".to_owned()),
        "{told:?}"
    );
    assert!(told.contains(&"end of oauth/token (no circuit), 1, status 400".to_owned()), "{told:?}");
}

#[tokio::test]
async fn a_call_that_is_dropped_is_told_as_abandoned() {
    let (told, server) = (Told::default(), Scripted::silent().await.unwrap());
    let api = api(told.by(server.settings()));
    let mut call = api.friends().get().send();
    let waited = tokio::time::timeout(Duration::from_millis(10), &mut call).await;
    assert!(waited.is_err() && told.take().is_empty());
    drop(call);
    assert_eq!(told.take(), ["abandoned of friends.get (client-server), 1"]);
}

#[tokio::test]
async fn the_public_look_up_is_told_too() {
    let (told, server) = (Told::default(), Scripted::body(200, r#"{"uid":"5"}"#).await.unwrap());
    PublicApi::with_settings(told.by(server.settings())).lookup("mail/ivanov").await.unwrap();
    assert_eq!(
        told.take(),
        ["attempt of public look-up (no circuit), 1, status 200", "end of public look-up (no circuit), 1, status 200"]
    );
}

#[tokio::test]
async fn the_time_of_a_call_covers_that_of_its_attempts() {
    let times = Arc::new(Mutex::new(Vec::new()));
    let server = Scripted::body(503, "").await.unwrap();
    let kept = times.clone();
    let settings = server.settings().retry(policy()).on_call(move |event| kept.lock().unwrap().push(event.elapsed));
    assert!(api(settings).friends().get().await.is_err());
    let times = times.lock().unwrap();
    let (end, attempts) = times.split_last().unwrap();
    assert!(attempts.len() == 3 && attempts.iter().all(|time| !time.is_zero()), "{times:?}");
    assert!(attempts.iter().sum::<Duration>() <= *end, "{times:?}");
}

#[tokio::test]
async fn a_call_back_that_panics_harms_no_call() {
    let server = Sequence::of([EXPIRY[0], EXPIRY[1], EXPIRY[2], EXPIRY[2]]).await.unwrap();
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let api = renewable(server.settings().on_call(|event| panic!("at {:?}", event.stage)));
    let first = api.friends().get().await;
    let second = api.friends().get().await;
    drop(api.friends().get().send());
    std::panic::set_hook(hook);
    assert_eq!((first.unwrap(), second.unwrap().len()), (vec![mailru_sdk::Uid::new(5)], 1));
}

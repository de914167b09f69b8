//! Spans and events of `tracing`.

use mailru_sdk::File;
use mailru_tests::{scripted::Scripted, sequence::Sequence};

use crate::{
    EXPIRY, MARK, api,
    collector::{Collector, Entry},
    policy, renewable,
};

#[tokio::test]
async fn a_call_is_a_span_and_its_attempts_are_events_in_it() {
    let collector = Collector::default();
    let _guard = tracing::subscriber::set_default(collector.clone());
    let server = Scripted::body(503, "").await.unwrap();
    server.change_after(1, 200, r#"{"error":{"error_code":201}}"#);
    assert!(api(server.settings().retry(policy().attempts(2))).friends().get().await.is_err());
    let entries = collector.entries();
    let lines: Vec<_> = entries.iter().map(Entry::line).collect();
    assert_eq!(
        lines,
        [
            "call: attempt=2 circuit=client-server code=201 method=friends.get status=200",
            "attempt: attempt=1 status=503",
            "attempt: attempt=2 code=201 status=200",
        ]
    );
    assert!(entries[1..].iter().all(|event| event.parent == Some(0)), "{entries:?}");
    assert!(entries.iter().all(|entry| entry.fields.contains_key("elapsed_ms")), "{entries:?}");
    assert!(entries[1].fields.contains_key("again_in_ms") && !entries[2].fields.contains_key("again_in_ms"));
}

#[tokio::test]
async fn a_renewal_and_a_failure_are_told() {
    let collector = Collector::default();
    let _guard = tracing::subscriber::set_default(collector.clone());
    let server = Sequence::of(EXPIRY).await.unwrap();
    renewable(server.settings()).friends().get().await.unwrap();
    let broken = Scripted::breaking("").await.unwrap();
    assert!(api(broken.settings()).call("no.method").await.is_err());
    let lines: Vec<_> = collector.entries().iter().map(Entry::line).collect();
    assert_eq!(
        lines,
        [
            "call: attempt=2 circuit=client-server method=friends.get status=200",
            "attempt: attempt=1 code=102 status=200",
            "call: attempt=1 method=oauth/token status=200",
            "attempt: attempt=1 status=200",
            "renewal: attempt=1 renewed=true",
            "attempt: attempt=2 status=200",
            "call: attempt=1 circuit=client-server failure=Interrupted method=no.method",
            "attempt: attempt=1 failure=Interrupted",
        ]
    );
}

#[tokio::test]
async fn what_does_not_fit_an_answer_is_an_event_without_a_secret() {
    let collector = Collector::default();
    let _guard = tracing::subscriber::set_default(collector.clone());
    let key = "0123456789abcdef".repeat(2);
    let answer = format!(r#"[{{"uid":1,"age":"{key}","location":5}}]"#);
    let server = Scripted::body(200, answer).await.unwrap();
    api(server.settings()).users().get_info().await.unwrap();
    let entries = collector.entries();
    let misfits: Vec<_> = entries.iter().filter(|entry| entry.name == "misfit").collect();
    let field = |entry: &Entry, name: &str| entry.fields.get(name).cloned().unwrap_or_default();
    let told: Vec<_> = misfits.iter().map(|entry| (field(entry, "path"), field(entry, "found"))).collect();
    let texts = [("[0].age", "a string of 32 characters"), ("[0].location", "5")];
    assert_eq!(told, texts.map(|(path, found)| (path.to_owned(), found.to_owned())));
    assert!(misfits.iter().all(|entry| field(entry, "method") == "users.getInfo"), "{entries:?}");
    assert!(field(misfits[0], "declared").starts_with("api-spec/types.toml:"), "{entries:?}");
}

#[tokio::test]
async fn what_the_spec_does_not_say_is_an_event_once() {
    let collector = Collector::default();
    let _guard = tracing::subscriber::set_default(collector.clone());
    let server = Scripted::body(200, format!(r#"[{{"uid":1,"new":"{MARK}","sex":7}}]"#)).await.unwrap();
    let api = api(server.settings());
    for _ in 0..2 {
        api.users().get_info().await.unwrap();
    }
    let entries = collector.entries();
    let told: Vec<_> = entries.iter().filter(|entry| entry.name == "deviation").collect();
    let field = |entry: &Entry, name: &str| entry.fields.get(name).cloned().unwrap_or_default();
    let facts: Vec<_> = told.iter().map(|one| ["kind", "path", "value", "word"].map(|name| field(one, name))).collect();
    assert_eq!(facts, [["Member", "[].new", "a string", ""], ["Word", "[].sex", "a number", "7"]]);
    assert!(told.iter().all(|one| field(one, "declared").starts_with("api-spec/types.toml:")), "{told:?}");
    assert!(!format!("{entries:?}").contains(MARK), "{entries:?}");
}

#[tokio::test]
async fn nothing_that_is_recorded_shows_a_parameter_or_a_secret() {
    let collector = Collector::default();
    let _guard = tracing::subscriber::set_default(collector.clone());
    let echo = format!(r#"{{"error":{{"error_code":100,"error_msg":"{MARK}"}},"session_key":"{MARK}"}}"#);
    for server in [
        Scripted::body(200, &echo).await,
        Scripted::body(503, MARK).await,
        Scripted::breaking(MARK).await,
        Scripted::redirect(302, &format!("http://127.0.0.1/{MARK}")).await,
        Scripted::refusing(),
    ] {
        let server = server.unwrap();
        let api = renewable(server.settings().retry(policy()));
        assert!(api.friends().get().param("note", MARK).await.is_err());
        assert!(api.call("no.method").param(MARK, MARK).await.is_err());
        assert!(api.photos().upload(MARK, File::from_bytes(MARK, MARK)).description(MARK).await.is_err());
    }
    let server = Sequence::of(EXPIRY).await.unwrap();
    renewable(server.settings()).friends().get().param("note", MARK).await.unwrap();
    let (own, others) = (format!("{:?}", collector.entries()), format!("{:?}", collector.others.lock().unwrap()));
    assert!(own.contains("friends.get") && !own.contains(MARK), "{own}");
    assert!(!others.contains(MARK), "{others}");
}

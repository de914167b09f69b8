//! What an answer has that the spec does not say is told: each place once, then counted, and never with a value of the answer.

use std::sync::{Arc, Mutex};

use mailru_sdk::{Api, Client, ClientApp, Deviation, DeviationKind, Deviations, Settings};
use mailru_tests::sequence::Sequence;

/// In every value of the answers.
const MARK: &str = "CANARIES";

/// What was told, in the order in which it was.
type Heard = Arc<Mutex<Vec<Deviation>>>;

fn heard(settings: Settings) -> (Api<Client>, Heard, Deviations) {
    let told = Heard::default();
    let note = Arc::clone(&told);
    let settings = settings.on_deviation(move |deviation| note.lock().unwrap().push(deviation.clone()));
    let seen = settings.deviations();
    (Api::new(ClientApp::new(423_004, "private key").settings(settings).session("access token", 1)), told, seen)
}

/// The path, the kind, the kind of the value and the word.
type Facts<'d> = (&'d str, DeviationKind, &'d str, Option<&'d str>);

fn facts(told: &[Deviation]) -> Vec<Facts<'_>> {
    told.iter().map(|one| (one.path(), one.kind(), one.value(), one.word())).collect()
}

/// The line of the spec that a deviation names.
fn line(deviation: &Deviation) -> String {
    let (file, line) = deviation.declared().unwrap();
    let spec = std::fs::read_to_string(format!("{}/../{file}", env!("CARGO_MANIFEST_DIR"))).unwrap();
    spec.lines().nth(line as usize - 1).unwrap().to_owned()
}

#[tokio::test]
async fn a_member_that_is_not_declared_is_told_once_and_counted_afterwards() {
    let user = format!(r#"{{"uid":1,"nick":"{MARK}","location":{{"city":{{"population":"{MARK}"}}}}}}"#);
    let server = Sequence::of([format!("[{user},{user}]"), format!("[{user}]")]).await.unwrap();
    let (api, told, seen) = heard(server.settings());
    for _ in 0..2 {
        api.users().get_info().await.unwrap();
    }
    let told = told.lock().unwrap();
    assert_eq!(facts(&told), [("[].location.city.population", DeviationKind::Member, "a string", None)]);
    assert_eq!((told[0].method(), line(&told[0]).as_str()), ("users.getInfo", "[objects.Place]"));
    assert_eq!(seen.counts(), [(told[0].clone(), 3)]);
    let (file, line) = told[0].declared().unwrap();
    let text = "users.getInfo: [].location.city.population: a member that is not declared, a string";
    assert_eq!(told[0].to_string(), format!("{text} ({file}:{line})"));
    assert!(!format!("{told:?} {seen:?}").contains(MARK));
}

#[tokio::test]
async fn words_tags_and_misfits_are_told_where_the_spec_declares_them() {
    let items = format!(
        r#"[{{"subtype":"event","id":"{MARK}","time":1,"authors":[],"type":"9-99"}},
            {{"subtype":"repost","{MARK}":"{MARK}"}},{{"id":"{MARK}"}},
            {{"subtype":"like","author":["{MARK}"],"subevent":{{"id":"{MARK}","time":1,"authors":[],
             "attachments":[{{"object":"text","content":"{MARK}"}},{{"object":"poll","poll":1}}]}}}}]"#
    );
    let server = Sequence::of([items]).await.unwrap();
    let (api, told, _) = heard(server.settings());
    api.stream().get().await.unwrap();
    let told = told.lock().unwrap();
    assert_eq!(
        facts(&told),
        [
            ("[].type", DeviationKind::Word, "a string", Some("\"9-99\"")),
            ("[].subtype", DeviationKind::Tag, "a string", Some("\"repost\"")),
            ("[]", DeviationKind::Tag, "an object", None),
            ("[].author", DeviationKind::Misfit, "a list", None),
            ("[].subevent.attachments[].object", DeviationKind::Tag, "a string", Some("\"poll\"")),
        ]
    );
    let lines: Vec<_> = told.iter().map(line).collect();
    assert_eq!(lines[..3], ["[enums.EventType]", "[unions.FeedItem]", "[unions.FeedItem]"]);
    assert!(lines[3].starts_with("author = ") && lines[4] == "[unions.Attachment]", "{lines:?}");
    assert!(!format!("{told:?}").contains(MARK), "{told:?}");
}

#[tokio::test]
async fn a_number_that_an_enum_does_not_know_is_told() {
    let server = Sequence::of([r#"[{"uid":1,"sex":7}]"#]).await.unwrap();
    let (api, told, _) = heard(server.settings());
    api.users().get_info().await.unwrap();
    let told = told.lock().unwrap();
    assert_eq!(facts(&told), [("[].sex", DeviationKind::Word, "a number", Some("7"))]);
    assert_eq!(line(&told[0]), "[enums.Sex]");
}

#[tokio::test]
async fn a_word_shows_no_more_than_an_error_would() {
    let key = "0123456789abcdef".repeat(2);
    let word = format!(r#"[{{"subtype":"access token"}},{{"subtype":"{key}"}},{{"subtype":"{}"}}]"#, "x".repeat(50));
    let server = Sequence::of([word]).await.unwrap();
    let (api, told, _) = heard(server.settings());
    api.stream().get().await.unwrap();
    let long = format!("\"{}\"…", "x".repeat(40));
    let words: Vec<_> = told.lock().unwrap().iter().map(|one| one.word().unwrap().to_owned()).collect();
    assert_eq!(words, ["\"************\"", "a string of 32 characters", &long]);
}

#[tokio::test]
async fn an_error_code_that_is_not_known_is_told_with_the_method() {
    let error = format!(r#"{{"error":{{"error_code":777,"error_msg":"{MARK}"}}}}"#);
    let known = r#"{"error":{"error_code":100,"error_msg":"m"}}"#.to_owned();
    let server = Sequence::of([error.clone(), known, error]).await.unwrap();
    let (api, told, seen) = heard(server.settings());
    for _ in 0..3 {
        assert!(api.users().get_info().await.is_err());
    }
    let told = told.lock().unwrap();
    assert_eq!(facts(&told), [("error.error_code", DeviationKind::Code, "a number", Some("777"))]);
    assert!(told[0].declared().unwrap().0.ends_with("users.toml"), "{told:?}");
    assert!(!format!("{told:?}").contains(MARK), "{told:?}");
    assert_eq!(seen.counts()[0].1, 2);
}

#[tokio::test]
async fn a_page_that_comes_again_is_told() {
    let page = format!(r#"[{{"uid":1,"nick":"{MARK}"}}]"#);
    let server = Sequence::of([page.clone(), page]).await.unwrap();
    let (api, told, _) = heard(server.settings());
    let mut pages = api.friends().get().extended().pages();
    assert!(pages.next().await.is_ok() && pages.next().await.is_err());
    let told = told.lock().unwrap();
    assert_eq!(facts(&told), [("", DeviationKind::Page, "a page", None)]);
    assert_eq!((told[0].method(), line(&told[0]).as_str()), ("friends.get", "[methods.get]"));
}

#[tokio::test]
async fn what_fails_the_call_is_told_beside_what_came_before_it() {
    let server = Sequence::of([format!(r#"[{{"new":1,"uid":"{MARK}"}}]"#), "<html>".to_owned()]).await.unwrap();
    let (api, told, _) = heard(server.settings());
    for _ in 0..2 {
        assert!(api.users().get_info().await.is_err());
    }
    let told = told.lock().unwrap();
    assert_eq!(
        facts(&told),
        [("[].new", DeviationKind::Member, "a number", None), ("[].uid", DeviationKind::Misfit, "a string", None),]
    );
    assert!(!format!("{told:?}").contains(MARK), "{told:?}");
}

#[tokio::test]
async fn a_name_that_is_no_name_is_content() {
    let answer = r#"[{"uid":1,"CANARIES@mail.ru":1,"15410773191172635989":1,"каналы":2,"":3}]"#;
    let server = Sequence::of([answer]).await.unwrap();
    let (api, told, _) = heard(server.settings());
    api.users().get_info().await.unwrap();
    let told = told.lock().unwrap();
    assert!(told.iter().all(|one| matches!(one.path(), "[]{}" | "[][]")), "{told:?}");
}

#[tokio::test]
async fn nothing_is_told_and_counted_while_nobody_listens() {
    let server = Sequence::of([r#"[{"uid":1,"new":2,"sex":7,"age":[]}]"#]).await.unwrap();
    let settings = server.settings();
    let seen = settings.deviations();
    let app = ClientApp::new(423_004, "private key").settings(settings);
    Api::new(app.session("token", 1)).users().get_info().await.unwrap();
    assert_eq!((seen.counts(), seen.beyond()), (vec![], 0));
}

#[tokio::test]
async fn nothing_is_told_of_an_answer_that_is_as_the_spec_says() {
    let server = Sequence::of([r#"[{"uid":1,"sex":0,"location":false,"age":"18"}]"#]).await.unwrap();
    let (api, told, seen) = heard(server.settings());
    api.users().get_info().await.unwrap();
    assert_eq!((told.lock().unwrap().len(), seen.counts()), (0, vec![]));
}

#[tokio::test]
async fn a_call_back_that_panics_harms_no_call_and_may_look_at_the_counts() {
    let server = Sequence::of([r#"[{"uid":1,"new":2}]"#; 2]).await.unwrap();
    let own = Arc::new(Mutex::new(None::<Deviations>));
    let counts = Arc::clone(&own);
    let settings = server.settings().on_deviation(move |_| {
        let seen = counts.lock().unwrap().clone().unwrap();
        panic!("at {} places", seen.counts().len());
    });
    let seen = settings.deviations();
    *own.lock().unwrap() = Some(seen.clone());
    let api = Api::new(ClientApp::new(423_004, "private key").settings(settings).session("token", 1));
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let answers = [api.users().get_info().await, api.users().get_info().await];
    std::panic::set_hook(hook);
    assert!(answers.iter().all(Result::is_ok), "{answers:?}");
    assert_eq!(seen.counts().iter().map(|(_, times)| *times).collect::<Vec<_>>(), [2]);
}

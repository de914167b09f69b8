//! How much is searched for a mistake: the limits that the search tells of itself, each from both sides.

use super::{APP, Facts, GET, SESSION, digest, facts, names};
use crate::client::{FORM, encode, post};

const TOO_LARGE: &str = "too large";

/// Sends the three parameters of every call and others, signed as one who forgot the uid in front.
async fn without_uid(facts: &Facts, others: Vec<(String, String)>) {
    let own = [APP, GET, SESSION].map(|(name, value)| (name.to_owned(), facts.filled(value)));
    let mut all = [&own[..], &others].concat();
    all.sort();
    let base: String = all.iter().map(|(name, value)| [name, "=", value].concat()).collect();
    send(facts, &all, &facts.sign(&format!("{base}PRIVATE"))).await;
}

async fn send(facts: &Facts, all: &[(String, String)], sig: &str) {
    let form: String = all.iter().map(|(name, value)| [name, "=", &encode(value), "&"].concat()).collect();
    let reply = post(&facts.sandbox, "/platform/api", FORM, format!("{form}sig={sig}").as_bytes()).await;
    assert_eq!(reply.error_code(), 104);
}

#[tokio::test]
async fn requests_of_up_to_256_parameters_are_searched() {
    let facts = facts().await;
    for (count, is_searched) in [(256, true), (257, false)] {
        without_uid(&facts, (3..count).map(|number| (format!("a{number}"), String::new())).collect()).await;
        let explanation = facts.explanation();
        assert_eq!(names(&explanation), if is_searched { &["uid-missing"][..] } else { &[] }, "{count}");
        assert_eq!(explanation.to_string().contains(TOO_LARGE), !is_searched, "{count}");
    }
}

#[tokio::test]
async fn requests_of_up_to_256_kibibytes_are_searched() {
    let facts = facts().await;
    let others = facts.filled("UIDapp_id=423004method=friends.getsession_key=TOKENtext=PRIVATE").len();
    for (bytes, is_searched) in [(256 << 10, true), ((256 << 10) + 1, false)] {
        without_uid(&facts, vec![("text".to_owned(), "a".repeat(bytes - others))]).await;
        let explanation = facts.explanation();
        assert_eq!(names(&explanation), if is_searched { &["uid-missing"][..] } else { &[] }, "{bytes}");
        assert_eq!(explanation.to_string().contains(TOO_LARGE), !is_searched, "{bytes}");
    }
}

#[tokio::test]
async fn a_search_that_ends_before_everything_was_tried_says_so() {
    let facts = facts().await;
    for (bytes, ends_early) in [(100, false), (250 << 10, true)] {
        let own = [APP, GET, SESSION, ("text", &"a".repeat(bytes))];
        let all = own.map(|(name, value)| (name.to_owned(), facts.filled(value)));
        send(&facts, &all, &"0".repeat(32)).await;
        let explanation = facts.explanation();
        assert_eq!((names(&explanation), explanation.signed()), (vec![], None));
        assert_eq!(explanation.to_string().contains(TOO_LARGE), ends_early, "{bytes}: {explanation}");
        assert_eq!(explanation.to_string().contains("no known mistake"), !ends_early, "{bytes}: {explanation}");
    }
}

#[tokio::test]
async fn a_file_that_was_signed_is_recognised_however_large_it_is() {
    let facts = facts().await;
    // More than is hashed in search of a signature without files.
    let content = vec![b'a'; (8 << 20) + 1];
    let part = "--cut\r\nContent-Disposition: form-data; name=\"img_file\"; filename=\"a.png\"\r\n\r\n";
    let body = [part.as_bytes(), &content, b"\r\n--cut--\r\n"].concat();
    let (before, after) = ("UIDapp_id=423004img_file=", "method=friends.getsession_key=TOKENPRIVATE");
    let base = [facts.filled(before).as_bytes(), &content, facts.filled(after).as_bytes()].concat();
    let query = format!("method=friends.get&app_id=423004&session_key={}&sig={}", facts.token, digest(&base));
    let target = format!("/platform/api?{query}");
    post(&facts.sandbox, &target, "multipart/form-data; boundary=cut", &body).await;
    assert_eq!(names(&facts.explanation()), ["file-signed"]);
}

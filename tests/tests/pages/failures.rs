//! What goes wrong between two pages: errors, repetitions, and callers that give up waiting.

use futures_util::FutureExt as _;
use mailru_sdk::{Error, Uid, error::DecodeKind};
use mailru_tests::sequence::Sequence;

use crate::{all, sent};

fn uids(uids: &[u64]) -> Vec<Uid> {
    uids.iter().copied().map(Uid::new).collect()
}

#[tokio::test]
async fn after_an_error_the_same_page_is_asked_for_again() {
    let refusal = r#"{"error":{"error_code":1,"error_msg":"Unknown error"}}"#;
    let failures = [(400, refusal), (502, "Bad Gateway"), (200, r#"["x"]"#), (200, "")];
    for (status, failure) in failures {
        let answers = [(200, "[1,2]"), (status, failure), (200, "[3,4]"), (200, "[]")];
        let server = Sequence::of_answers(answers.map(|(status, body)| (status, body.to_owned()))).await.unwrap();
        let api = server.client();
        let mut pages = api.friends().get().pages();
        assert_eq!(pages.next().await.unwrap(), Some(uids(&[1, 2])));
        match pages.next().await.unwrap_err() {
            Error::Api(_) => assert_eq!(failure, refusal),
            Error::Transport(_) => assert_eq!(status, 502),
            Error::Decode(error) if error.kind() == DecodeKind::Empty => assert_eq!(failure, ""),
            Error::Decode(error) => assert_eq!(error.path(), "[0]"),
            error => panic!("{error}"),
        }
        assert_eq!(pages.next().await.unwrap(), Some(uids(&[3, 4])), "nothing lost, nothing twice");
        assert_eq!(pages.next().await.unwrap(), None);
        assert_eq!(server.asked_for("offset"), sent(["", "2", "2", "4"]));
    }
}

#[tokio::test]
async fn an_error_on_the_first_page_changes_nothing() {
    let answers = [(500, String::new()), (200, "[1]".to_owned()), (200, "[]".to_owned())];
    let server = Sequence::of_answers(answers).await.unwrap();
    let api = server.client();
    let mut pages = api.friends().get().offset(5).pages();
    assert!(pages.next().await.is_err());
    assert_eq!(all(pages).await.unwrap(), [uids(&[1])]);
    assert_eq!(server.asked_for("offset"), sent(["5", "5", "6"]));
}

#[tokio::test]
async fn a_platform_that_ignores_the_offset_is_noticed_and_the_pages_end() {
    let server = Sequence::by(|_| (200, "[1,2]".to_owned())).await.unwrap();
    let api = server.client();
    let mut pages = api.friends().get().pages();
    assert_eq!(pages.next().await.unwrap(), Some(uids(&[1, 2])));
    let error = pages.next().await.unwrap_err();
    assert!(matches!(&error, Error::Page(page) if page.method() == "friends.get"), "{error}");
    assert_eq!(error.method(), Some("friends.get"));
    assert!(!error.is_retryable());
    assert_eq!(pages.next().await.unwrap(), None);
    assert_eq!(server.asked().len(), 5, "a list that grows may repeat a page");
}

#[tokio::test]
async fn a_platform_that_ignores_the_cursor_is_noticed_even_when_counters_change() {
    let mut likes = 0;
    let server = Sequence::by(move |_| {
        likes += 1;
        (200, format!(r#"[{{"subtype":"event","id":"a","time":1,"authors":[],"likes_count":{likes}}}]"#))
    });
    let server = server.await.unwrap();
    let api = server.client();
    let mut pages = api.stream().get().pages();
    assert!(pages.next().await.unwrap().is_some());
    assert!(matches!(pages.next().await, Err(Error::Page(_))));
    assert!(pages.next().await.unwrap().is_none());
    assert_eq!(server.asked_for("skip"), sent(["", "a"]));
}

#[tokio::test]
async fn a_platform_that_ignores_the_offset_is_noticed_even_when_counters_change() {
    let users =
        |asked: usize| format!(r#"[{{"uid":1,"friends_count":{asked}}},{{"uid":"2","is_online":{}}}]"#, asked % 2);
    for circle in [1, 2] {
        let mut asked = 0;
        let server = Sequence::by(move |_| {
            asked += 1;
            (200, if asked % circle == 0 { users(asked) } else { r#"[{"uid":3}]"#.to_owned() })
        });
        let server = server.await.unwrap();
        let api = server.client();
        let mut pages = api.friends().get().extended().pages();
        for _ in 0..circle {
            assert!(pages.next().await.unwrap().is_some());
        }
        assert!(matches!(pages.next().await, Err(Error::Page(_))), "{circle}");
        assert!(pages.next().await.unwrap().is_none());
    }
}

#[tokio::test]
async fn a_page_that_comes_again_while_the_list_grows_is_given_when_the_list_goes_on() {
    let server = Sequence::of(["[1,2]", "[1,2]", "[1,2]", "[3]", "[]"]).await.unwrap();
    let pages = all(server.client().friends().get().pages()).await.unwrap();
    assert_eq!(pages, [uids(&[1, 2]), uids(&[1, 2]), uids(&[1, 2]), uids(&[3])]);
}

#[tokio::test]
async fn pages_alike_that_are_not_neighbours_are_no_repetition() {
    let server = Sequence::of(["[1,2]", "[3,4]", "[1,2]", "[]"]).await.unwrap();
    let pages = all(server.client().friends().get().pages()).await.unwrap();
    assert_eq!(pages, [uids(&[1, 2]), uids(&[3, 4]), uids(&[1, 2])]);
}

#[tokio::test]
async fn a_page_that_was_given_up_waiting_for_is_not_asked_for_twice() {
    let server = Sequence::of(["[1,2]", "[]"]).await.unwrap();
    let api = server.client();
    let mut pages = api.friends().get().pages();
    assert!(pages.next().now_or_never().is_none(), "no answer comes at once");
    assert_eq!(pages.next().await.unwrap(), Some(uids(&[1, 2])));
    assert_eq!(server.asked().len(), 1);
}

#[tokio::test]
async fn a_parameter_that_cannot_be_sent_is_refused_by_the_first_page() {
    let server = Sequence::of(["[]"]).await.unwrap();
    let api = server.client();
    let mut pages = api.photos().get("_myphoto").pids(["1,2"]).pages();
    assert!(matches!(pages.next().await, Err(Error::Param(error)) if error.name() == "pids"));
    assert!(server.asked().is_empty());
}

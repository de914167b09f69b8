//! Pages that are shorter than their limit: the end of a list only where the spec says that the platform gives none.

use mailru_sdk::{Error, error::PageKind};
use mailru_tests::sequence::Sequence;

use crate::{all, sent, walks::WalksExt as _};

fn photos(pids: &[u32]) -> String {
    format!("[{}]", pids.iter().map(|pid| format!("{{\"pid\":\"{pid}\"}}")).collect::<Vec<_>>().join(","))
}

/// A platform with seven photos, of which it gives so many at a time.
async fn seven(most: usize) -> Sequence {
    let answer = move |asked: &mailru_tests::sequence::Asked| {
        let skipped = asked.get("offset").map_or(0, |offset| offset.parse().unwrap());
        (200, photos(&[1, 2, 3, 4, 5, 6, 7].into_iter().skip(skipped).take(most).collect::<Vec<_>>()))
    };
    Sequence::by(answer).await.unwrap()
}

#[tokio::test]
async fn a_platform_that_gives_fewer_than_it_is_asked_for_is_asked_for_the_rest() {
    for most in 1..=8 {
        let server = seven(most).await;
        let api = server.client();
        let pages = all(api.photos().get("_myphoto").limit(3).pages()).await.unwrap();
        let pids: Vec<String> = pages.concat().iter().map(|photo| photo.pid.to_string()).collect();
        assert_eq!(pids, ["1", "2", "3", "4", "5", "6", "7"], "at most {most}");
    }
}

#[tokio::test]
async fn a_hidden_photo_does_not_end_the_list() {
    let server = Sequence::of([photos(&[1, 3]), photos(&[3, 4, 5]), photos(&[6]), photos(&[])]).await.unwrap();
    let api = server.client();
    let pages = all(api.photos().get("_myphoto").limit(3).pages()).await.unwrap();
    assert_eq!(pages.iter().map(Vec::len).collect::<Vec<_>>(), [2, 3, 1]);
    assert_eq!(server.asked_for("offset"), sent(["", "2", "5", "6"]));
}

#[tokio::test]
async fn a_short_page_is_the_last_where_the_spec_says_so() {
    let server = Sequence::of(["[1,2]", "[3]"]).await.unwrap();
    let api = server.client();
    assert_eq!(all(api.walks().count().limit(2).pages()).await.unwrap().concat().len(), 3);
    assert_eq!(server.asked().len(), 2);

    let server = Sequence::of([r#"[{"id":"a"},{"id":"b"}]"#, r#"[{"id":"c"}]"#]).await.unwrap();
    let api = server.client();
    assert_eq!(all(api.walks().follow().limit(2).pages()).await.unwrap().concat().len(), 3);
    assert_eq!(server.asked_for("after"), sent(["", "b"]));
}

#[tokio::test]
async fn no_page_is_short_of_a_limit_that_nobody_set() {
    let server = Sequence::of(["[1,2]", "[3]", "[]"]).await.unwrap();
    let api = server.client();
    assert_eq!(all(api.walks().count().pages()).await.unwrap().concat().len(), 3);
    assert_eq!(server.asked().len(), 3);
}

#[tokio::test]
async fn a_list_that_ends_where_counting_ends_says_so() {
    let server = Sequence::of(["[1,2]"]).await.unwrap();
    let api = server.client();
    let mut pages = api.walks().count().offset(u64::MAX - 1).pages();
    assert_eq!(pages.next().await.unwrap().map(|page| page.len()), Some(2));
    let error = pages.next().await.unwrap_err();
    assert!(matches!(&error, Error::Page(page) if page.kind() == PageKind::NoNext), "{error}");
    assert!(pages.next().await.unwrap().is_none());
}

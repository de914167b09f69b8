//! Pages of the feed, which go on after the last element.

use mailru_sdk::{Error, Pages, error::PageKind, objects::FeedItem};
use mailru_tests::sequence::Sequence;

use crate::{all, sent};

fn event(id: &str) -> String {
    format!(r#"{{"subtype":"event","id":"{id}","time":1,"authors":[]}}"#)
}

fn like(id: &str) -> String {
    format!(r#"{{"subtype":"like","id":"{id}","subevent":{}}}"#, event("inside"))
}

fn page(items: &[String]) -> String {
    format!("[{}]", items.join(","))
}

/// How many elements each page of the feed has.
async fn sizes(server: &Sequence) -> Result<Vec<usize>, Error> {
    let api = server.client();
    let pages: Pages<'_, Vec<FeedItem>> = api.stream().get().limit(2).pages();
    Ok(all(pages).await?.iter().map(Vec::len).collect())
}

#[tokio::test]
async fn the_next_page_begins_after_the_last_element() {
    let bodies = [page(&[event("a"), event("b")]), page(&[event("c"), event("d")]), page(&[event("e")]), page(&[])];
    let server = Sequence::of(bodies).await.unwrap();
    assert_eq!(sizes(&server).await.unwrap(), [2, 2, 1]);
    assert_eq!(server.asked_for("skip"), sent(["", "b", "d", "e"]));
    assert_eq!(server.asked_for("offset"), sent(["", "", "", ""]));
}

#[tokio::test]
async fn a_like_at_the_end_gives_its_own_id_and_not_that_of_the_event() {
    let server = Sequence::of([page(&[event("a"), like("b")]), page(&[])]).await.unwrap();
    assert_eq!(sizes(&server).await.unwrap(), [2]);
    assert_eq!(server.asked_for("skip"), sent(["", "b"]));
}

#[tokio::test]
async fn an_element_without_an_id_leaves_the_cursor_at_the_one_before() {
    let advertisement = r#"{"subtype":"advertisement","text":"?"}"#.to_owned();
    let server = Sequence::of([page(&[event("a"), advertisement]), page(&[event("b")]), page(&[])]).await.unwrap();
    assert_eq!(sizes(&server).await.unwrap(), [2, 1]);
    assert_eq!(server.asked_for("skip"), sent(["", "a", "b"]));
}

#[tokio::test]
async fn after_a_page_without_any_id_there_is_an_error_and_not_an_end() {
    for nameless in [r#"{"subtype":"like"}"#, r#"{"subtype":"like","id":null}"#, r#"{"subtype":"like","id":""}"#] {
        let server = Sequence::of([page(&[event("a")]), page(&[nameless.to_owned()])]).await.unwrap();
        let api = server.client();
        let mut pages = api.stream().get().pages();
        for _ in 0..2 {
            assert_eq!(pages.next().await.unwrap().map(|page| page.len()), Some(1), "{nameless}");
        }
        let error = pages.next().await.unwrap_err();
        assert!(matches!(&error, Error::Page(page) if page.kind() == PageKind::NoNext), "{error}");
        assert!(pages.next().await.unwrap().is_none());
        assert_eq!(server.asked().len(), 2);
    }
}

#[tokio::test]
async fn items_without_an_id_behind_the_last_one_are_the_end_when_they_come_again() {
    let advertisement = r#"{"subtype":"advertisement","text":"?"}"#.to_owned();
    let server = Sequence::of([page(&[event("a"), advertisement.clone()]), page(&[advertisement])]).await.unwrap();
    assert_eq!(sizes(&server).await.unwrap(), [2]);
}

#[tokio::test]
async fn a_platform_that_goes_in_circles_is_noticed_by_its_cursors() {
    for circle in [1, 2, 3, 5] {
        let mut asked = 0;
        let server = Sequence::by(move |_| {
            asked += 1;
            let item = event(&(asked % circle).to_string());
            (200, page(&[item.replace("\"time\":1", &format!("\"time\":{asked}"))]))
        });
        let server = server.await.unwrap();
        let api = server.client();
        let mut pages = api.stream().get().pages();
        for _ in 0..circle {
            assert!(pages.next().await.unwrap().is_some());
        }
        let error = pages.next().await.unwrap_err();
        assert!(matches!(&error, Error::Page(page) if page.kind() == PageKind::Repeated), "{error}");
        assert_eq!(server.asked().len(), circle + 1);
    }
}

#[tokio::test]
async fn ids_that_are_numbers_serve_as_well() {
    let items = [r#"{"subtype":"like","id":7}"#.to_owned(), r#"{"subtype":"like","id":8}"#.to_owned()];
    let server = Sequence::of([page(&items), page(&[])]).await.unwrap();
    assert_eq!(sizes(&server).await.unwrap(), [2]);
    assert_eq!(server.asked_for("skip"), sent(["", "8"]));
}

#[tokio::test]
async fn pages_start_after_the_element_that_the_caller_names() {
    let server = Sequence::of([page(&[event("c"), event("d")]), page(&[])]).await.unwrap();
    let api = server.server();
    let pages = all(api.stream().get_by_author().uid(7).skip("b").pages()).await.unwrap();
    assert_eq!(pages.len(), 1);
    assert_eq!(server.asked_for("skip"), sent(["b", "d"]));
    assert_eq!(server.asked_for("uid"), sent(["7", "7"]));
}

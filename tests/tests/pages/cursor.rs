//! Pages of the feed, which go on after the last element.

use mailru_sdk::{Error, Pages, objects::FeedItem};
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
    let bodies = [page(&[event("a"), event("b")]), page(&[event("c"), event("d")]), page(&[event("e")])];
    let server = Sequence::of(bodies).await.unwrap();
    assert_eq!(sizes(&server).await.unwrap(), [2, 2, 1]);
    assert_eq!(server.asked_for("skip"), sent(["", "b", "d"]));
    assert_eq!(server.asked_for("offset"), sent(["", "", ""]));
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
    let server = Sequence::of([page(&[event("a"), advertisement]), page(&[event("b")])]).await.unwrap();
    assert_eq!(sizes(&server).await.unwrap(), [2, 1]);
    assert_eq!(server.asked_for("skip"), sent(["", "a"]));
}

#[tokio::test]
async fn a_page_without_any_id_is_the_last() {
    let nameless = r#"{"subtype":"like"}"#.to_owned();
    let server = Sequence::of([page(&[nameless.clone(), nameless])]).await.unwrap();
    assert_eq!(sizes(&server).await.unwrap(), [2]);
    assert_eq!(server.asked().len(), 1);
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

//! Pages as a `Stream`, with the adaptors that programs know.

use futures_util::{Stream, StreamExt as _, TryStreamExt as _};
use mailru_sdk::{Error, Pages, Uid};
use mailru_tests::sequence::Sequence;

use crate::sent;

fn is_stream(pages: Pages<'_, Vec<Uid>>) -> impl Stream<Item = Result<Vec<Uid>, Error>> + Send + Unpin + '_ {
    pages
}

#[tokio::test]
async fn the_items_of_all_pages_can_be_collected_at_once() {
    let server = Sequence::of(["[1,2]", "[3]", "[]"]).await.unwrap();
    let api = server.client();
    let pages = is_stream(api.friends().get().pages());
    let items: Vec<Uid> = pages.try_concat().await.unwrap();
    assert_eq!(items, [1, 2, 3].map(Uid::new));
    assert_eq!(server.asked_for("offset"), sent(["", "2", "3"]));
}

#[tokio::test]
async fn a_stream_asks_for_no_page_that_is_not_taken() {
    let server = Sequence::of(["[1,2]", "[3,4]", "[5]"]).await.unwrap();
    let api = server.client();
    let pages: Vec<_> = is_stream(api.friends().get().pages()).take(2).collect().await;
    assert!(pages.iter().all(Result::is_ok));
    assert_eq!(server.asked().len(), 2);
}

#[tokio::test]
async fn an_error_comes_through_the_stream_and_the_page_after_it() {
    let answers = [(200, "[1]"), (500, ""), (200, "[2]"), (200, "[]")];
    let server = Sequence::of_answers(answers.map(|(status, body)| (status, body.to_owned()))).await.unwrap();
    let api = server.client();
    let pages: Vec<_> = is_stream(api.friends().get().pages()).collect().await;
    let kinds: Vec<_> = pages.iter().map(|page| page.as_ref().map(|page| page[0].get()).ok()).collect();
    assert_eq!(kinds, [Some(1), None, Some(2)]);
    assert_eq!(server.asked_for("offset"), sent(["", "1", "1", "2"]));
}

#[tokio::test]
async fn a_repetition_ends_the_stream() {
    let server = Sequence::by(|_| (200, "[1]".to_owned())).await.unwrap();
    let api = server.client();
    let pages: Vec<_> = is_stream(api.friends().get().pages()).collect().await;
    assert!(matches!(&pages[..], [Ok(_), Err(Error::Page(_))]));
}

//! Pages that count items.

use mailru_sandbox::Sandbox;
use mailru_sdk::{
    Pages, Uid,
    api::audio::AudioSearch,
    objects::{Message, User},
};
use mailru_tests::{Circuits, sequence::Sequence};

use crate::{all, sent};

/// The offset of each request that the sandbox has seen.
fn offsets(sandbox: &Sandbox) -> Vec<Option<String>> {
    sandbox.requests().iter().map(|request| request.parameter("offset").map(str::to_owned)).collect()
}

async fn sandbox(page_size: usize) -> (Sandbox, Circuits) {
    let sandbox = Sandbox::builder().page_size(page_size).start().await.unwrap();
    let circuits = Circuits::of(&sandbox);
    (sandbox, circuits)
}

#[tokio::test]
async fn the_pages_together_are_the_whole_list_in_its_order() {
    let (whole, circuits) = sandbox(1000).await;
    let expected: Vec<Uid> = circuits.client.friends().get().await.unwrap();
    assert_eq!((expected.len(), whole.requests().len()), (42, 1));

    let (sandbox, circuits) = sandbox(20).await;
    let pages: Pages<'_, Vec<Uid>> = circuits.client.friends().get().pages();
    let pages = all(pages).await.unwrap();
    assert_eq!(pages.iter().map(Vec::len).collect::<Vec<_>>(), [20, 20, 2]);
    assert_eq!(pages.concat(), expected);
    assert_eq!(offsets(&sandbox), sent(["", "20", "40", "42"]), "without a limit, only an empty page is the end");
}

#[tokio::test]
async fn a_response_variant_keeps_its_type_and_its_switch_on_every_page() {
    let (sandbox, circuits) = sandbox(21).await;
    let pages: Pages<'_, Vec<User>> = circuits.server.friends().get().extended().pages();
    let users = all(pages).await.unwrap();
    assert_eq!(users.iter().map(Vec::len).collect::<Vec<_>>(), [21, 21]);
    assert!(users.iter().flatten().all(|user| user.first_name.is_some()));
    assert_eq!(offsets(&sandbox), sent(["", "21", "42"]));
    assert!(sandbox.requests().iter().all(|request| request.parameter("ext") == Some("1")));
}

#[tokio::test]
async fn pages_start_where_the_caller_says() {
    let (sandbox, circuits) = sandbox(20).await;
    let pages = all(circuits.client.friends().get().offset(30).pages()).await.unwrap();
    assert_eq!(pages.iter().map(Vec::len).collect::<Vec<_>>(), [12]);
    assert_eq!(offsets(&sandbox), sent(["30", "42"]));
}

#[tokio::test]
async fn an_offset_that_is_given_by_its_wire_name_goes_on_too() {
    let (sandbox, circuits) = sandbox(20).await;
    let pages = all(circuits.client.friends().get().param("offset", "10").pages()).await.unwrap();
    assert_eq!(pages.iter().map(Vec::len).collect::<Vec<_>>(), [20, 12]);
    assert_eq!(offsets(&sandbox), sent(["10", "30", "42"]));
}

#[tokio::test]
async fn nothing_is_asked_before_the_first_page_is_wanted() {
    let (sandbox, circuits) = sandbox(20).await;
    let mut pages = circuits.client.friends().get().pages();
    assert_eq!(sandbox.requests().len(), 0);
    assert_eq!(pages.next().await.unwrap().unwrap().len(), 20);
    assert_eq!(sandbox.requests().len(), 1);
}

#[tokio::test]
async fn an_empty_list_has_no_pages() {
    let server = Sequence::of(["[]"]).await.unwrap();
    assert!(all(server.client().friends().get().pages()).await.unwrap().is_empty());
    assert_eq!(server.asked().len(), 1);
}

const MESSAGES: [&str; 3] = [r#"[{"time":1},{"time":2}]"#, r#"[{"time":3},{"time":4}]"#, r#"[{"time":5}]"#];

fn times(pages: &[Vec<Message>]) -> Vec<i64> {
    pages.iter().flatten().map(|message| message.time.as_secs()).collect()
}

#[tokio::test]
async fn the_limit_is_that_of_every_page() {
    let server = Sequence::of(MESSAGES.into_iter().chain(["[]"])).await.unwrap();
    let api = server.client();
    let pages = all(api.messages().get_thread(7).limit(2).pages()).await.unwrap();
    assert_eq!(times(&pages), [1, 2, 3, 4, 5]);
    assert_eq!(server.asked_for("offset"), sent(["", "2", "4", "5"]));
    assert_eq!(server.asked_for("limit"), sent(["2", "2", "2", "2"]));
}

#[tokio::test]
async fn after_full_pages_an_empty_one_is_the_end_and_is_not_given() {
    let server = Sequence::of(MESSAGES.into_iter().take(2).chain(["[]"])).await.unwrap();
    let api = server.client();
    let pages = all(api.messages().get_thread(7).limit(2).pages()).await.unwrap();
    assert_eq!((pages.len(), times(&pages)), (2, vec![1, 2, 3, 4]));
    assert_eq!(server.asked_for("offset"), sent(["", "2", "4"]));
}

#[tokio::test]
async fn without_a_limit_pages_may_differ_in_size() {
    let server = Sequence::of(["[{\"time\":1}]", MESSAGES[1], "[]"]).await.unwrap();
    let api = server.client();
    let pages = all(api.messages().get_thread(7).offset(5).pages()).await.unwrap();
    assert_eq!(times(&pages), [1, 3, 4]);
    assert_eq!(server.asked_for("offset"), sent(["5", "6", "8"]));
    assert_eq!(server.asked_for("limit"), sent(["", "", ""]));
}

#[tokio::test]
async fn a_limit_of_zero_makes_no_page_short() {
    let server = Sequence::of([r#"[{"pid":1},{"pid":2}]"#, "[]"]).await.unwrap();
    let api = server.client();
    let pages = all(api.photos().get("_myphoto").limit(0).pages()).await.unwrap();
    assert_eq!(pages.concat().len(), 2);
    assert_eq!(server.asked_for("offset"), sent(["", "2"]));
}

#[tokio::test]
async fn items_inside_an_object_are_counted_where_the_spec_says() {
    let answer = |mids: &[&str]| {
        let tracks: Vec<_> = mids.iter().map(|mid| format!("{{\"mid\":\"{mid}\"}}")).collect();
        format!("{{\"total\":3,\"other\":[1,2,3,4,5],\"result\":[{}]}}", tracks.join(","))
    };
    let server = Sequence::of([answer(&["a", "b"]), answer(&["c"]), answer(&[])]).await.unwrap();
    let api = server.client();
    let pages: Vec<AudioSearch> = all(api.audio().search("query").limit(2).pages()).await.unwrap();
    let mids = pages.into_iter().filter_map(|page| page.result).flatten().map(|track| track.mid.unwrap());
    assert_eq!(mids.collect::<Vec<_>>(), ["a", "b", "c"]);
    assert_eq!(server.asked_for("offset"), sent(["", "2", "3"]));
    assert_eq!(server.asked_for("query"), sent(["query", "query", "query"]));
}

#[tokio::test]
async fn an_object_without_its_list_is_an_empty_page() {
    for empty in [r#"{"total":0,"result":[]}"#, r#"{"total":0,"result":null}"#, r#"{"total":0}"#] {
        let server = Sequence::of([empty]).await.unwrap();
        assert!(all(server.client().audio().search("query").pages()).await.unwrap().is_empty(), "{empty}");
        assert_eq!(server.asked().len(), 1, "{empty}");
    }
}

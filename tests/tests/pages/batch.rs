//! Pages that split a comma list which is too long for one call.

use mailru_sandbox::Sandbox;
use mailru_sdk::{Error, Pages, Uid, objects::User};
use mailru_tests::{Circuits, sequence::Sequence};

use crate::all;

const LONGEST: usize = 200;

/// A platform that gives a profile for each id.
async fn platform() -> Sequence {
    let profiles = |uids: &str| {
        let users: Vec<_> = uids.split(',').map(|uid| format!("{{\"uid\":\"{uid}\"}}")).collect();
        format!("[{}]", users.join(","))
    };
    Sequence::by(move |asked| (200, profiles(asked.get("uids").unwrap_or("1")))).await.unwrap()
}

/// How many ids each request had.
fn sizes(server: &Sequence) -> Vec<usize> {
    server.asked_for("uids").iter().map(|uids| uids.as_deref().map_or(0, |uids| uids.split(',').count())).collect()
}

#[tokio::test]
async fn a_long_list_goes_in_as_few_calls_as_the_limit_allows() {
    let server = platform().await;
    let api = server.client();
    let pages: Pages<'_, Vec<User>> = api.users().get_info().uids(1..=450_u64).pages();
    let users = all(pages).await.unwrap().concat();
    let expected: Vec<_> = (1..=450).map(Uid::new).collect();
    assert_eq!(users.iter().map(|user| user.uid).collect::<Vec<_>>(), expected, "nobody lost, nobody twice, in order");
    assert_eq!(sizes(&server), [200, 200, 50]);
}

#[tokio::test]
async fn a_list_of_exactly_the_limit_is_one_call() {
    let server = platform().await;
    let api = server.server();
    let longest = || 1..=LONGEST as u64;
    assert_eq!(api.users().get_info().uids(longest()).await.unwrap().len(), LONGEST);
    assert_eq!(all(api.users().get_info().uids(longest()).pages()).await.unwrap().concat().len(), LONGEST);
    assert_eq!(sizes(&server), [LONGEST, LONGEST]);
}

#[tokio::test]
async fn one_call_does_not_take_more_than_the_limit() {
    let server = platform().await;
    let api = server.client();
    let Err(Error::Param(error)) = api.users().get_info().uids(1..=450_u64).await else { panic!("it was sent") };
    let expected = "users.getInfo: parameter `uids` has 450 items, and at most 200 are allowed";
    assert_eq!((error.to_string().as_str(), server.asked().len()), (expected, 0));
}

#[tokio::test]
async fn a_list_that_replaces_one_that_is_too_long_is_sent() {
    let server = platform().await;
    let api = server.client();
    assert_eq!(api.users().get_info().uids(1..=450_u64).uids([7, 8]).await.unwrap().len(), 2);
    assert_eq!(server.asked_for("uids"), [Some("7,8".to_owned())]);
}

#[tokio::test]
async fn without_a_list_the_one_page_is_that_of_the_plain_call() {
    let server = platform().await;
    let api = server.client();
    assert_eq!(all(api.users().get_info().pages()).await.unwrap().len(), 1);
    assert_eq!(server.asked_for("uids"), [None]);
}

/// The platform takes an empty list for no list, which would mean the session's user; so pages of nobody ask for nothing.
#[tokio::test]
async fn an_empty_list_has_no_pages_and_is_sent_by_the_plain_call() {
    let server = Sequence::of(["[]"]).await.unwrap();
    let api = server.client();
    let nobody: [Uid; 0] = [];
    assert_eq!(all(api.users().get_info().uids(nobody).pages()).await.unwrap(), Vec::<Vec<_>>::new());
    assert_eq!(api.users().get_info().uids(nobody).await.unwrap(), []);
    assert_eq!(server.asked_for("uids"), [Some(String::new())]);
}

#[tokio::test]
async fn a_list_that_was_added_by_name_is_split_too() {
    let server = Sequence::of(["[]"]).await.unwrap();
    let api = server.client();
    all(api.users().get_info().param("uids", "1,2").pages()).await.unwrap();
    assert_eq!(server.asked_for("uids"), [Some("1,2".to_owned())]);
}

#[tokio::test]
async fn an_empty_part_of_the_answer_does_not_end_the_list() {
    let server = Sequence::of(["[]", r#"[{"uid":1}]"#, "[]"]).await.unwrap();
    let api = server.client();
    let pages = all(api.users().get_info().uids(1..=450_u64).pages()).await.unwrap();
    assert_eq!(pages.iter().map(Vec::len).collect::<Vec<_>>(), [0, 1, 0]);
}

#[tokio::test]
async fn an_error_in_the_middle_loses_no_part() {
    let error = r#"{"error":{"error_code":1,"error_msg":"?"}}"#.to_owned();
    let answers = [(200, r#"[{"uid":1}]"#.to_owned()), (400, error), (200, "[]".to_owned()), (200, "[]".to_owned())];
    let server = Sequence::of_answers(answers).await.unwrap();
    let api = server.client();
    let mut pages = api.users().get_info().uids(1..=450_u64).pages();
    assert!(pages.next().await.is_ok());
    assert!(matches!(pages.next().await, Err(Error::Api(_))));
    assert!(pages.next().await.unwrap().is_some() && pages.next().await.unwrap().is_some());
    assert!(pages.next().await.unwrap().is_none());
    let asked = server.asked_for("uids");
    assert_eq!(asked[1], asked[2]);
    assert_eq!(sizes(&server), [200, 200, 200, 50]);
}

#[tokio::test]
async fn the_sandbox_knows_everybody_in_every_part() {
    let sandbox = Sandbox::start().await.unwrap();
    let api = Circuits::of(&sandbox).server;
    let friends = api.friends().get().await.unwrap();
    let uids = friends.iter().copied().cycle().take(450);
    let users = all(api.users().get_info().uids(uids).pages()).await.unwrap().concat();
    assert_eq!(users.len(), 450);
    assert_eq!(sandbox.requests().len(), 1 + 3);
}

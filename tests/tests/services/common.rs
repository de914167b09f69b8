//! What a method of a service has in common with all others: limits, pages, leniency, repetitions, parameters that the spec lacks.

use std::time::Duration;

use mailru_sdk::{Api, Date, Error, RetryPolicy, Session};
use mailru_tests::sequence::Sequence;

use crate::{
    api,
    attic::{AtticExt as _, Thing},
    settings,
};

#[tokio::test]
async fn pages_are_asked_for_by_the_rule_of_the_spec() {
    let server = Sequence::of([r#"[{"id":1},{"id":2}]"#, r#"[{"id":3}]"#, "[]"]).await.unwrap();
    let api = api(&server);
    let mut pages = api.attic().list().count(2).pages();
    let mut ids = Vec::new();
    while let Some(page) = pages.next().await.unwrap() {
        ids.extend(page.iter().map(|thing| thing.id));
    }
    assert_eq!(ids, [1, 2, 3]);
    assert_eq!(server.asked_for("from"), [None, Some("2".into()), Some("3".into())]);
    assert_eq!(server.asked_for("access_token"), vec![Some("t&ken".to_owned()); 3]);
}

#[tokio::test]
async fn answers_are_read_as_leniently_as_any() {
    let server = Sequence::of([r#"{"id":"5","name":7,"found":"01.02.1985","new":[]}"#]).await.unwrap();
    let Thing { id, name, found, .. } = api(&server).attic().add("a clock").await.unwrap();
    assert_eq!((id, name.as_deref()), (5, Some("7")));
    assert_eq!(found, Date::new(1, 2, Some(1985)));
}

#[tokio::test]
async fn a_parameter_is_checked_before_anything_is_sent() {
    let server = Sequence::of([""; 0]).await.unwrap();
    let error = api(&server).attic().list().count(4).await.unwrap_err();
    assert!(matches!(error, Error::Param(_)), "{error}");
    let error = api(&server).attic().list().param("access_token", "other").await.unwrap_err();
    assert!(matches!(error, Error::Param(_)), "{error}");
    assert!(server.asked().is_empty());
}

#[tokio::test]
async fn a_parameter_that_the_spec_lacks_can_be_added_whatever_the_platform_calls_its_own() {
    let server = Sequence::of(["[]"]).await.unwrap();
    api(&server).attic().list().param("method", "by hand").param("count", 1).await.unwrap();
    assert_eq!(server.asked()[0].target(), "GET /attic/things?access_token=t%26ken&count=1&method=by%20hand");
}

#[tokio::test]
async fn a_read_is_repeated_where_it_may_help_and_a_write_is_not() {
    let busy = || (200, r#"{"fault":{"number":8,"text":"busy"}}"#.to_owned());
    let server = Sequence::of_answers([busy(), (503, String::new()), (200, "[]".into()), busy()]).await.unwrap();
    let policy = RetryPolicy::new().base_delay(Duration::ZERO).max_delay(Duration::ZERO);
    let api = Api::new(Session::with_token("token", settings(&server).retry(policy)));
    assert!(api.attic().list().await.unwrap().is_empty());
    assert_eq!(server.asked().len(), 3);
    assert!(api.attic().add("a chair").await.unwrap_err().is_retryable());
    assert_eq!(server.asked().len(), 4);
}

//! Faults from a shell or from a page.

use mailru_sandbox::Sandbox;
use serde_json::json;

use super::sandbox;
use crate::client::{Call, FORM, Reply, encode, get, get_with, post, post_with};

const FAULTS: &str = "/sandbox/faults";

async fn submit(sandbox: &Sandbox, fields: &[(&str, &str)]) -> Reply {
    let fields: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect();
    post(sandbox, FAULTS, FORM, fields.join("&").as_bytes()).await
}

#[tokio::test]
async fn faults_are_injected_listed_with_their_hits_and_cleared() {
    let sandbox = sandbox().await;
    let reply = submit(&sandbox, &[("fault", "status=503; times=2; on=friends.get")]).await;
    assert_eq!(reply.json(), json!([{ "fault": "status=503; on=friends.get; times=2", "hits": 0 }]));
    assert_eq!(Call::client(&sandbox, "friends.get").get().await.status, 503);
    let listed = get(&sandbox, FAULTS).await.json();
    assert_eq!(listed, json!([{ "fault": "status=503; on=friends.get; times=1", "hits": 1 }]));
    assert_eq!(submit(&sandbox, &[("action", "clear")]).await.json(), json!([]));
    assert_eq!(Call::client(&sandbox, "friends.get").get().await.status, 200);
}

#[tokio::test]
async fn the_fields_of_a_form_make_up_one_fault_and_lead_back_to_the_page() {
    let sandbox = sandbox().await;
    let fields = [("fault", "status=503"), ("on", "token"), ("times", ""), ("skip", "1"), ("carried-out", "")];
    let reply = submit(&sandbox, &[&fields[..], &[("from", "page")]].concat()).await;
    assert_eq!((reply.status, reply.header("location")), (303, Some("/")));
    let listed = get(&sandbox, FAULTS).await.json();
    assert_eq!(listed[0]["fault"], "status=503; carried-out; on=token; skip=1");
}

#[tokio::test]
async fn a_fault_that_makes_no_sense_is_a_clear_error() {
    let sandbox = sandbox().await;
    for (fault, said) in [
        ("often", "\"often\" is no fault"),
        ("drop; on=friends.got", "no method is called \"friends.got\""),
        ("drop; times=0", "never happens"),
    ] {
        let reply = submit(&sandbox, &[("fault", fault)]).await;
        assert!(reply.status == 400 && reply.body.contains(said), "{}", reply.body);
    }
    assert_eq!(post(&sandbox, FAULTS, FORM, b"fault=%zz").await.status, 400);
    assert_eq!(get(&sandbox, FAULTS).await.json(), json!([]));
}

#[tokio::test]
async fn pages_of_other_sites_can_neither_inject_nor_see_faults() {
    let sandbox = sandbox().await;
    let own = sandbox.api_url().replace("/platform/api", "");
    for (origin, status) in [("http://example.com", 403), ("null", 403), (&own, 200)] {
        let headers = format!("Content-Type: {FORM}\r\nOrigin: {origin}\r\n");
        let reply = post_with(&sandbox, FAULTS, &headers, b"fault=drop").await;
        assert_eq!(reply.status, status, "{origin}");
    }
    assert_eq!(get_with(&sandbox, FAULTS, "Host: example.com\r\n").await.status, 403, "nor see which there are");
}

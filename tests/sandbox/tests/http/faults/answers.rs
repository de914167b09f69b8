//! What takes the place of an answer, and what is left of one that is spoilt.

use std::time::Duration;

use mailru_sandbox::Fault;
use serde_json::Value;
use tokio::io::AsyncReadExt as _;

use super::{begin, bytes, recorded, sandbox};
use crate::client::{Call, Reply, get};

#[tokio::test]
async fn a_status_comes_with_a_page_and_with_the_time_to_wait_rounded_up() {
    let sandbox = sandbox().await;
    for code in [500, 502, 503, 429] {
        sandbox.inject(Fault::status(code).retry_after(Duration::from_millis(1500)).times(1));
        let reply = Call::client(&sandbox, "friends.get").get().await;
        assert_eq!((reply.status, reply.header("retry-after")), (code, Some("2")));
        assert_eq!(reply.header("content-type"), Some("text/html; charset=utf-8"));
        assert!(serde_json::from_str::<Value>(&reply.body).is_err());
    }
    sandbox.inject(Fault::status(503).times(1));
    assert_eq!(Call::client(&sandbox, "friends.get").get().await.header("retry-after"), None);
    let statuses: Vec<u16> = sandbox.requests().iter().map(mailru_sandbox::RecordedRequest::status).collect();
    assert_eq!(statuses, [500, 502, 503, 429, 503]);
}

#[tokio::test]
async fn an_error_has_the_shape_of_the_platforms_own() {
    let sandbox = sandbox().await;
    for code in [1, 3, 201, 700] {
        sandbox.inject(Fault::error(code).times(1));
        let reply = Call::client(&sandbox, "friends.get").get().await;
        assert_eq!((reply.error_code(), reply.header("content-type")), (code, Some("text/javascript; charset=utf-8")));
        assert_eq!(sandbox.requests().last().and_then(mailru_sandbox::RecordedRequest::error_code), Some(code));
    }
}

#[tokio::test]
async fn html_comes_with_status_200() {
    let sandbox = sandbox().await;
    sandbox.inject(Fault::html());
    let reply = Call::client(&sandbox, "friends.get").get().await;
    assert_eq!((reply.status, reply.header("content-type")), (200, Some("text/html; charset=utf-8")));
    assert!(reply.body.starts_with("<html>"));
}

#[tokio::test]
async fn a_dropped_connection_has_not_a_byte() {
    let sandbox = sandbox().await;
    sandbox.inject(Fault::drop().times(1));
    assert_eq!(bytes(&sandbox, &Call::client(&sandbox, "friends.get")).await, "");
    assert_eq!((sandbox.requests()[0].status(), recorded(&sandbox)), (0, vec![vec!["drop".to_owned()]]));
    assert_eq!(Call::client(&sandbox, "friends.get").get().await.status, 200);
}

#[tokio::test]
async fn a_cut_connection_ends_in_the_middle_of_an_announced_body() {
    let sandbox = sandbox().await;
    let whole = Call::client(&sandbox, "friends.get").get().await;
    sandbox.inject(Fault::cut());
    let answer = bytes(&sandbox, &Call::client(&sandbox, "friends.get")).await;
    let (head, body) = answer.split_once("\r\n\r\n").expect("a head");
    assert!(head.contains(&format!("content-length: {}", whole.body.len())), "{head}");
    assert_eq!(body, &whole.body[..whole.body.len() / 2]);
}

#[tokio::test]
async fn truncated_and_malformed_answers_are_whole_to_http_and_no_json() {
    let sandbox = sandbox().await;
    let whole = Call::client(&sandbox, "friends.get").get().await.body;
    for (fault, expected) in
        [(Fault::truncated(), whole[..whole.len() / 2].to_owned()), (Fault::malformed(), whole.replacen('[', "[,", 1))]
    {
        sandbox.inject(fault.times(1));
        let reply = Call::client(&sandbox, "friends.get").get().await;
        assert_eq!((reply.status, &reply.body), (200, &expected));
        assert_eq!(reply.header("content-length"), Some(expected.len().to_string().as_str()));
        assert_eq!(reply.header("content-type"), Some("text/javascript; charset=utf-8"));
        assert!(serde_json::from_str::<Value>(&reply.body).is_err());
    }
}

#[tokio::test]
async fn a_wrong_content_type_leaves_the_answer_as_it_is() {
    let sandbox = sandbox().await;
    let whole = Call::client(&sandbox, "friends.get").get().await.body;
    for (given, sent) in [("image/png", "image/png"), ("a\r\nb: c", "text/plain")] {
        sandbox.inject(Fault::content_type(given).times(1));
        let reply = Call::client(&sandbox, "friends.get").get().await;
        assert_eq!((reply.header("content-type"), &reply.body), (Some(sent), &whole));
        assert_eq!(reply.header("b"), None);
    }
}

#[tokio::test]
async fn padding_is_valid_json_in_chunks_or_announced() {
    let sandbox = sandbox().await;
    let whole = Call::client(&sandbox, "friends.get").get().await;
    sandbox.inject(Fault::padding(200_000).announced().times(1));
    let announced = Call::client(&sandbox, "friends.get").get().await;
    assert_eq!(announced.body.len(), whole.body.len() + 200_000);
    assert_eq!(announced.header("content-length"), Some(announced.body.len().to_string().as_str()));
    assert_eq!(announced.json(), whole.json());
    sandbox.inject(Fault::padding(200_000).times(1));
    let chunked = Call::client(&sandbox, "friends.get").get().await;
    assert_eq!((chunked.header("transfer-encoding"), chunked.header("content-length")), (Some("chunked"), None));
    assert!(chunked.body.len() > 200_000);
}

#[tokio::test]
async fn a_gigantic_body_is_made_while_it_is_sent() {
    let sandbox = sandbox().await;
    // More than any machine holds, and more than can be counted.
    for padding in [1 << 50, u64::MAX] {
        sandbox.inject(Fault::padding(padding).announced().times(1));
        let mut stream = begin(&sandbox, &Call::client(&sandbox, "friends.get")).await;
        let mut piece = vec![0; 8 << 20];
        stream.read_exact(&mut piece).await.expect("there is more than that");
        assert!(piece.ends_with(b"        "));
    }
}

#[tokio::test]
async fn the_public_look_up_has_faults_of_its_own() {
    let sandbox = sandbox().await;
    let email = sandbox.user_email();
    let (login, domain) = email.split_once('@').expect("an address");
    let path = format!("/platform/{}/{login}", domain.trim_end_matches(".ru"));
    sandbox.inject(Fault::error(3).on_lookups().times(1));
    assert_eq!(Call::client(&sandbox, "friends.get").get().await.status, 200);
    assert_eq!(get(&sandbox, &path).await.error_code(), 3);
    assert_eq!(get(&sandbox, &path).await.json()["uid"], sandbox.uid().to_string());
}

#[tokio::test]
async fn a_session_ends_before_the_call_or_behind_it() {
    let sandbox = sandbox().await;
    let answers = async || -> Vec<Option<i64>> {
        let mut codes = Vec::new();
        for _ in 0..3 {
            let reply: Reply = Call::client(&sandbox, "friends.get").get().await;
            codes.push((reply.status != 200).then(|| reply.error_code()));
        }
        codes
    };
    sandbox.inject(Fault::expiry().carried_out().skip(1).times(1));
    assert_eq!(answers().await, [None, None, Some(102)]);
    assert_eq!(recorded(&sandbox)[1], ["expiry; carried-out"]);
    let sandbox = super::sandbox().await;
    sandbox.inject(Fault::expiry().skip(1).times(1));
    let before = Call::client(&sandbox, "friends.get");
    assert_eq!(before.get().await.status, 200);
    assert_eq!(before.get().await.error_code(), 102);
}

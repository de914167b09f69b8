//! `format=xml`: errors and `users.getInfo`, of which the layout is known, and a refusal of everything else.

use mailru_sandbox::{Fault, RecordedRequest, Sandbox};
use serde_json::Value;

use crate::client::{Call, FORM, Reply, get, post};
use crate::spec::GIFTS;

async fn sandbox() -> Sandbox {
    Sandbox::builder().group(&GIFTS).start().await.expect("a free port")
}

fn is_xml(reply: &Reply) -> bool {
    reply.header("content-type") == Some("text/xml; charset=utf-8") && reply.body.starts_with('<')
}

/// The code and the text of an error in the layout of the reference.
fn error(reply: &Reply) -> (u16, i64, String) {
    assert!(is_xml(reply), "{}: {}", reply.head, reply.body);
    let inner =
        reply.body.strip_prefix("<error><error_code>").and_then(|rest| rest.strip_suffix("</error_msg></error>"));
    let (code, message) = inner.and_then(|inner| inner.split_once("</error_code><error_msg>")).expect("an error");
    (reply.status, code.parse().expect("a number"), message.to_owned())
}

#[tokio::test]
async fn errors_have_the_elements_of_the_reference_whatever_they_are() {
    let sandbox = sandbox().await;
    let call = Call::client(&sandbox, "friends.get").with("format", "xml");
    for (call, code) in [
        (call.clone().with("method", "friends.getEnemies"), 2),
        (call.clone().without("method"), 100),
        (call.clone().with("app_id", "1"), 103),
        (call.clone().with("session_key", "0"), 102),
        (call.clone().with("sig", "wrong"), 104),
        (call.clone().with("offset", "ten"), 100),
        (Call::client(&sandbox, "widget.set").with("format", "XML"), 2),
    ] {
        for reply in [call.get().await, call.post().await] {
            let (status, found, _) = error(&reply);
            assert_eq!((status, found), (400, code), "{}", reply.body);
        }
    }
    let target = format!("/platform/api?format=xml&method=friends.get&app_id={}", sandbox.app_id());
    let expected = (400, 100, "parameter 'sig' is necessary".to_owned());
    assert_eq!(error(&get(&sandbox, &target).await), expected);
    let recorded = sandbox.requests();
    assert_eq!(recorded.last().and_then(RecordedRequest::error_code), Some(100));
}

#[tokio::test]
async fn a_text_of_the_caller_cannot_write_elements() {
    let sandbox = sandbox().await;
    let method = "<b>&amp;</b>]]>'\"";
    let reply = Call::client(&sandbox, method).with("format", "xml").get().await;
    let expected = "unknown method '&lt;b&gt;&amp;amp;&lt;/b&gt;]]&gt;'\"'";
    assert_eq!(error(&reply), (400, 2, expected.to_owned()));
}

/// The members of a profile, in any order, as elements.
fn has_members(xml: &str, member: &Value) -> bool {
    let text = |value: &str| value.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    member.as_object().expect("an object").iter().all(|(name, value)| match value {
        Value::Object(_) => xml.contains(&format!("<{name}><")) && has_members(xml, value),
        Value::String(string) => xml.contains(&format!("<{name}>{}</{name}>", text(string))),
        other => xml.contains(&format!("<{name}>{other}</{name}>")),
    })
}

#[tokio::test]
async fn users_are_elements_with_the_members_of_their_json() {
    let sandbox = sandbox().await;
    let people = sandbox.people();
    let community = sandbox.communities()[0];
    let uids = format!("{},{},{community}", people[0], people[1]);
    let server = Call::server(&sandbox, "users.getInfo").with("uids", &uids);
    for call in [Call::client(&sandbox, "users.getInfo"), server] {
        let (json, xml) = (call.get().await.json(), call.with("format", "xml").get().await);
        assert!(xml.status == 200 && is_xml(&xml), "{}", xml.body);
        let users = xml.body.strip_prefix("<users>").and_then(|rest| rest.strip_suffix("</users>")).expect("a root");
        let users: Vec<&str> = users.split_terminator("</user>").collect();
        assert_eq!(users.len(), json.as_array().map_or(0, Vec::len));
        for (user, member) in users.iter().zip(json.as_array().expect("a list")) {
            assert!(user.starts_with("<user><") && has_members(user, member), "{user}\n{member}");
        }
    }
    let nobody = Call::client(&sandbox, "users.getInfo").with("uids", "1").with("format", "xml").get().await;
    assert_eq!(nobody.status, Call::client(&sandbox, "users.getInfo").with("uids", "1").get().await.status);
    assert!(is_xml(&nobody), "{}", nobody.body);
}

#[tokio::test]
async fn what_is_not_known_in_xml_is_refused_before_anything_happens() {
    let sandbox = sandbox().await;
    let uid = sandbox.uid().to_string();
    for call in [
        Call::client(&sandbox, "friends.get").with("ext", "1"),
        Call::client(&sandbox, "friends.getInvitationsCount").with("uid", &uid),
        Call::client(&sandbox, "stream.post").with("text", "a"),
        Call::client(&sandbox, "gifts.list"),
    ] {
        let (status, code, message) = error(&call.with("format", "xml").post().await);
        assert_eq!((status, code), (400, 100), "{message}");
        assert!(message.contains("xml is not served by the sandbox"), "{message}");
    }
    let own = Call::client(&sandbox, "stream.getByAuthor").with("uid", &uid).with("limit", "1").get().await.json();
    assert_ne!(own[0]["user_text"], "a", "nothing was posted");
}

#[tokio::test]
async fn faults_keep_the_format_of_the_call() {
    let sandbox = sandbox().await;
    let call = Call::client(&sandbox, "users.getInfo").with("format", "xml");
    let whole = call.get().await.body;
    sandbox.inject(Fault::error(3).times(1));
    assert_eq!(error(&call.get().await).1, 3);
    sandbox.inject("truncated; times=1".parse().expect("a fault"));
    let half = call.get().await.body;
    assert!(!half.is_empty() && half.len() < whole.len() && whole.starts_with(&half), "{half}");
    sandbox.inject("malformed; times=1".parse().expect("a fault"));
    assert!(!call.get().await.body.starts_with('<'));
}

#[tokio::test]
async fn the_log_shows_xml_as_it_was_sent() {
    let sandbox = sandbox().await;
    let reply = Call::client(&sandbox, "users.getInfo").with("format", "xml").get().await;
    let page = get(&sandbox, "/?request=1").await.body;
    let status = reply.body.split("<link>").nth(1).and_then(|rest| rest.split('<').next()).expect("a link");
    assert!(page.contains("&lt;users&gt;&lt;user&gt;") && page.contains(status), "{page}");
}

#[tokio::test]
async fn tokens_and_the_look_up_are_json_whatever_the_format() {
    let sandbox = sandbox().await;
    let token = post(&sandbox, "/oauth/token?format=xml", FORM, b"grant_type=password").await;
    assert_eq!(token.body, r#"{"error":"invalid_client"}"#);
    assert_eq!(get(&sandbox, "/platform/mail/nobody?format=xml").await.error_code(), 100);
}

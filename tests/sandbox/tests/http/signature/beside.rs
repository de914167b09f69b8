//! What is sent beside a signed call: `access_token` may go unsigned, everything else may not.

use mailru_sandbox::{Sandbox, SignatureExplanation};

use super::{CLIENT, Facts, IN_CLIENT, IN_SERVER, facts, names};
use crate::client::{Call, FORM, post};

const SERVER: &str = "app_id=423004method=friends.getsecure=1session_key=TOKENSECRET";
const TOKEN: (&str, &str) = ("access_token", "TOKEN");

/// The call with a parameter more, in front of the others.
fn beside<'a>(parameter: (&'a str, &'a str), call: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    [&[parameter], call].concat()
}

fn base_string(facts: &Facts) -> String {
    let requests = facts.sandbox.requests();
    requests.last().and_then(|request| request.base_string()).expect("there is one").to_owned()
}

#[tokio::test]
async fn an_access_token_beside_a_signed_call_is_passed_over() {
    let facts = facts().await;
    for (call, base) in [(IN_CLIENT, CLIENT), (IN_SERVER, SERVER)] {
        for value in ["TOKEN", "", "something else"] {
            let reply = facts.send(&beside(("access_token", value), call), &facts.sign(base)).await;
            assert_eq!(reply.status, 200, "{value}: {}", reply.body);
            assert_eq!(base_string(&facts), facts.masked(base), "what was signed is told");
        }
    }
    let call = Call::client(&facts.sandbox, "friends.get");
    let body = format!("{}&access_token=a", call.encoded());
    assert_eq!(post(&facts.sandbox, "/platform/api", FORM, body.as_bytes()).await.status, 200);
}

#[tokio::test]
async fn an_access_token_that_is_signed_is_as_good() {
    let facts = facts().await;
    let signed = "UIDaccess_token=TOKENapp_id=423004method=friends.getsession_key=TOKENPRIVATE";
    let reply = facts.send(&beside(TOKEN, IN_CLIENT), &facts.sign(signed)).await;
    assert_eq!(reply.status, 200, "{}", reply.body);
    assert_eq!(base_string(&facts), facts.masked(&signed.replacen("TOKEN", "{access_token}", 1)));
}

#[tokio::test]
async fn nothing_else_is_passed_over() {
    let facts = facts().await;
    for name in ["access_token2", "Access_token", "token", "oauth_token", "refresh_token", "ext", "utm"] {
        let reply = facts.send(&beside((name, "1"), IN_CLIENT), &facts.sign(CLIENT)).await;
        assert_eq!(reply.error_code(), 104, "{name}");
        assert_eq!(about(&facts.explanation()), [("not-signed", Some(name))]);
    }
}

#[tokio::test]
async fn a_strict_sandbox_wants_the_access_token_signed() {
    let sandbox = Sandbox::builder().strict_signatures(true).start().await.expect("a free port");
    let facts = Facts { sandbox, ..facts().await };
    for (call, base) in [(IN_CLIENT, CLIENT), (IN_SERVER, SERVER)] {
        let reply = facts.send(&beside(TOKEN, call), &facts.sign(base)).await;
        assert_eq!(reply.error_code(), 104);
        assert_eq!(about(&facts.explanation()), [("not-signed", Some("access_token"))]);
    }
    let signed = "UIDaccess_token=TOKENapp_id=423004method=friends.getsession_key=TOKENPRIVATE";
    assert_eq!(facts.send(&beside(TOKEN, IN_CLIENT), &facts.sign(signed)).await.status, 200);
}

#[tokio::test]
async fn a_mistake_beside_an_access_token_is_recognised_signed_or_not() {
    let facts = facts().await;
    for (wrong, mistake) in [
        ("app_id=423004method=friends.getsession_key=TOKENPRIVATE", "uid-missing"),
        ("UIDapp_id=423004method=friends.getsession_key=TOKENSECRET", "keys-swapped"),
        ("access_token=TOKENapp_id=423004method=friends.getsession_key=TOKENPRIVATE", "uid-missing"),
        ("UIDaccess_token=TOKENapp_id=423004method=friends.getsession_key=TOKENSECRET", "keys-swapped"),
    ] {
        let reply = facts.send(&beside(TOKEN, IN_CLIENT), &facts.sign(wrong)).await;
        assert_eq!(reply.error_code(), 104, "{wrong}");
        assert_eq!(names(&facts.explanation()), [mistake], "{wrong}");
    }
    facts.send(&beside(TOKEN, IN_CLIENT), "0123456789abcdef0123456789abcdef").await;
    let explanation = facts.explanation();
    assert_eq!((explanation.expected(), explanation.signed()), (facts.masked(CLIENT).as_str(), None));
}

fn about(explanation: &SignatureExplanation) -> Vec<(&str, Option<&str>)> {
    explanation.mistakes().iter().map(|mistake| (mistake.name(), mistake.about())).collect()
}

#[tokio::test]
async fn a_raw_ampersand_in_a_text_is_explained_in_a_body_and_in_a_query() {
    let facts = facts().await;
    for (sent, meant) in [
        ("Tom & Jerry", "Tom & Jerry"),
        ("a&b=c", "a&b=c"),
        ("a&b=c&d", "a&b=c&d"),
        ("http://example.com/?a=1&b=2", "http://example.com/?a=1&b=2"),
        ("R&D&", "R&D&"),
        ("&", "&"),
    ] {
        let signed = format!("UIDapp_id=423004method=friends.getsession_key=TOKENtext={meant}PRIVATE");
        let form = format!(
            "method=friends.get&text={}&app_id=423004&session_key={}&sig={}",
            sent.replace(' ', "%20"),
            facts.token,
            facts.sign(&signed)
        );
        let target = format!("/platform/api?{form}");
        for reply in [
            post(&facts.sandbox, "/platform/api", FORM, form.as_bytes()).await,
            crate::client::get(&facts.sandbox, &target).await,
        ] {
            assert_eq!(reply.error_code(), 104, "{sent}");
            let explanation = facts.explanation();
            assert_eq!(about(&explanation), [("ampersand-sent-raw", Some("text"))], "{sent}");
            assert_eq!(explanation.signed(), Some(facts.masked(&signed).as_str()));
        }
    }
}

#[tokio::test]
async fn an_ampersand_that_is_encoded_is_no_mistake() {
    let facts = facts().await;
    for text in ["Tom & Jerry", "a&b=c", "&"] {
        let call = Call::client(&facts.sandbox, "friends.get").with("text", text);
        assert_eq!(call.post().await.status, 200, "{text}");
    }
}

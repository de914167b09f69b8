//! The page at `/`, as a browser without a script meets it.

mod calls;
mod guard;
mod log;
mod secrets;

use mailru_sandbox::Sandbox;

use crate::client::{FORM, Reply, encode, get, post};
use crate::spec::GIFTS;

async fn sandbox() -> Sandbox {
    Sandbox::builder().group(&GIFTS).start().await.expect("a free port")
}

/// Fills in and sends the form of a method, for the user of the sandbox in the client-server circuit unless the fields say
/// otherwise.
async fn submit(sandbox: &Sandbox, method: &str, fields: &[(&str, &str)]) -> Reply {
    let uid = sandbox.uid().to_string();
    let mut form = vec![("method", method), ("circuit", "client"), ("acting", "session"), ("user", uid.as_str())];
    for &(name, value) in fields {
        form.retain(|(known, _)| *known != name);
        form.push((name, value));
    }
    let form: Vec<String> = form.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect();
    post(sandbox, "/sandbox/call", FORM, form.join("&").as_bytes()).await
}

/// The page that a form leads to.
async fn result(sandbox: &Sandbox, reply: &Reply) -> String {
    assert_eq!(reply.status, 303, "{}", reply.body);
    let location = reply.header("location").expect("a redirect leads somewhere");
    let page = get(sandbox, location.split('#').next().expect("an address")).await;
    assert_eq!(page.status, 200);
    page.body
}

#[tokio::test]
async fn the_page_lists_every_method_and_those_that_were_added() {
    let sandbox = sandbox().await;
    let page = get(&sandbox, "/").await;
    assert_eq!((page.status, page.header("content-type")), (200, Some("text/html; charset=utf-8")));
    for group in mailru_sdk::api::GROUPS.iter().chain(&[&GIFTS]) {
        for method in group.methods {
            assert!(page.body.contains(&format!("href=\"/?method={}\"", method.name)), "{}", method.name);
        }
    }
    assert!(sandbox.requests().is_empty(), "looking is no call");
}

#[tokio::test]
async fn every_method_has_a_page_with_its_docs_and_a_field_for_each_parameter() {
    let sandbox = sandbox().await;
    let escaped = |text: &str| {
        let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        text.replace('"', "&quot;").replace('\'', "&#39;")
    };
    for method in mailru_sdk::api::GROUPS.iter().chain(&[&GIFTS]).flat_map(|group| group.methods) {
        let page = get(&sandbox, &format!("/?method={}", method.name)).await.body;
        let without_code = page.replace("<code>", "`").replace("</code>", "`");
        let facts = [method.verb.to_string(), format!("circuit <b>{}</b>", method.circuit), method.effect.to_string()];
        let paragraphs = method.doc.split("\n\n").map(|paragraph| escaped(paragraph.trim()));
        for text in facts.into_iter().chain(paragraphs).chain(method.see.map(escaped)) {
            assert!(without_code.contains(&text), "{}: {text}", method.name);
        }
        assert!(method.scope.iter().all(|scope| without_code.contains(&format!("privilege `{scope}`"))));
        for param in method.params {
            assert!(page.contains(&format!("name=\"p.{}\"", param.name)), "{}: {}", method.name, param.name);
            assert!(without_code.contains(&escaped(param.doc)), "{}: {}", method.name, param.doc);
            let limit = param.limits.max_len.map(|most| format!("At most {most} characters."));
            assert!(limit.is_none_or(|limit| page.contains(&limit)));
        }
    }
}

#[tokio::test]
async fn a_method_that_is_none_is_said_to_be_none() {
    let sandbox = sandbox().await;
    let page = get(&sandbox, "/?method=%3Cscript%3Ealert(1)%3C/script%3E").await;
    assert!(page.body.contains("No such method") && !page.body.contains("<script>alert"), "{}", page.body);
}

#[tokio::test]
async fn everything_comes_from_the_sandbox_and_nothing_is_inline() {
    let sandbox = sandbox().await;
    submit(&sandbox, "friends.get", &[("mistake", "uid-missing")]).await;
    for target in ["/", "/?method=friends.get&request=1", "/?secrets=shown&code=1"] {
        let page = get(&sandbox, target).await;
        let policy = page.header("content-security-policy").expect("a policy");
        assert!(policy.starts_with("default-src 'none'; ") && !policy.contains("unsafe"), "{policy}");
        assert_eq!(page.header("cache-control"), Some("no-store"));
        assert!(!page.body.contains(" style=") && !page.body.contains("<style") && !page.body.contains(" onclick"));
        assert_eq!(
            page.body.matches("<script").count(),
            page.body.matches("<script src=\"/sandbox/script.js\"").count()
        );
        for (at, _) in page.body.match_indices("src=\"") {
            assert!(page.body[at..].starts_with("src=\"/sandbox/"), "{}", &page.body[at..at + 40]);
        }
        // Links to the platform's documentation are the only ones that lead away.
        for (at, _) in page.body.match_indices("href=\"http") {
            assert!(page.body[at..].starts_with("href=\"https://api.mail.ru/docs/"), "{}", &page.body[at..at + 40]);
        }
    }
    for (target, media_type) in [("/sandbox/style.css", "text/css"), ("/sandbox/script.js", "text/javascript")] {
        let file = get(&sandbox, target).await;
        assert_eq!((file.status, file.header("x-content-type-options")), (200, Some("nosniff")));
        assert_eq!(file.header("content-type"), Some(format!("{media_type}; charset=utf-8").as_str()));
        assert!(!file.body.contains("http://") && !file.body.contains("https://"), "{target}");
    }
}

#[tokio::test]
async fn the_login_page_is_one_link_away_and_its_code_comes_back_here() {
    let sandbox = sandbox().await;
    let page = get(&sandbox, "/").await.body;
    for flow in ["code", "token"] {
        let link = format!("/oauth/authorize?client_id={}&amp;response_type={flow}&amp;", sandbox.app_id());
        let at = page.find(&link).unwrap_or_else(|| panic!("{link}: {page}"));
        let link = page[at..].split('"').next().expect("the end of the attribute").replace("&amp;", "&");
        assert_eq!(get(&sandbox, &link).await.status, 200, "{link}");
    }
    let arrived = get(&sandbox, "/?code=0123456789abcdef&secrets=shown").await.body;
    assert!(arrived.contains("-d code=0123456789abcdef "), "{arrived}");
    let refused = get(&sandbox, "/?error=access_denied").await.body;
    assert!(refused.contains("access_denied"), "{refused}");
}

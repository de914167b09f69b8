//! The log on the page.

use mailru_sandbox::Sandbox;

use super::{sandbox, submit};
use crate::client::{Call, get, post};

/// What must not reach a page as it is.
const HOSTILE: [&str; 6] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "'; alert(1); '",
    "\u{202e}txet desrever",
    "a\0b\u{7}\u{1b}[2J",
    "</pre></details><b>out</b>",
];

#[tokio::test]
async fn hostile_parameters_stay_text_wherever_they_are_shown() {
    let sandbox = sandbox().await;
    for text in HOSTILE {
        // As a value, as a name, as the method, as a file's name; well and badly signed.
        Call::client(&sandbox, "friends.get").with("note", text).get().await;
        Call::client(&sandbox, "friends.get").with(text, "1").with("sig", text).get().await;
        Call::client(&sandbox, text).get().await;
        submit(&sandbox, "friends.get", &[("more", &format!("{text}={text}")), ("mistake", "uid-missing")]).await;
        let file = text.replace('"', "%22").replace('\0', "");
        let body = format!(
            "--cut\r\nContent-Disposition: form-data; name=\"{file}\"; filename=\"{file}\"\r\nContent-Type: text/html\r\n\r\n\
             {text}\r\n--cut--\r\n"
        );
        post(&sandbox, "/platform/api?method=friends.get", "multipart/form-data; boundary=cut", body.as_bytes()).await;
    }
    let last = sandbox.requests().len();
    let mut pages = vec![get(&sandbox, "/").await.body, get(&sandbox, "/sandbox/requests?after=0").await.body];
    for number in 1..=last {
        pages.push(get(&sandbox, &format!("/?request={number}&secrets=shown&method=friends.get")).await.body);
    }
    for page in pages {
        for text in ["<script>", "<img", "<b>out", "\u{202e}", "\0", "\u{7}", "\u{1b}"] {
            assert!(!page.contains(text), "{text:?}");
        }
        // Every attribute ends where it should: what is quoted holds neither quotes nor angle brackets.
        for tag in page.split('<').skip(1) {
            let inside = tag.split('>').next().unwrap_or_default();
            assert_eq!(inside.matches('"').count() % 2, 0, "<{inside}>");
        }
    }
}

#[tokio::test]
async fn requests_that_come_later_are_told_to_the_script() {
    let sandbox = sandbox().await;
    assert_eq!(get(&sandbox, "/sandbox/requests?after=0").await.status, 204);
    Call::client(&sandbox, "friends.get").get().await;
    Call::client(&sandbox, "users.getInfo").get().await;
    let both = get(&sandbox, "/sandbox/requests?after=0").await.body;
    let (newer, older) = (both.find("users.getInfo"), both.find("friends.get"));
    assert!(newer < older && both.starts_with("<details class=\"request\" data-number=\"2\""), "{both}");
    let one = get(&sandbox, "/sandbox/requests?after=1").await.body;
    assert!(one.contains("users.getInfo") && !one.contains("friends.get"), "{one}");
    assert_eq!(get(&sandbox, "/sandbox/requests?after=2").await.status, 204);
}

#[tokio::test]
async fn huge_requests_and_answers_are_shown_in_part() {
    let sandbox = sandbox().await;
    let many = (0..20_000).map(|number| format!("a{number}=&")).collect::<Vec<_>>().concat();
    let body = format!("{many}{}", Call::client(&sandbox, "friends.get").with("note", &"й".repeat(1 << 20)).encoded());
    post(&sandbox, "/platform/api", crate::client::FORM, body.as_bytes()).await;
    for target in ["/", "/?request=1", "/?method=friends.get&request=1&secrets=shown"] {
        assert!(get(&sandbox, target).await.body.len() < 200_000, "{target}");
    }
}

#[tokio::test]
async fn a_request_that_is_gone_is_said_to_be_gone() {
    let sandbox = Sandbox::builder().log_limit(2).start().await.expect("a free port");
    for method in ["friends.get", "users.getInfo", "users.getBalance"] {
        Call::client(&sandbox, method).get().await;
    }
    let methods: Vec<_> = sandbox.requests().iter().map(|request| request.method().map(str::to_owned)).collect();
    assert_eq!(methods, [Some("users.getInfo".to_owned()), Some("users.getBalance".to_owned())]);
    assert_eq!(sandbox.forgotten_requests(), 1);
    for (number, is_there) in [("1", false), ("2", true), ("3", true), ("4", false), ("0", false)] {
        let page = get(&sandbox, &format!("/?request={number}")).await.body;
        assert_eq!(page.contains("It is not in the log"), !is_there, "{number}");
    }
}

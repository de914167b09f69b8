//! What web pages that a browser on this machine shows cannot do: reach the sandbox by a name of theirs, or change anything in it. What
//! browsers send in each case was seen in Chromium 156.

use mailru_sandbox::{Fault, Sandbox};

use crate::client::{Call, FORM, Reply, get_with, post_with};
use crate::oauth::browser::{Browser, csrf, location, request};
use crate::oauth::token::TokenCall;

/// One address of each kind.
const TARGETS: [&str; 12] = [
    "/",
    "/sandbox/faults",
    "/sandbox/requests?after=0",
    "/platform/api",
    "/platform/api/",
    "/platform/api/friends/get?method=friends.get",
    "/platform/mail/ivanov",
    "/oauth/token",
    "/oauth/authorize",
    "/oauth/success.html",
    "/recovery",
    "/no/such/page",
];

async fn sandbox() -> Sandbox {
    Sandbox::start().await.expect("a free port")
}

/// Its address as a browser writes it.
fn host(sandbox: &Sandbox) -> String {
    sandbox.page_url().trim_start_matches("http://").trim_end_matches('/').to_owned()
}

fn is_refused(reply: &Reply) -> bool {
    reply.status == 403 && reply.body.ends_with("only\n") || reply.body.starts_with("a page of another site")
}

/// A post in the feed, signed with the keys that everybody knows.
fn post(sandbox: &Sandbox) -> Call<'_> {
    Call::client(sandbox, "stream.post").with("text", "from elsewhere")
}

async fn has_posted(sandbox: &Sandbox) -> bool {
    let uid = sandbox.uid().to_string();
    let feed = Call::client(sandbox, "stream.getByAuthor").with("uid", &uid).get().await;
    assert_eq!(feed.status, 200, "{}", feed.body);
    feed.body.contains("from elsewhere")
}

#[tokio::test]
async fn no_address_answers_to_a_name_of_another_site() {
    let sandbox = sandbox().await;
    for name in ["example.org", "connect.mail.ru:8321", "127.0.0.1.example.org", "localhost.example.org:80", "10.0.0.1"]
    {
        for target in TARGETS {
            let by_get = get_with(&sandbox, target, &format!("Host: {name}\r\n")).await;
            let head = format!("Host: {name}\r\nContent-Type: {FORM}\r\n");
            let by_post = post_with(&sandbox, target, &head, b"a=b").await;
            assert!(is_refused(&by_get) && is_refused(&by_post), "{name}{target}: {by_get:?} {by_post:?}");
        }
    }
    assert!(sandbox.requests().is_empty() && sandbox.token_requests().is_empty());
}

#[tokio::test]
async fn no_name_two_names_and_a_written_out_address_are_no_way_round() {
    let sandbox = sandbox().await;
    let own = host(&sandbox);
    let call = format!("/platform/api?{}", Call::client(&sandbox, "friends.get").encoded());
    for (target, headers) in [
        (call.clone(), "X-No-Host: a\r\n".to_owned()),
        (call.clone(), "Host: \r\n".to_owned()),
        (call.clone(), format!("Host: {own}\r\nHost: example.org\r\n")),
        (call.clone(), format!("Host: example.org\r\nHost: {own}\r\n")),
        (format!("http://example.org{call}"), format!("Host: {own}\r\n")),
        (format!("http://{own}{call}"), "Host: example.org\r\n".to_owned()),
    ] {
        let reply = get_with(&sandbox, &target, &headers).await;
        let expected = if target.starts_with("http://127") { 200 } else { 403 };
        assert_eq!(reply.status, expected, "{target} {headers}: {}", reply.body);
    }
}

#[tokio::test]
async fn every_address_answers_to_the_names_of_this_machine() {
    let sandbox = sandbox().await;
    let call = format!("/platform/api?{}", Call::client(&sandbox, "friends.get").encoded());
    for name in ["127.0.0.1", "localhost:8321", "LOCALHOST", "[::1]:1"] {
        for target in ["/", "/oauth/success.html", &call] {
            let reply = get_with(&sandbox, target, &format!("Host: {name}\r\n")).await;
            assert_eq!(reply.status, 200, "{name}{target}: {}", reply.body);
        }
    }
}

#[tokio::test]
async fn names_that_were_added_lead_here_and_no_others() {
    let builder = Sandbox::builder().host_name("connect.mail.ru").host_name("WWW.appsmail.ru");
    let sandbox = builder.start().await.expect("a free port");
    for (name, status) in [
        ("connect.mail.ru", 200),
        ("connect.mail.ru:443", 200),
        ("www.appsmail.ru", 200),
        ("localhost", 200),
        ("appsmail.ru", 403),
        ("connect.mail.ru.example.org", 403),
    ] {
        let reply = get_with(&sandbox, "/oauth/success.html", &format!("Host: {name}\r\n")).await;
        assert_eq!(reply.status, status, "{name}");
    }
    for (origin, status) in
        [("https://connect.mail.ru", 400), ("http://connect.mail.ru", 400), ("https://www.appsmail.ru", 403)]
    {
        let headers = format!("Host: connect.mail.ru\r\nOrigin: {origin}\r\nContent-Type: {FORM}\r\n");
        assert_eq!(post_with(&sandbox, "/oauth/token", &headers, b"a=b").await.status, status, "{origin}");
    }
}

/// Where a page of another site, or a file, says that its form comes from.
const ELSEWHERE: [&str; 6] = [
    "Origin: http://example.org\r\n",
    "Origin: http://127.0.0.1:1\r\nSec-Fetch-Site: same-site\r\n",
    "Origin: https://OWN\r\n",
    "Origin: null\r\n",
    "Origin: null\r\nSec-Fetch-Site: same-site\r\nSec-Fetch-Mode: navigate\r\n",
    "Origin: null\r\nSec-Fetch-Site: cross-site\r\n",
];

#[tokio::test]
async fn forms_and_scripts_of_other_sites_change_nothing() {
    let sandbox = sandbox().await;
    let own = host(&sandbox);
    let call = post(&sandbox).encoded();
    let token = TokenCall::password(&sandbox).encoded();
    let authorize = request(&sandbox, &[]);
    for from in ELSEWHERE {
        let headers = format!("{}Content-Type: {FORM}\r\n", from.replace("OWN", &own));
        for (target, body) in [
            ("/platform/api", call.as_str()),
            ("/platform/api/stream/post", &call),
            ("/oauth/token", &token),
            (&authorize, "action=login"),
            ("/sandbox/faults", "fault=drop"),
            ("/sandbox/call", "method=friends.get"),
        ] {
            let reply = post_with(&sandbox, target, &headers, body.as_bytes()).await;
            assert!(is_refused(&reply), "{headers} {target}: {reply:?}");
        }
        let reply = get_with(&sandbox, &format!("/platform/api?{call}"), &from.replace("OWN", &own)).await;
        assert!(is_refused(&reply), "{from}: {reply:?}");
    }
    assert!(sandbox.requests().is_empty() && sandbox.token_requests().is_empty());
    assert!(!has_posted(&sandbox).await);
}

#[tokio::test]
async fn images_and_links_of_other_sites_change_nothing() {
    let sandbox = sandbox().await;
    let call = format!("/platform/api?{}", post(&sandbox).encoded());
    let token = format!("/oauth/token?{}", TokenCall::password(&sandbox).encoded());
    for site in ["same-site", "cross-site"] {
        for (mode, dest) in
            [("no-cors", "image"), ("navigate", "document"), ("navigate", "iframe"), ("no-cors", "script")]
        {
            let headers = format!("Sec-Fetch-Site: {site}\r\nSec-Fetch-Mode: {mode}\r\nSec-Fetch-Dest: {dest}\r\n");
            for target in [&call, &token] {
                let reply = get_with(&sandbox, target, &headers).await;
                assert!(is_refused(&reply), "{headers} {target}: {reply:?}");
            }
        }
    }
    assert!(sandbox.requests().is_empty() && sandbox.token_requests().is_empty());
    assert!(!has_posted(&sandbox).await);
}

#[tokio::test]
async fn what_only_reads_is_answered_whatever_page_it_stands_on() {
    let sandbox = sandbox().await;
    let call = format!("/platform/api?{}", Call::client(&sandbox, "friends.get").encoded());
    for from in ["Origin: http://example.org\r\n", "Origin: null\r\n", "Sec-Fetch-Site: cross-site\r\n"] {
        let reply = get_with(&sandbox, &call, from).await;
        assert_eq!((reply.status, reply.header("access-control-allow-origin")), (200, None), "{from}");
    }
}

#[tokio::test]
async fn programs_and_pages_of_the_sandbox_itself_change_what_they_like() {
    let sandbox = sandbox().await;
    let (own, port) = (host(&sandbox), host(&sandbox).rsplit(':').next().expect("a port").to_owned());
    for headers in [
        String::new(),
        format!("Origin: http://{own}\r\nSec-Fetch-Site: same-origin\r\n"),
        format!("Host: localhost:{port}\r\nOrigin: http://localhost:{port}\r\n"),
        format!("Host: LocalHost:{port}\r\nOrigin: http://localhost:{port}\r\n"),
        // A page that hides its address, of which the browser says that it is this one's.
        "Origin: null\r\nSec-Fetch-Site: same-origin\r\nSec-Fetch-Mode: navigate\r\n".to_owned(),
        "Sec-Fetch-Site: none\r\nSec-Fetch-Mode: navigate\r\n".to_owned(),
    ] {
        let call = post(&sandbox).encoded();
        let head = format!("{headers}Content-Type: {FORM}\r\n");
        for reply in [
            post_with(&sandbox, "/platform/api", &head, call.as_bytes()).await,
            get_with(&sandbox, &format!("/platform/api?{call}"), &headers).await,
        ] {
            assert_eq!(reply.status, 200, "{headers}: {}", reply.body);
        }
    }
    assert!(has_posted(&sandbox).await);
}

#[tokio::test]
async fn a_site_may_send_its_users_to_the_login_but_not_load_it_behind_their_backs() {
    let sandbox = sandbox().await;
    let mut browser = Browser::logged_in(&sandbox).await;
    let target = request(&sandbox, &[]);
    browser.press(&target, "allow").await;
    let cookie = format!("Cookie: {}\r\n", browser.cookie.as_deref().expect("a cookie"));
    for (from, status) in [
        ("Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n", 303),
        ("Sec-Fetch-Site: same-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n", 303),
        ("Sec-Fetch-Site: none\r\n", 303),
        ("Sec-Fetch-Site: same-site\r\nSec-Fetch-Mode: no-cors\r\nSec-Fetch-Dest: image\r\n", 403),
        ("Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: iframe\r\n", 403),
        ("Origin: http://127.0.0.1:1\r\nSec-Fetch-Site: same-site\r\nSec-Fetch-Mode: cors\r\n", 403),
    ] {
        assert_eq!(get_with(&sandbox, &target, &format!("{cookie}{from}")).await.status, status, "{from}");
    }
}

#[tokio::test]
async fn the_forms_of_the_login_come_from_the_sandbox_itself() {
    let sandbox = sandbox().await;
    let own = format!("Origin: http://{}\r\nSec-Fetch-Site: same-origin\r\n", host(&sandbox));
    let target = request(&sandbox, &[("redirect_uri", "http://localhost:8080/")]);
    let mut browser = Browser::logged_in(&sandbox).await;
    let page = browser.open(&target).await;
    let cookie = format!("Cookie: {}\r\nContent-Type: {FORM}\r\n", browser.cookie.as_deref().expect("a cookie"));
    let form = format!("csrf={}&action=allow", csrf(&page));
    for (from, is_taken) in
        [("Origin: http://localhost:8080\r\n", false), ("Origin: null\r\n", false), (own.as_str(), true)]
    {
        let reply = post_with(&sandbox, &target, &format!("{cookie}{from}"), form.as_bytes()).await;
        assert_eq!(reply.status, if is_taken { 303 } else { 403 }, "{from}");
        assert!(!is_taken || location(&reply).starts_with("http://localhost:8080/?code="), "{}", reply.head);
    }
}

#[tokio::test]
async fn what_is_refused_uses_up_no_fault() {
    let sandbox = sandbox().await;
    sandbox.inject(Fault::status(503).times(1));
    let call = post(&sandbox).encoded();
    let headers = format!("Origin: http://example.org\r\nContent-Type: {FORM}\r\n");
    assert!(is_refused(&post_with(&sandbox, "/platform/api", &headers, call.as_bytes()).await));
    assert_eq!(post(&sandbox).post().await.status, 503);
}

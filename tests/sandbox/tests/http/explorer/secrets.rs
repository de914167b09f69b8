//! Keys and tokens are on the page for those who ask for them, and for nobody else.

use mailru_sandbox::Sandbox;

use super::{sandbox, submit};
use crate::client::{Call, get};

const PAGES: [&str; 5] =
    ["/", "/?request=1", "/?method=friends.get&request=2", "/?code=c0c0c0c0", "/sandbox/requests?after=0"];

#[tokio::test]
async fn a_password_does_not_come_back_in_the_form() {
    let sandbox = sandbox().await;
    let fields = [("p.title", "Summer"), ("p.password", "swordfish"), ("p.description", sandbox.secret_key())];
    let location = submit(&sandbox, "photos.createAlbum", &fields).await.header("location").map(str::to_owned);
    let location = location.as_deref().and_then(|location| location.split('#').next()).expect("a redirect");
    let page = get(&sandbox, location).await.body;
    assert!(page.contains("value=\"Summer\"") && !page.contains("swordfish") && !page.contains(sandbox.secret_key()));
    let page = get(&sandbox, &format!("{location}&secrets=shown")).await.body;
    assert!(page.contains("value=\"swordfish\"") && page.contains(sandbox.secret_key()));
}

/// What only the page that was asked for it may show, and `sig` of the first call.
async fn secrets(sandbox: &Sandbox) -> [String; 6] {
    let call = Call::client(sandbox, "friends.get").with("note", sandbox.secret_key());
    call.get().await;
    submit(sandbox, "friends.get", &[("mistake", "keys-swapped")]).await;
    let (private, secret, token) = (sandbox.private_key(), sandbox.secret_key(), sandbox.access_token());
    [
        private.to_owned(),
        secret.to_owned(),
        token.to_owned(),
        sandbox.password().to_owned(),
        call.signature(),
        "c0c0c0c0".to_owned(),
    ]
}

#[tokio::test]
async fn secrets_are_masked_until_they_are_asked_for() {
    let sandbox = sandbox().await;
    let secrets = secrets(&sandbox).await;
    for target in PAGES {
        let page = get(&sandbox, target).await.body;
        for secret in &secrets {
            // The address of the page itself may hold the code that came with it.
            let page = page.replace(&format!("code={secret}&amp;secrets=shown"), "");
            assert!(!page.contains(secret.as_str()), "{target}: {secret}");
        }
    }
}

#[tokio::test]
async fn secrets_are_shown_to_whoever_asks_and_links_keep_them_so() {
    let sandbox = sandbox().await;
    let secrets = secrets(&sandbox).await;
    let shown: String =
        PAGES.map(|page| format!("{page}{}secrets=shown", if page.contains('?') { '&' } else { '?' })).join(" ");
    let mut pages = String::new();
    for target in shown.split(' ') {
        pages.push_str(&get(&sandbox, target).await.body);
    }
    assert!(secrets.iter().all(|secret| pages.contains(secret.as_str())), "{secrets:?}");
    for line in sandbox.exports().lines() {
        assert!(pages.contains(line), "{line}");
    }
    assert!(pages.contains("href=\"/?method=friends.get&amp;secrets=shown\""), "{pages}");
    let reply = submit(&sandbox, "friends.get", &[("secrets", "shown")]).await;
    assert!(reply.header("location").is_some_and(|location| location.contains("secrets=shown")));
}

#[tokio::test]
async fn a_base_string_that_is_asked_for_in_clear_is_what_was_signed() {
    let sandbox = sandbox().await;
    Call::client(&sandbox, "friends.get").get().await;
    let (session, key) = (sandbox.access_token(), sandbox.private_key());
    let signed = format!("app_id={}method=friends.getsession_key={session}{key}", sandbox.app_id());
    for (target, is_clear) in [("/?request=1", false), ("/?request=1&secrets=shown", true)] {
        assert_eq!(get(&sandbox, target).await.body.contains(&signed), is_clear, "{target}");
    }
}

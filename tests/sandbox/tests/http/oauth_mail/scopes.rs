//! What the scopes bring.

use super::{login, sandbox, text, tokens, userinfo};
use crate::oauth::browser::Browser;

#[tokio::test]
async fn every_scope_has_words_in_both_languages() {
    let sandbox = sandbox().await;
    let mut browser = Browser::logged_in(&sandbox).await;
    let all = "userinfo openid profile email mail.imap biz.api offline_access nonsense";
    for (language, words) in
        [("en", "Read, send and delete your mail"), ("ru", "Читать, отправлять и удалять вашу почту")]
    {
        browser.language = language;
        let page = browser.open(&login(&sandbox, &[("scope", all)])).await;
        assert_eq!(page.body.matches("<li>").count(), 7, "{}", page.body);
        assert!(page.body.contains(words), "{}", page.body);
    }
}

#[tokio::test]
async fn profile_and_email_bring_what_they_are_called_after() {
    let sandbox = sandbox().await;
    for (scope, name, email) in [
        ("openid", false, false),
        ("openid profile", true, false),
        ("openid email", false, true),
        ("openid profile email", true, true),
        ("userinfo", true, true),
        ("", true, true),
    ] {
        let answer = tokens(&sandbox, &[("scope", scope)]).await;
        let profile = userinfo(&sandbox, text(&answer, "access_token")).await.json();
        assert_eq!(profile["name"].is_string(), name, "{scope}: {profile}");
        assert_eq!(profile["email"].is_string(), email, "{scope}: {profile}");
        assert!(profile["id"].is_string(), "{scope}: {profile}");
    }
}

#[tokio::test]
async fn what_a_person_does_not_tell_is_absent_and_not_empty() {
    let sandbox = sandbox().await;
    let mut seen = [0; 2];
    for uid in sandbox.people() {
        let email = sandbox.email(uid).expect("somebody");
        if sandbox.blocked_user() == Some(uid) {
            continue;
        }
        let mut browser = Browser::logged_in_as(&sandbox, &email).await;
        let back = browser.press(&login(&sandbox, &[]), "allow").await;
        let code = super::member(crate::oauth::browser::location(&back), "code").expect("a code").to_owned();
        let answer = super::exchange(&sandbox, &code, &[]).await.json();
        let profile = userinfo(&sandbox, text(&answer, "access_token")).await.json();
        for (count, name) in seen.iter_mut().zip(["birthday", "image"]) {
            *count += usize::from(profile[name].is_null());
        }
        for (name, value) in profile.as_object().expect("an object") {
            assert!(value.as_str().is_some_and(|value| !value.is_empty()), "{name}: {profile}");
        }
    }
    assert_eq!(seen, [6, 6], "birthdays and pictures");
}

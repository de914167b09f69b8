//! What nobody would guess about the service, each under its name.

use mailru_sandbox::{MailApplication, Sandbox};

use super::{BACK, code, error, exchange, login, member, refresh, sandbox, text, tokens, userinfo, with};
use crate::client::{FORM, get, get_with, post};
use crate::oauth::browser::{Browser, location};

const NEWER: &str = "openid profile email offline_access";

#[tokio::test]
async fn the_token_goes_into_the_query_of_userinfo_and_a_bearer_header_is_not_read() {
    let sandbox = sandbox().await;
    let answer = tokens(&sandbox, &[]).await;
    let token = text(&answer, "access_token");
    assert_eq!(text(&userinfo(&sandbox, token).await.json(), "email"), sandbox.user_email());
    let header = format!("Authorization: Bearer {token}\r\n");
    let reply = get_with(&sandbox, "/oauth.mail.ru/userinfo", &header).await;
    let body =
        r#"{"error":"invalid request","error_code":2,"error_description":"missing request parameter: access_token"}"#;
    assert_eq!((reply.status, reply.body.as_str()), (200, body));
}

#[tokio::test]
async fn the_token_may_be_a_form_member_of_a_post_to_userinfo_as_phones_send_it() {
    let sandbox = sandbox().await;
    let answer = tokens(&sandbox, &[]).await;
    let body = format!("access_token={}", text(&answer, "access_token"));
    let reply = post(&sandbox, "/oauth.mail.ru/userinfo", FORM, body.as_bytes()).await;
    assert_eq!(text(&reply.json(), "email"), sandbox.user_email());
}

#[tokio::test]
async fn an_error_is_a_text_with_a_space_and_a_number_at_status_200() {
    let sandbox = sandbox().await;
    let reply = exchange(&sandbox, "none", &[]).await;
    assert_eq!(reply.status, 200);
    assert_eq!(error(&reply).0, 6);
    assert!(reply.json()["error"]["error_msg"].is_null(), "not the platform's form");
}

#[tokio::test]
async fn an_error_may_have_a_status_of_its_own_too() {
    let sandbox = Sandbox::builder().mail_error_statuses(true).start().await.expect("a free port");
    for (changes, status, number) in [
        (&[("client_id", "nobody")][..], 400, 1),
        (&[("grant_type", "")], 400, 2),
        (&[("client_secret", "wrong")], 401, 3),
        (&[], 401, 6),
    ] {
        let reply = exchange(&sandbox, "none", changes).await;
        assert_eq!((reply.status, error(&reply).0), (status, number), "{changes:?}");
    }
}

#[tokio::test]
async fn a_refresh_token_comes_only_for_offline_access_together_with_prompt_consent() {
    let sandbox = sandbox().await;
    for (scope, prompt, comes) in
        [(NEWER, "consent", true), (NEWER, "", false), (NEWER, "login", false), ("openid profile", "consent", false)]
    {
        let answer = tokens(&sandbox, &[("scope", scope), ("prompt", prompt)]).await;
        assert_eq!(answer["refresh_token"].is_string(), comes, "{scope}, prompt {prompt:?}");
    }
}

#[tokio::test]
async fn with_the_older_userinfo_a_refresh_token_comes_without_asking() {
    let sandbox = sandbox().await;
    for scope in ["", "userinfo", "userinfo mail.imap"] {
        assert!(tokens(&sandbox, &[("scope", scope)]).await["refresh_token"].is_string(), "{scope}");
    }
}

#[tokio::test]
async fn a_refresh_answer_holds_no_refresh_token_and_the_one_before_stays() {
    let sandbox = sandbox().await;
    let first = tokens(&sandbox, &[("scope", NEWER), ("prompt", "consent")]).await;
    let token = text(&first, "refresh_token");
    let mut known = vec![text(&first, "access_token").to_owned()];
    for _ in 0..3 {
        let next = refresh(&sandbox, token).await.json();
        assert!(next["refresh_token"].is_null(), "{next}");
        known.push(text(&next, "access_token").to_owned());
        assert!(userinfo(&sandbox, &known[known.len() - 1]).await.json()["error"].is_null());
    }
    known.sort();
    known.dedup();
    assert_eq!(known.len(), 4, "each refresh gives another access token");
}

#[tokio::test]
async fn the_picture_is_image_with_a_query_and_there_is_no_picture() {
    let sandbox = sandbox().await;
    for scope in ["userinfo", NEWER] {
        let answer = tokens(&sandbox, &[("scope", scope)]).await;
        let profile = userinfo(&sandbox, text(&answer, "access_token")).await.json();
        assert!(text(&profile, "image").contains("?email="), "{profile}");
        assert!(profile["picture"].is_null() && profile["email_verified"].is_null(), "{profile}");
    }
}

#[tokio::test]
async fn since_july_2025_new_applications_get_product_access_only() {
    let sandbox = with(MailApplication::new("new", "secret").product_access_only()).await;
    let mut browser = Browser::logged_in(&sandbox).await;
    for scope in ["openid profile email", "userinfo", ""] {
        let reply = browser.open(&login(&sandbox, &[("scope", scope)])).await;
        assert_eq!(member(location(&reply), "error"), Some("invalid_scope"), "{scope}");
    }
    let answer = tokens(&sandbox, &[("scope", "openid email mail.imap")]).await;
    let profile = userinfo(&sandbox, text(&answer, "access_token")).await.json();
    assert_eq!(text(&profile, "email"), sandbox.user_email(), "whose mailbox it is");
}

#[tokio::test]
async fn id_and_nickname_may_be_absent() {
    let sandbox = with(MailApplication::new("old", "secret").without_member("id").without_member("nickname")).await;
    let answer = tokens(&sandbox, &[]).await;
    let profile = userinfo(&sandbox, text(&answer, "access_token")).await.json();
    assert!(profile["id"].is_null() && profile["nickname"].is_null(), "{profile}");
    assert_eq!(text(&profile, "email"), sandbox.user_email());
}

#[tokio::test]
async fn the_id_is_a_text_of_digits_and_not_the_platforms_uid() {
    let sandbox = sandbox().await;
    let answer = tokens(&sandbox, &[]).await;
    assert_eq!(answer.as_object().expect("an object").len(), 4, "no id of a user: {answer}");
    let profile = userinfo(&sandbox, text(&answer, "access_token")).await.json();
    let id = text(&profile, "id");
    assert!(id.bytes().all(|digit| digit.is_ascii_digit()) && id != sandbox.uid().to_string(), "{id}");
    assert_eq!(sandbox.mail_id(sandbox.uid()).expect("somebody"), id);
}

#[tokio::test]
async fn the_email_address_may_change_and_the_id_stays() {
    let sandbox = sandbox().await;
    let answer = tokens(&sandbox, &[]).await;
    let before = userinfo(&sandbox, text(&answer, "access_token")).await.json();
    sandbox.set_email(sandbox.uid(), "another@inbox.ru").expect("somebody, and a free address");
    let after = userinfo(&sandbox, text(&answer, "access_token")).await.json();
    assert_eq!(text(&after, "email"), "another@inbox.ru");
    assert_eq!(after["id"], before["id"]);
    assert_ne!(after["email"], before["email"]);
}

#[tokio::test]
async fn phones_send_no_secret_and_keep_the_first_refresh_token() {
    let sandbox = with(MailApplication::public("phone")).await;
    assert_eq!(sandbox.mail_client_secret(), None);
    let first = tokens(&sandbox, &[("client", "mobile.app")]).await;
    for _ in 0..2 {
        let next = refresh(&sandbox, text(&first, "refresh_token")).await.json();
        assert!(next["access_token"].is_string() && next["refresh_token"].is_null(), "{next}");
    }
}

#[tokio::test]
async fn scopes_are_joined_by_a_space_or_by_a_comma() {
    let sandbox = sandbox().await;
    let mut browser = Browser::logged_in(&sandbox).await;
    for scope in ["userinfo mail.imap", "userinfo,mail.imap"] {
        let page = browser.open(&login(&sandbox, &[("scope", scope)])).await;
        assert_eq!(page.body.matches("<li>").count(), 2, "{scope}: {}", page.body);
    }
}

#[tokio::test]
async fn the_older_host_o2_mail_ru_is_the_same_service() {
    let sandbox = sandbox().await;
    let mut browser = Browser::logged_in(&sandbox).await;
    let older = |path: String| path.replace("/oauth.mail.ru/", "/o2.mail.ru/");
    let reply = browser.press(&older(login(&sandbox, &[])), "allow").await;
    let code = member(location(&reply), "code").expect("a code");
    let answer = exchange(&sandbox, code, &[]).await.json();
    let target = older(format!("/oauth.mail.ru/userinfo?access_token={}", text(&answer, "access_token")));
    assert_eq!(text(&get(&sandbox, &target).await.json(), "email"), sandbox.user_email());
}

#[tokio::test]
async fn the_button_of_the_provider_uses_xlogin_for_the_same_page() {
    let sandbox = sandbox().await;
    let mut browser = Browser::logged_in(&sandbox).await;
    let target = login(&sandbox, &[]).replace("/login?", "/xlogin?");
    assert!(location(&browser.press(&target, "allow").await).starts_with(BACK));
}

#[tokio::test]
async fn a_redirect_uri_equals_the_registered_one_to_the_letter() {
    let sandbox = with(MailApplication::new("site", "secret").redirect_uri(BACK)).await;
    let mut browser = Browser::logged_in(&sandbox).await;
    for other in [
        "https://example.org/back",
        "http://example.org/back/",
        "https://EXAMPLE.org/back/",
        "https://example.org/back/?a=b",
    ] {
        let page = browser.open(&login(&sandbox, &[("redirect_uri", other)])).await;
        assert_eq!(page.status, 400, "{other}");
        assert!(page.body.contains("to the letter"), "{}", page.body);
    }
    assert!(location(&browser.press(&login(&sandbox, &[]), "allow").await).starts_with(BACK));
}

#[tokio::test]
async fn a_program_without_redirects_gets_a_code_that_is_copied_by_hand() {
    let sandbox = with(MailApplication::new("tool", "secret").redirect_uri(BACK)).await;
    let mut browser = Browser::logged_in(&sandbox).await;
    for address in ["urn:ietf:wg:oauth:2.0:oob", "urn:ietf:wg:oauth:2.0:oob:auto"] {
        let target = login(&sandbox, &[("redirect_uri", address), ("prompt_force", "1")]);
        let page = browser.press(&target, "allow").await;
        let (_, rest) = page.body.split_once("<code>").unwrap_or_else(|| panic!("no code: {}", page.body));
        let code = rest.split('<').next().expect("an end");
        let reply = exchange(&sandbox, code, &[("redirect_uri", address)]).await;
        assert!(reply.json()["access_token"].is_string(), "{}", reply.body);
    }
}

#[tokio::test]
async fn mail_imap_goes_with_openid_or_userinfo_only() {
    let sandbox = sandbox().await;
    let mut browser = Browser::logged_in(&sandbox).await;
    let reply = browser.open(&login(&sandbox, &[("scope", "mail.imap"), ("state", "a b")])).await;
    assert_eq!(member(location(&reply), "error"), Some("invalid_scope"));
    assert_eq!(member(location(&reply), "state"), Some("a%20b"));
    for scope in ["mail.imap openid", "mail.imap userinfo"] {
        assert_eq!(browser.open(&login(&sandbox, &[("scope", scope)])).await.status, 200, "{scope}");
    }
}

#[tokio::test]
async fn without_openid_a_newer_scope_is_401_at_userinfo() {
    let sandbox = sandbox().await;
    let answer = tokens(&sandbox, &[("scope", "profile email")]).await;
    let reply = userinfo(&sandbox, text(&answer, "access_token")).await;
    assert_eq!((reply.status, error(&reply).0), (401, 2));
}

#[tokio::test]
async fn with_openid_the_subject_is_in_sub_as_well_as_in_id() {
    let sandbox = sandbox().await;
    let answer = tokens(&sandbox, &[("scope", NEWER)]).await;
    let profile = userinfo(&sandbox, text(&answer, "access_token")).await.json();
    assert_eq!(text(&profile, "sub"), text(&profile, "id"));
    let older = tokens(&sandbox, &[("scope", "userinfo")]).await;
    assert!(userinfo(&sandbox, text(&older, "access_token")).await.json()["sub"].is_null());
}

#[tokio::test]
async fn the_birthday_has_the_day_first_and_the_gender_one_letter() {
    let sandbox = sandbox().await;
    let answer = tokens(&sandbox, &[]).await;
    let profile = userinfo(&sandbox, text(&answer, "access_token")).await.json();
    let parts: Vec<usize> = text(&profile, "birthday").split('.').map(str::len).collect();
    assert_eq!(parts, [2, 2, 4]);
    assert!(["m", "f"].contains(&text(&profile, "gender")) && text(&profile, "locale") == "ru_RU", "{profile}");
    assert_eq!(text(&profile, "client_id"), sandbox.mail_client_id(), "the application's own");
}

#[tokio::test]
async fn the_order_of_members_differs_from_answer_to_answer() {
    let sandbox = sandbox().await;
    let mut first_members = std::collections::BTreeSet::new();
    for _ in 0..20 {
        let reply = exchange(&sandbox, &code(&sandbox, &[]), &[]).await;
        first_members.insert(reply.body[..10].to_owned());
        let answer = reply.json();
        assert_eq!((answer["expires_in"].as_u64(), text(&answer, "token_type")), (Some(3600), "Bearer"));
    }
    assert!(first_members.len() > 1, "{first_members:?}");
}

#[tokio::test]
async fn the_tokens_of_one_service_do_not_work_at_the_other() {
    let sandbox = sandbox().await;
    let answer = tokens(&sandbox, &[]).await;
    let call = crate::client::Call::client(&sandbox, "friends.get").with("session_key", text(&answer, "access_token"));
    assert_eq!(call.get().await.error_code(), 102);
    assert_eq!(error(&userinfo(&sandbox, sandbox.access_token()).await).0, 6);
    assert_eq!(error(&refresh(&sandbox, sandbox.refresh_token()).await).0, 6);
}

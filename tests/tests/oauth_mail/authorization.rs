//! What a browser is sent to, and what of it comes back.

use mailru_sdk::{
    Error,
    error::{AuthError, ConfigError},
    oauth_mail::{MailApp, MailAuthorization, OUT_OF_BAND, OUT_OF_BAND_AUTO, Prompt, Scope},
};

use crate::{BACK, ID, authorization, back, get, query};

fn app() -> MailApp {
    MailApp::new(ID, "client secret")
}

fn problem(authorization: &MailAuthorization) -> String {
    match authorization.url() {
        Err(Error::Config(error)) => error.to_string(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_address_has_what_the_service_asks_for_with_pkce_and_256_bits_of_state() {
    let authorization = authorization(&app()).login("ivanov@mail.ru");
    let url = authorization.url().unwrap();
    assert!(url.starts_with("https://oauth.mail.ru/login?client_id="), "{url}");
    let query = query(&url);
    for (name, value) in [
        ("client_id", ID),
        ("response_type", "code"),
        ("redirect_uri", BACK),
        ("scope", "openid profile email offline_access"),
        ("code_challenge_method", "S256"),
        ("prompt", "consent"),
        ("login", "ivanov@mail.ru"),
    ] {
        assert_eq!(get(&query, name).as_deref(), Some(value), "{name}");
    }
    // Base64 has six bits a letter.
    assert_eq!(get(&query, "state").map(|state| state.len() * 6 / 256), Some(1));
    assert_eq!(get(&query, "code_challenge").map(|challenge| challenge.len()), Some(43));
    assert_ne!(get(&query, "code_challenge").as_deref(), authorization.expose_verifier().unwrap());
    let other = crate::authorization(&app());
    assert_ne!(authorization.expose_state().unwrap(), other.expose_state().unwrap());
    assert_ne!(authorization.expose_verifier().unwrap(), other.expose_verifier().unwrap());
}

#[test]
fn what_nothing_could_come_of_is_refused_with_the_reason() {
    let scope = |words: &[&str]| app().authorization(BACK).scope(words.iter().copied());
    for (authorization, reason) in [
        (scope(&["mail.imap"]), "has `mail.imap` without `openid`"),
        (scope(&["mail.imap", "email"]), "has `mail.imap` without `openid`"),
        (scope(&["profile"]), "without `openid`, which is answered with status 401"),
        (scope(&["openid", "offline_access"]), "no refresh token comes of it"),
        (scope(&["openid", "offline_access"]).prompt(Prompt::Force), "no refresh token comes of it"),
        (scope(&["openid", "a b"]), "has a word that is empty or holds a space"),
        (scope(&["openid,email"]), "has a word that is empty or holds a space, a comma"),
        (scope(&[""]), "has a word that is empty"),
        (app().authorization("example.com/back"), "redirect URI is not a URL"),
        (app().authorization("https://example.com/#x"), "has a fragment"),
        (app().authorization("https://example.com/ "), "begins or ends with a space"),
        (app().authorization("urn:ietf:wg:oauth:2.0:obb"), "neither `OUT_OF_BAND` nor `OUT_OF_BAND_AUTO`"),
        (MailApp::new("", "client secret").authorization(BACK), "the client id is empty"),
    ] {
        let said = problem(&authorization);
        assert!(said.contains(reason), "{reason}: {said}");
    }
    for words in
        [&["openid", "mail.imap"][..], &["userinfo", "mail.imap"], &["userinfo"], &["biz.api"], &["something.new"], &[]]
    {
        assert!(scope(words).url().is_ok(), "{words:?}");
    }
    assert!(scope(&["openid", "offline_access"]).prompt(Prompt::Consent).url().is_ok());
}

#[test]
fn a_word_of_the_scope_is_the_same_as_a_text_and_as_a_value() {
    for scope in [Scope::OpenId, Scope::MailImap, Scope::OfflineAccess, Scope::Userinfo, Scope::BizApi] {
        assert_eq!(Scope::from(scope.as_str()), scope);
    }
    assert_eq!(Scope::from("cloud"), Scope::Other("cloud".into()));
}

#[test]
fn the_redirect_address_stays_as_it_was_registered() {
    for registered in
        ["https://example.com", "https://example.com/", "https://EXAMPLE.com:443/a/../b", "app.example:/back"]
    {
        let url = app().authorization(registered).url().unwrap();
        assert_eq!(get(&query(&url), "redirect_uri").as_deref(), Some(registered));
    }
}

#[test]
fn an_answer_to_another_request_is_not_believed() {
    let authorization = authorization(&app());
    let state = authorization.expose_state().unwrap();
    for redirect in [
        format!("{BACK}?code=c0de"),
        format!("{BACK}?code=c0de&state="),
        format!("{BACK}?code=c0de&state={}", &state[1..]),
        format!("{BACK}?error=access_denied&state=other"),
        back(&crate::authorization(&app())),
    ] {
        let error = authorization.exchange(&redirect).unwrap_err();
        assert!(matches!(error, Error::Auth(AuthError::StateMismatch)), "{redirect}: {error}");
    }
    assert!(authorization.exchange(&back(&authorization)).is_ok());
    assert!(authorization.exchange(&format!("/back?code=c0de&state={state}")).is_ok());
}

#[test]
fn a_refusal_in_the_redirect_is_told_by_its_word() {
    let authorization = authorization(&app());
    let state = authorization.expose_state().unwrap();
    let error = |word: &str| authorization.exchange(&format!("{BACK}?state={state}&error={word}")).unwrap_err();
    assert!(matches!(error("access_denied"), Error::Auth(AuthError::Denied)));
    assert_eq!(error("invalid+scope").to_string(), "authorize: refused with `invalid scope`");
    let nothing = authorization.exchange(&format!("{BACK}?state={state}")).unwrap_err();
    assert!(matches!(nothing, Error::Auth(AuthError::Incomplete { member: "code", .. })));
}

#[test]
fn a_code_is_copied_by_hand_only_where_no_browser_comes_back() {
    for out_of_band in [OUT_OF_BAND, OUT_OF_BAND_AUTO] {
        let authorization = app().authorization(out_of_band);
        assert_eq!(get(&query(&authorization.url().unwrap()), "redirect_uri").as_deref(), Some(out_of_band));
        assert!(authorization.exchange_code(" c0de\n").is_ok());
        assert!(matches!(authorization.exchange_code(" "), Err(Error::Config(ConfigError::Empty("code")))));
    }
    let error = app().authorization(BACK).exchange_code("c0de").unwrap_err();
    assert!(error.to_string().contains("whose `state` has to be compared"), "{error}");
}

#[tokio::test]
async fn an_authorization_can_be_remembered_until_the_browser_comes_back() {
    let server = mailru_tests::sequence::Sequence::of([crate::FIRST_PAIR]).await.unwrap();
    let app = crate::app(&server);
    let sent = authorization(&app);
    let (state, verifier) =
        (sent.expose_state().unwrap().to_owned(), sent.expose_verifier().unwrap().map(str::to_owned));
    let later = app.authorization(BACK).remembered(state, verifier.clone());
    later.exchange(&back(&sent)).unwrap().authorize().await.unwrap();
    assert_eq!(server.asked_for("code_verifier"), [verifier]);
}

#[test]
fn older_programs_send_no_challenge_and_force_the_page_otherwise() {
    let authorization = app().authorization(BACK).scope([Scope::Userinfo]).without_pkce().prompt(Prompt::Force);
    let query = query(&authorization.url().unwrap());
    assert_eq!(get(&query, "prompt_force").as_deref(), Some("1"));
    assert!(["code_challenge", "code_challenge_method", "prompt"].iter().all(|name| get(&query, name).is_none()));
    assert_eq!(authorization.expose_verifier().unwrap(), None);
}

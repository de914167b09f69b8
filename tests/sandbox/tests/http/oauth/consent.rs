//! Login, consent and refusal, in both flows.

use std::collections::{BTreeMap, BTreeSet};

use mailru_sandbox::Sandbox;

use super::browser::{BACK, Browser, location, request};
use super::token::{TokenCall, call, privileges};
use crate::client::Call;

const STANDALONE: &str = "http://connect.mail.ru/oauth/success.html";

async fn sandbox() -> Sandbox {
    Sandbox::start().await.expect("a free port")
}

fn members(encoded: &str) -> BTreeMap<&str, &str> {
    encoded.split('&').filter_map(|pair| pair.split_once('=')).collect()
}

#[tokio::test]
async fn the_code_flow_leads_from_login_over_consent_to_a_code_and_a_session() {
    let sandbox = sandbox().await;
    let mut browser = Browser::new(&sandbox);
    let target = request(&sandbox, &[("scope", "photos stream"), ("display", "mobile"), ("revoke", "1")]);
    let login = browser.open(&target).await;
    assert_eq!(login.status, 200);
    assert!(login.body.contains("type=\"password\"") && !login.body.contains("value=\"allow\""));
    let reply = browser.log_in(&target, &sandbox.user_email(), sandbox.password()).await;
    let consent = location(&reply).to_owned();
    let page = browser.open(&consent).await;
    assert!(page.body.contains("Create albums and add photos") && page.body.contains("Publish in your feed"));
    assert!(page.body.contains("See your profile") && !page.body.contains("messages"), "{}", page.body);
    assert!(page.body.contains("http://localhost:8080</b>") && page.body.contains(&sandbox.user_email()));
    let reply = browser.press(&consent, "allow").await;
    let code = location(&reply).strip_prefix(&format!("{BACK}&code=")).expect("the query is kept");
    let tokens = TokenCall::code(&sandbox, code, BACK).tokens().await;
    assert_eq!(privileges(&sandbox, &tokens.access).await, ["photos", "stream"]);
}

#[tokio::test]
async fn the_implicit_flow_ends_in_a_fragment_whose_order_varies() {
    let sandbox = sandbox().await;
    let mut browser = Browser::logged_in(&sandbox).await;
    let scope = ("scope", "messages,events");
    let changes = [("response_type", "token"), ("redirect_uri", STANDALONE), scope, ("revoke", "1")];
    let target = request(&sandbox, &changes);
    let own = format!("{}/success.html#", sandbox.oauth_url());
    let mut orders = BTreeSet::new();
    for _ in 0..10 {
        let reply = browser.press(&target, "allow").await;
        let fragment = location(&reply).strip_prefix(&own).expect("the sandbox's own page");
        let tokens = members(fragment);
        let names: Vec<&str> = tokens.keys().copied().collect();
        assert_eq!(names, ["access_token", "expires_in", "refresh_token", "token_type", "x_mailru_vid"]);
        assert_eq!((tokens["expires_in"], tokens["token_type"]), ("86400", "bearer"));
        assert_eq!(tokens["x_mailru_vid"], sandbox.uid().to_string());
        assert_eq!(privileges(&sandbox, tokens["access_token"]).await, ["messages", "events"]);
        assert_eq!(TokenCall::refresh(&sandbox, tokens["refresh_token"]).send().await.status, 200);
        orders.insert(fragment.split('=').next().unwrap_or_default().to_owned());
    }
    assert!(orders.len() > 1, "{orders:?}");
}

#[tokio::test]
async fn refusal_is_access_denied_in_both_flows_and_opens_nothing() {
    let sandbox = sandbox().await;
    let mut browser = Browser::logged_in(&sandbox).await;
    for flow in ["code", "token"] {
        let reply = browser.press(&request(&sandbox, &[("response_type", flow)]), "deny").await;
        assert_eq!(location(&reply), format!("{BACK}&error=access_denied"), "{flow}");
    }
    let plain = [("redirect_uri", "mm423004://authorize")];
    let reply = browser.press(&request(&sandbox, &plain), "deny").await;
    assert_eq!(location(&reply), "mm423004://authorize?error=access_denied");
    assert!(sandbox.token_requests().is_empty());
}

#[tokio::test]
async fn who_is_logged_in_sees_the_consent_at_once_and_after_logout_the_login() {
    let sandbox = sandbox().await;
    let mut browser = Browser::logged_in(&sandbox).await;
    let target = request(&sandbox, &[]);
    let old = browser.cookie.clone();
    assert!(browser.open(&target).await.body.contains("value=\"allow\""));
    let reply = browser.press(&target, "logout").await;
    assert!(location(&reply).starts_with("/oauth/authorize?"));
    assert!(browser.open(&target).await.body.contains("type=\"password\""));
    browser.cookie = old;
    assert!(browser.open(&target).await.body.contains("type=\"password\""), "the old cookie is worth nothing");
}

#[tokio::test]
async fn a_wrong_password_leads_back_with_fail_and_the_address_filled_in() {
    let sandbox = sandbox().await;
    let mut browser = Browser::new(&sandbox);
    for (email, password) in [(sandbox.user_email(), "wrong"), ("nobody@mail.ru".to_owned(), sandbox.password())] {
        let reply = browser.log_in(&request(&sandbox, &[]), &email, password).await;
        let again = location(&reply).to_owned();
        assert!(again.starts_with("/oauth/authorize?") && again.ends_with("&fail=1"), "{again}");
        let page = browser.open(&again).await;
        assert!(page.body.contains("The e-mail address or the password is wrong."), "{}", page.body);
        assert!(page.body.contains(&format!("value=\"{email}\"")));
        let reply = browser.log_in(&again, &sandbox.user_email(), sandbox.password()).await;
        assert!(!location(&reply).contains("fail"), "{}", reply.head);
        browser = Browser::new(&sandbox);
    }
}

#[tokio::test]
async fn a_blocked_user_is_sent_to_recovery_and_not_logged_in() {
    let sandbox = sandbox().await;
    let mut browser = Browser::new(&sandbox);
    let target = request(&sandbox, &[]);
    let email = sandbox.blocked_user().and_then(|uid| sandbox.email(uid)).expect("a person");
    let reply = browser.log_in(&target, &email, sandbox.password()).await;
    assert_eq!(location(&reply), "/recovery");
    assert!(browser.open("/recovery").await.body.contains("The account is blocked"));
    assert!(browser.open(&target).await.body.contains("type=\"password\""));
}

#[tokio::test]
async fn an_application_in_development_is_forbidden_to_all_but_its_author_and_its_testers() {
    let everybody = sandbox().await;
    let friends = Call::client(&everybody, "friends.get").get().await.json();
    let uid = |at: usize| friends[at].as_str().and_then(|uid| uid.parse::<u64>().ok()).expect("an id");
    let sandbox = Sandbox::builder().in_development([uid(0)]).start().await.expect("a free port");
    let target = request(&sandbox, &[]);
    for tester in [sandbox.uid(), uid(0)] {
        let email = sandbox.email(tester).expect("a person");
        let mut browser = Browser::logged_in_as(&sandbox, &email).await;
        assert!(location(&browser.press(&target, "allow").await).contains("code="));
    }
    let stranger = sandbox.email(uid(1)).expect("a person");
    let mut browser = Browser::logged_in_as(&sandbox, &stranger).await;
    let page = browser.open(&target).await;
    assert_eq!(page.status, 200, "clients read the page");
    assert!(page.body.contains("Authorization is forbidden") && !page.body.contains("value=\"allow\""));
    let forced = browser.send(&target, &[("csrf", super::browser::csrf(&page)), ("action", "allow")]).await;
    assert_eq!((forced.status, forced.header("location")), (200, None));
}

#[tokio::test]
async fn whoever_logs_in_owns_the_session() {
    let sandbox = sandbox().await;
    let friends = Call::client(&sandbox, "friends.get").get().await.json();
    let friend = friends[3].as_str().expect("an id");
    let email = sandbox.email(friend.parse().expect("a number")).expect("a person");
    let mut browser = Browser::logged_in_as(&sandbox, &email).await;
    let reply = browser.press(&request(&sandbox, &[]), "allow").await;
    let (_, code) = location(&reply).split_once("code=").expect("a code");
    let answer = TokenCall::code(&sandbox, code, BACK).send().await.json();
    assert_eq!(answer["x_mailru_vid"].as_str(), Some(friend));
    let foreign = call(&sandbox, "friends.get", answer["access_token"].as_str().expect("a token"));
    assert_eq!(foreign.get().await.error_code(), 104, "signed for somebody else");
}

/// What the member `state` of the redirect says, for each way that leads back to the application.
async fn states(sandbox: &Sandbox, state: &str) -> Vec<Option<String>> {
    let mut browser = Browser::logged_in(sandbox).await;
    let mut found = Vec::new();
    for (flow, action) in [("code", "allow"), ("code", "deny"), ("token", "allow"), ("token", "deny")] {
        let plain = ("redirect_uri", "http://localhost:8080/back");
        let target = request(sandbox, &[plain, ("response_type", flow), ("state", state), ("revoke", "1")]);
        let reply = browser.press(&target, action).await;
        let (_, encoded) = location(&reply).split_once(['?', '#']).expect("something is told");
        found.push(members(encoded).get("state").map(|state| (*state).to_owned()));
    }
    found
}

#[tokio::test]
async fn state_comes_back_as_it_was_sent_from_consent_and_refusal_in_both_flows() {
    let sandbox = sandbox().await;
    for (sent, returned) in [("x&y=#z", "x%26y%3D%23z"), ("a+b", "a%2Bb"), ("й", "%D0%B9"), ("0", "0")] {
        assert_eq!(states(&sandbox, sent).await, vec![Some(returned.to_owned()); 4], "{sent}");
    }
    assert_eq!(states(&sandbox, "").await, vec![None; 4], "nothing was sent");
}

#[tokio::test]
async fn state_comes_back_to_who_has_consented_before_and_beside_one_of_the_address() {
    let sandbox = sandbox().await;
    let mut browser = Browser::logged_in(&sandbox).await;
    browser.press(&request(&sandbox, &[]), "allow").await;
    let reply = browser.open(&request(&sandbox, &[("state", "second")])).await;
    assert!(location(&reply).starts_with(&format!("{BACK}&code=")) && location(&reply).ends_with("&state=second"));
}

#[tokio::test]
async fn state_is_lost_when_the_sandbox_is_told_so() {
    let sandbox = Sandbox::builder().returns_state(false).start().await.expect("a free port");
    assert_eq!(states(&sandbox, "x").await, vec![None; 4]);
}

#[tokio::test]
async fn who_has_consented_once_is_led_on_without_a_page_until_more_is_asked_for() {
    let sandbox = sandbox().await;
    let mut browser = Browser::logged_in(&sandbox).await;
    let photos = request(&sandbox, &[("scope", "photos")]);
    browser.press(&photos, "allow").await;
    for scope in ["photos", ""] {
        let reply = browser.open(&request(&sandbox, &[("scope", scope)])).await;
        assert!(location(&reply).starts_with(&format!("{BACK}&code=")), "{scope}: {}", reply.head);
    }
    let asks = async |browser: &mut Browser<'_>, changes: &[(&str, &str)]| {
        browser.open(&request(&sandbox, changes)).await.body.contains("value=\"allow\"")
    };
    assert!(asks(&mut browser, &[("scope", "photos stream")]).await, "more is asked for");
    assert!(asks(&mut browser, &[("scope", "photos"), ("revoke", "1")]).await, "the application wants it");
    sandbox.forget_consents();
    assert!(asks(&mut browser, &[("scope", "photos")]).await, "nobody has consented");
}

#[tokio::test]
async fn a_login_alone_or_a_refusal_is_no_consent() {
    let sandbox = sandbox().await;
    let mut browser = Browser::logged_in(&sandbox).await;
    let target = request(&sandbox, &[]);
    for _ in 0..2 {
        assert!(location(&browser.press(&target, "deny").await).contains("access_denied"));
    }
}

#[tokio::test]
async fn a_sandbox_can_be_told_to_ask_each_time() {
    let sandbox = Sandbox::builder().remembers_consent(false).start().await.expect("a free port");
    let mut browser = Browser::logged_in(&sandbox).await;
    for _ in 0..2 {
        assert!(location(&browser.press(&request(&sandbox, &[]), "allow").await).contains("code="));
    }
}

#[tokio::test]
async fn programs_that_fill_in_the_platforms_own_form_and_press_no_button_get_through() {
    let sandbox = sandbox().await;
    let mut browser = Browser::new(&sandbox);
    let target = request(&sandbox, &[]);
    let page = browser.open(&target).await;
    assert!(page.body.contains(r#"name="otherwise" value="login""#), "{}", page.body);
    let email = sandbox.user_email();
    let (login, domain) = email.split_once('@').expect("an address");
    let fields = [("csrf", super::browser::csrf(&page)), ("otherwise", "login"), ("Login", login), ("Domain", domain)];
    let reply = browser.send(&target, &[&fields[..], &[("Password", sandbox.password())]].concat()).await;
    let page = browser.open(location(&reply)).await;
    assert!(page.body.contains(r#"name="otherwise" value="allow""#), "{}", page.body);
    let reply = browser.send(&target, &[("csrf", super::browser::csrf(&page)), ("otherwise", "allow")]).await;
    assert!(location(&reply).contains("code="));
}

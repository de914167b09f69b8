//! Requests to the token endpoint, and what is true of all of them.

use mailru_sandbox::{ClientKey, OauthErrors, Sandbox};
use serde_json::json;

use crate::client::{Call, FORM, Reply, encode, get, post};

pub(crate) const TOKEN: &str = "/oauth/token";

/// A request that is right until something about it is changed.
#[derive(Clone)]
pub(crate) struct TokenCall<'a> {
    sandbox: &'a Sandbox,
    parameters: Vec<(String, String)>,
}

impl<'a> TokenCall<'a> {
    pub(crate) fn code(sandbox: &'a Sandbox, code: &str, redirect_uri: &str) -> Self {
        Self::new(sandbox, "authorization_code").with("code", code).with("redirect_uri", redirect_uri)
    }

    pub(crate) fn password(sandbox: &'a Sandbox) -> Self {
        let call = Self::new(sandbox, "password");
        call.with("username", &sandbox.user_email()).with("password", sandbox.password())
    }

    pub(crate) fn refresh(sandbox: &'a Sandbox, refresh_token: &str) -> Self {
        Self::new(sandbox, "refresh_token").with("refresh_token", refresh_token)
    }

    fn new(sandbox: &'a Sandbox, grant: &str) -> Self {
        let call = Self { sandbox, parameters: Vec::new() };
        let client_id = sandbox.app_id().to_string();
        call.with("grant_type", grant).with("client_id", &client_id).with("client_secret", sandbox.secret_key())
    }

    pub(crate) fn with(self, name: &str, value: &str) -> Self {
        let mut call = self.without(name);
        call.parameters.push((name.to_owned(), value.to_owned()));
        call
    }

    pub(crate) fn without(mut self, name: &str) -> Self {
        self.parameters.retain(|(known, _)| known != name);
        self
    }

    pub(crate) fn encoded(&self) -> String {
        self.parameters.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect::<Vec<_>>().join("&")
    }

    pub(crate) async fn send(&self) -> Reply {
        post(self.sandbox, TOKEN, FORM, self.encoded().as_bytes()).await
    }

    /// The name of the error, which is always a 400.
    pub(crate) async fn refused(&self) -> String {
        error(&self.send().await)
    }

    pub(crate) async fn tokens(&self) -> Tokens {
        Tokens::of(&self.send().await)
    }
}

pub(crate) fn error(reply: &Reply) -> String {
    assert_eq!(reply.status, 400, "{}", reply.body);
    reply.json()["error"].as_str().unwrap_or_else(|| panic!("no text: {}", reply.body)).to_owned()
}

#[derive(Debug)]
pub(crate) struct Tokens {
    pub(crate) access: String,
    pub(crate) refresh: String,
}

impl Tokens {
    fn of(reply: &Reply) -> Self {
        assert_eq!(reply.status, 200, "{}", reply.body);
        let answer = reply.json();
        let text = |name: &str| answer[name].as_str().unwrap_or_else(|| panic!("no {name}: {answer}")).to_owned();
        Self { access: text("access_token"), refresh: text("refresh_token") }
    }
}

/// A call with the session key, signed for the owner of the sandbox.
pub(crate) fn call<'a>(sandbox: &'a Sandbox, method: &str, session_key: &str) -> Call<'a> {
    Call::client(sandbox, method).with("session_key", session_key)
}

/// Which of the privileges the session has.
pub(crate) async fn privileges(sandbox: &Sandbox, session_key: &str) -> Vec<&'static str> {
    let mut granted = Vec::new();
    for name in ["photos", "guestbook", "stream", "messages", "events", "notifications", "widget"] {
        let answer = call(sandbox, "users.hasAppPermission", session_key).with("ext_perm", name).get().await.json();
        if answer == json!({ name: 1 }) {
            granted.push(name);
        }
    }
    granted
}

async fn sandbox() -> Sandbox {
    Sandbox::start().await.expect("a free port")
}

#[tokio::test]
async fn the_answer_has_the_shape_and_the_content_type_of_the_platform() {
    let sandbox = sandbox().await;
    let reply = TokenCall::password(&sandbox).send().await;
    assert_eq!(reply.header("content-type"), Some("text/javascript; charset=utf-8"));
    let answer = reply.json();
    let members: Vec<&str> = answer.as_object().expect("an object").keys().map(String::as_str).collect();
    assert_eq!(members, ["access_token", "expires_in", "refresh_token", "token_type", "x_mailru_vid"]);
    assert_eq!((&answer["expires_in"], &answer["token_type"]), (&json!(86400), &json!("bearer")));
    assert_eq!(answer["x_mailru_vid"], sandbox.uid().to_string());
    for token in ["access_token", "refresh_token"] {
        let token = answer[token].as_str().expect("a text");
        assert!(token.len() == 32 && token.bytes().all(|byte| byte.is_ascii_hexdigit()), "{token}");
    }
}

#[tokio::test]
async fn the_order_of_members_varies_from_answer_to_answer() {
    let sandbox = sandbox().await;
    let mut first = std::collections::BTreeSet::new();
    for _ in 0..30 {
        let body = TokenCall::password(&sandbox).send().await.body;
        first.insert(body.split('"').nth(1).expect("a name").to_owned());
    }
    assert!(first.len() > 1, "{first:?}");
}

#[tokio::test]
async fn a_wrong_client_is_invalid_client_for_every_grant() {
    let sandbox = sandbox().await;
    let code = sandbox.code("http://localhost/");
    for call in [
        TokenCall::code(&sandbox, &code, "http://localhost/"),
        TokenCall::password(&sandbox),
        TokenCall::refresh(&sandbox, sandbox.refresh_token()),
    ] {
        for (name, value) in [("client_id", "1"), ("client_id", "x"), ("client_secret", "x"), ("client_secret", "")] {
            assert_eq!(call.clone().with(name, value).refused().await, "invalid_client", "{name}={value}");
        }
        assert_eq!(call.clone().without("client_id").refused().await, "invalid_client");
        assert_eq!(call.clone().without("client_secret").refused().await, "invalid_client");
        assert_eq!(call.send().await.status, 200, "nothing was spent by strangers");
    }
}

#[tokio::test]
async fn a_grant_that_is_missing_or_unknown_is_said_to_be() {
    let sandbox = sandbox().await;
    let call = TokenCall::password(&sandbox);
    assert_eq!(call.clone().without("grant_type").refused().await, "invalid_request");
    assert_eq!(call.clone().with("grant_type", "").refused().await, "invalid_request");
    for grant in ["client_credentials", "Password", "refresh_token "] {
        assert_eq!(call.clone().with("grant_type", grant).refused().await, "unsupported_grant_type", "{grant}");
    }
}

#[tokio::test]
async fn a_parameter_that_is_missing_or_repeated_is_invalid_request() {
    let sandbox = sandbox().await;
    let code = sandbox.code("http://localhost/");
    for (call, name) in [
        (TokenCall::code(&sandbox, &code, "http://localhost/"), "code"),
        (TokenCall::code(&sandbox, &code, "http://localhost/"), "redirect_uri"),
        (TokenCall::password(&sandbox), "username"),
        (TokenCall::password(&sandbox), "password"),
        (TokenCall::refresh(&sandbox, sandbox.refresh_token()), "refresh_token"),
    ] {
        assert_eq!(call.clone().without(name).refused().await, "invalid_request", "{name}");
        assert_eq!(call.clone().with(name, "").refused().await, "invalid_request", "{name}");
        let twice = format!("{}&{name}=x", call.encoded());
        assert_eq!(error(&post(&sandbox, TOKEN, FORM, twice.as_bytes()).await), "invalid_request", "{name}");
    }
}

#[tokio::test]
async fn errors_come_as_rest_objects_when_asked_for() {
    let sandbox = Sandbox::builder().oauth_errors(OauthErrors::Object).start().await.expect("a free port");
    let reply = TokenCall::refresh(&sandbox, "unknown").send().await;
    assert_eq!(reply.body, r#"{"error":{"error_msg":"invalid_grant","error_code":102}}"#);
    assert_eq!(reply.error_code(), 102);
    assert_eq!(TokenCall::password(&sandbox).with("client_id", "1").send().await.error_code(), 103);
    assert_eq!(TokenCall::password(&sandbox).without("password").send().await.error_code(), 100);
}

#[tokio::test]
async fn parameters_are_read_from_the_query_from_a_multipart_form_and_from_get() {
    let sandbox = sandbox().await;
    let encoded = TokenCall::password(&sandbox).encoded();
    assert_eq!(post(&sandbox, &format!("{TOKEN}?{encoded}"), FORM, b"").await.status, 200);
    assert_eq!(get(&sandbox, &format!("{TOKEN}?{encoded}")).await.status, 200);
    let part = |(name, value): &(String, String)| {
        format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let parts: String = TokenCall::password(&sandbox).parameters.iter().map(part).collect();
    let body = format!("{parts}--b--\r\n");
    assert_eq!(post(&sandbox, TOKEN, "multipart/form-data; boundary=b", body.as_bytes()).await.status, 200);
    let verbs: Vec<String> = sandbox.token_requests().iter().map(|request| request.verb().to_owned()).collect();
    assert_eq!(verbs, ["POST", "GET", "POST"]);
}

#[tokio::test]
async fn every_request_is_recorded_with_its_outcome_and_debug_shows_no_secret() {
    let sandbox = sandbox().await;
    TokenCall::password(&sandbox).with("client_secret", sandbox.private_key()).send().await;
    TokenCall::refresh(&sandbox, sandbox.refresh_token()).send().await;
    TokenCall::code(&sandbox, "c0de-that-nobody-gave", "http://localhost/").send().await;
    TokenCall::password(&sandbox).with("grant_type", "s3cret").with("client_secret", "s3cret").send().await;
    let requests = sandbox.token_requests();
    let seen: Vec<_> = requests.iter().map(|one| (one.grant(), one.client_key(), one.status(), one.error())).collect();
    assert_eq!(
        seen,
        [
            (Some("password"), Some(ClientKey::Private), 200, None),
            (Some("refresh_token"), Some(ClientKey::Secret), 200, None),
            (Some("authorization_code"), Some(ClientKey::Secret), 400, Some("invalid_grant")),
            (None, None, 400, Some("unsupported_grant_type")),
        ]
    );
    assert!(requests[0].is_granted() && !requests[3].is_granted());
    assert_eq!(requests[1].parameter("refresh_token"), Some(sandbox.refresh_token()));
    let shown = format!("{requests:#?}");
    let email = sandbox.user_email();
    for secret in [sandbox.password(), sandbox.secret_key(), sandbox.private_key(), "c0de", "s3cret", &email] {
        assert!(!shown.contains(secret), "{shown}");
    }
    assert!(!shown.contains(sandbox.refresh_token()), "{shown}");
    assert!(sandbox.requests().is_empty(), "they are no REST calls");
}

#[tokio::test]
async fn an_empty_secret_is_taken_only_by_a_sandbox_that_is_told_so() {
    let lenient = Sandbox::builder().takes_empty_secret(true).start().await.expect("a free port");
    for call in [TokenCall::password(&lenient), TokenCall::refresh(&lenient, lenient.refresh_token())] {
        assert_eq!(call.with("client_secret", "").send().await.status, 200);
    }
    let code = lenient.code("http://localhost/");
    let by_code = TokenCall::code(&lenient, &code, "http://localhost/").without("client_secret");
    assert_eq!(by_code.send().await.status, 200);
    assert_eq!(lenient.token_requests()[0].client_key(), None);
    assert_eq!(TokenCall::password(&lenient).with("client_secret", "wrong").refused().await, "invalid_client");
    let strict = sandbox().await;
    assert_eq!(TokenCall::password(&strict).with("client_secret", "").refused().await, "invalid_client");
}

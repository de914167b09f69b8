//! A browser without a screen: it keeps cookies, and fills in the forms that it was shown.

use mailru_sandbox::Sandbox;

use crate::client::{FORM, Reply, encode, get_with, post_with};

/// Where the code flow of these tests returns to.
pub(crate) const BACK: &str = "http://localhost:8080/back?state=a%26b";

pub(crate) struct Browser<'a> {
    sandbox: &'a Sandbox,
    pub(crate) language: &'a str,
    pub(crate) cookie: Option<String>,
}

/// The authorize page's address for these parameters.
pub(crate) fn authorize(pairs: &[(&str, &str)]) -> String {
    let pairs: Vec<String> = pairs.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect();
    format!("/oauth/authorize?{}", pairs.join("&"))
}

/// The authorize page's address as an application would write it, with changes; an empty value leaves a name out.
pub(crate) fn request(sandbox: &Sandbox, changes: &[(&str, &str)]) -> String {
    let app_id = sandbox.app_id().to_string();
    let mut pairs = vec![("client_id", app_id.as_str()), ("response_type", "code"), ("redirect_uri", BACK)];
    for &(name, value) in changes {
        pairs.retain(|(known, _)| *known != name);
        pairs.extend((!value.is_empty()).then_some((name, value)));
    }
    authorize(&pairs)
}

/// The token that ties the forms of a page to the browser.
pub(crate) fn csrf(page: &Reply) -> &str {
    let value = page.body.split_once("name=\"csrf\" value=\"").map(|(_, rest)| &rest[..32]);
    value.unwrap_or_else(|| panic!("no form: {}", page.body))
}

/// Where the browser is sent.
pub(crate) fn location(reply: &Reply) -> &str {
    assert_eq!(reply.status, 303, "{}", reply.body);
    reply.header("location").expect("a redirect leads somewhere")
}

impl<'a> Browser<'a> {
    pub(crate) fn new(sandbox: &'a Sandbox) -> Self {
        Self { sandbox, language: "en", cookie: None }
    }

    /// A browser at which the user of the sandbox is logged in.
    pub(crate) async fn logged_in(sandbox: &'a Sandbox) -> Self {
        Self::logged_in_as(sandbox, &sandbox.user_email()).await
    }

    pub(crate) async fn logged_in_as(sandbox: &'a Sandbox, email: &str) -> Self {
        let mut browser = Self::new(sandbox);
        let reply = browser.log_in(&request(sandbox, &[]), email, sandbox.password()).await;
        assert!(location(&reply).starts_with("/oauth/authorize?"), "{}", reply.head);
        browser
    }

    pub(crate) async fn open(&mut self, target: &str) -> Reply {
        let reply = get_with(self.sandbox, target, &self.headers()).await;
        self.keep_cookie(&reply);
        reply
    }

    /// Sends a form with whatever fields.
    pub(crate) async fn send(&mut self, target: &str, fields: &[(&str, &str)]) -> Reply {
        let fields: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect();
        let headers = format!("{}Content-Type: {FORM}\r\n", self.headers());
        let reply = post_with(self.sandbox, target, &headers, fields.join("&").as_bytes()).await;
        self.keep_cookie(&reply);
        reply
    }

    /// Opens a page and presses one of its buttons.
    pub(crate) async fn press(&mut self, target: &str, action: &str) -> Reply {
        let page = self.open(target).await;
        assert!(page.body.contains(&format!("value=\"{action}\"")), "{}", page.body);
        self.send(target, &[("csrf", csrf(&page)), ("action", action)]).await
    }

    pub(crate) async fn log_in(&mut self, target: &str, email: &str, password: &str) -> Reply {
        let page = self.open(target).await;
        let fields = [("csrf", csrf(&page)), ("action", "login"), ("email", email), ("password", password)];
        self.send(target, &fields).await
    }

    fn headers(&self) -> String {
        let cookie = self.cookie.as_ref().map(|cookie| format!("Cookie: theme=dark; {cookie}; a=b\r\n"));
        format!("Accept-Language: {}\r\n{}", self.language, cookie.unwrap_or_default())
    }

    fn keep_cookie(&mut self, reply: &Reply) {
        if let Some(cookie) = reply.header("set-cookie") {
            let (pair, attributes) = cookie.split_once("; ").expect("a cookie with attributes");
            assert_eq!(attributes, "Path=/; HttpOnly; SameSite=Lax");
            self.cookie = Some(pair.to_owned());
        }
    }
}

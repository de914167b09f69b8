//! A user with a browser, as far as a flow of OAuth needs one: opens the address, logs in, says yes or no, and ends where the
//! platform sends them. The pages are the sandbox's.

use std::io;

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

/// Who sits in front of the browser.
#[derive(Debug, Clone)]
pub struct User {
    /// With what to log in.
    pub email: String,
    /// With what to log in.
    pub password: String,
    /// Whether the application is let in.
    pub consents: bool,
}

impl User {
    /// Goes through the pages and returns the address that the browser is sent to in the end. Whoever cannot log in ends
    /// at the address that the platform then shows.
    ///
    /// # Errors
    /// When the address is none of the sandbox, or a page is not as expected.
    pub async fn open(&self, address: &str) -> io::Result<String> {
        let mut browser = Browser { cookie: String::new() };
        let page = browser.get(address).await?;
        let form =
            [("csrf", csrf(&page.body)?), ("action", "login"), ("email", &self.email), ("password", &self.password)];
        let after = browser.post(address, &form).await?.location()?;
        if !after.starts_with("/oauth/authorize") || after.contains("fail=1") {
            return Ok(after);
        }
        let page = browser.get(address).await?;
        // Who has consented before is not asked again.
        if page.header("location").is_some() {
            return page.location();
        }
        let action = if self.consents { "allow" } else { "deny" };
        browser.post(address, &[("csrf", csrf(&page.body)?), ("action", action)]).await?.location()
    }
}

/// Opens one address, as for a redirect to a program that listens on loopback, and returns what is shown there.
///
/// # Errors
/// When nobody answers there.
pub async fn open(address: &str) -> io::Result<String> {
    Ok(Browser { cookie: String::new() }.get(address).await?.body)
}

struct Browser {
    cookie: String,
}

struct Answer {
    head: String,
    body: String,
}

impl Browser {
    async fn get(&mut self, address: &str) -> io::Result<Answer> {
        self.send("GET", address, "").await
    }

    async fn post(&mut self, address: &str, form: &[(&str, &str)]) -> io::Result<Answer> {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
        self.send("POST", address, &body).await
    }

    async fn send(&mut self, verb: &str, address: &str, body: &str) -> io::Result<Answer> {
        let rest = address.strip_prefix("http://").ok_or_else(|| unexpected("the address"))?;
        let slash = rest.find('/').unwrap_or(rest.len());
        let (host, target) = rest.split_at(slash);
        let mut stream = TcpStream::connect(host).await?;
        let Self { cookie } = self;
        let length = body.len();
        let request = format!(
            "{verb} {target} HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\nConnection: close\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {length}\r\n\r\n{body}"
        );
        stream.write_all(request.as_bytes()).await?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await?;
        let (head, body) = answer.split_once("\r\n\r\n").ok_or_else(|| unexpected("the answer"))?;
        let answer = Answer { head: head.to_owned(), body: body.to_owned() };
        if let Some(set) = answer.header("set-cookie") {
            set.split(';').next().unwrap_or_default().clone_into(&mut self.cookie);
        }
        Ok(answer)
    }
}

impl Answer {
    fn header(&self, wanted: &str) -> Option<&str> {
        let mut headers = self.head.lines().filter_map(|line| line.split_once(": "));
        headers.find(|(name, _)| name.eq_ignore_ascii_case(wanted)).map(|(_, value)| value)
    }

    fn location(&self) -> io::Result<String> {
        self.header("location").map(str::to_owned).ok_or_else(|| unexpected("the redirect"))
    }
}

/// What ties a form to the browser that it was shown to.
fn csrf(page: &str) -> io::Result<&str> {
    let (_, rest) = page.split_once(r#"name="csrf" value=""#).ok_or_else(|| unexpected("the page"))?;
    rest.split_once('"').map(|(csrf, _)| csrf).ok_or_else(|| unexpected("the page"))
}

fn unexpected(what: &str) -> io::Error {
    io::Error::other(format!("{what} is not as expected"))
}

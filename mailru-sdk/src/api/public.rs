//! The public look-up, which is no method: it needs no application, no session and no signature.

use std::sync::Arc;

use crate::{
    answer::{Answer, decode},
    error::{ConfigError, Error, ParamError},
    escape::encode,
    session::{Acting, Core},
    spec::{Effect, UNKNOWN},
    types::Uid,
    wire::{
        attempts::trouble,
        deadline::Deadline,
        exchange::{Errand, Turn, exchange},
        outgoing::{Body, Outgoing, To},
        settings::Settings,
        transport::Http,
    },
};

/// What errors call the look-up.
const LOOKUP: &str = "public look-up";

/// What the platform tells everybody.
///
/// ```no_run
/// use mailru_sdk::PublicApi;
///
/// # async fn example() -> Result<(), mailru_sdk::Error> {
/// let uid = PublicApi::new().lookup("mail/ivanov").await?;
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct PublicApi {
    core: Core,
}

impl Default for PublicApi {
    fn default() -> Self {
        Self::new()
    }
}

impl PublicApi {
    /// The platform over HTTPS.
    #[must_use]
    pub fn new() -> Self {
        Self::with_settings(Settings::new())
    }

    /// Another place, or other limits. The look-up is beside the API: `https://host/platform/api` and
    /// `https://host/platform/mail/ivanov`.
    #[must_use]
    pub fn with_settings(settings: Settings) -> Self {
        let no_keys = ConfigError::NoCircuit { client: "an application" };
        Self { core: Core::new(0, Err(no_keys), Acting::Nobody, Arc::new(Http::new(settings))) }
    }

    /// The id of a user or a community by the path of its page: `mail/ivanov` for `http://my.mail.ru/mail/ivanov/`,
    /// `community/rust` for a community. A whole address of `my.mail.ru` will do too.
    ///
    /// Known from working client programs.
    ///
    /// # Errors
    /// [`Error::Param`] for a path that is none; [`Error::Api`] or [`Error::Decode`] when there is no such page;
    /// [`Error::Transport`] when the platform does not answer; [`Error::Config`] when the settings cannot be used.
    pub async fn lookup(&self, page: &str) -> Result<Uid, Error> {
        let http = &self.core.http;
        http.check()?;
        let no_path = ConfigError::Url { which: "API URL", problem: "has no path, beside which the look-up would be" };
        let url = format!("{}/{}", platform(&http.settings().api_url).ok_or(no_path)?, path(page)?);
        let request = Outgoing { url, body: Body::None, to: To::Platform };
        // A look-up changes nothing, so it is repeated as any reading call.
        let (policy, judge, deadline) = (http.settings().retry, &trouble, Deadline::new(http.settings().timeout));
        let errand = Errand { method: LOOKUP, effect: Effect::Read, turn: Turn::Waits, policy, judge, deadline };
        let reply = exchange(http, &request, &errand).await?;
        let (settings, session) = (http.settings(), &self.core);
        let answer = Answer { reply, method: LOOKUP, spec: &UNKNOWN, settings, session, used: None, errors: None };
        decode::member(&answer, "uid")
    }
}

/// The address that the API's last segment stands under. Without a path the rest would be taken for the host.
fn platform(api_url: &str) -> Option<&str> {
    let (scheme, rest) = api_url.trim_end_matches('/').split_once("://")?;
    let (parent, _) = rest.rsplit_once('/')?;
    Some(&api_url[..scheme.len() + "://".len() + parent.len()])
}

/// A page's path, percent-encoded, without slashes around it.
fn path(page: &str) -> Result<String, ParamError> {
    let refused = |problem: &str| ParamError { method: LOOKUP.into(), name: "page".into(), problem: problem.into() };
    let path = match page.split_once("://") {
        Some((_, address)) => {
            let (host, path) = address.split_once('/').unwrap_or((address, ""));
            if host != "my.mail.ru" {
                return Err(refused("is an address of another site than my.mail.ru"));
            }
            path.split(['?', '#']).next().unwrap_or_default()
        }
        None => page,
    };
    let segments: Vec<_> = path.trim_matches('/').split('/').collect();
    let mut encoded = String::new();
    for segment in &segments {
        if segment.is_empty() || matches!(*segment, "." | "..") {
            return Err(refused("is not a path such as mail/ivanov"));
        }
        if !encoded.is_empty() {
            encoded.push('/');
        }
        encode(segment, &mut encoded);
    }
    if segments.len() < 2 {
        return Err(refused("is not a path such as mail/ivanov"));
    }
    Ok(encoded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_named_by_its_path_or_its_address() {
        for (page, expected) in [
            ("mail/ivanov", "mail/ivanov"),
            ("/mail/ivanov/", "mail/ivanov"),
            ("http://my.mail.ru/community/rust/", "community/rust"),
            ("https://my.mail.ru/mail/ivanov?ref=1#top", "mail/ivanov"),
            ("mail/a b", "mail/a%20b"),
        ] {
            assert_eq!(path(page).unwrap(), expected, "{page}");
        }
        for page in
            ["", "/", "ivanov", "mail/../api", "mail//ivanov", "http://example.com/mail/ivanov", "http://my.mail.ru"]
        {
            assert!(path(page).is_err(), "{page}");
        }
    }

    #[test]
    fn the_look_up_is_beside_the_api() {
        assert_eq!(platform("https://www.appsmail.ru/platform/api"), Some("https://www.appsmail.ru/platform"));
        assert_eq!(platform("http://127.0.0.1:8321/platform/api/"), Some("http://127.0.0.1:8321/platform"));
        assert_eq!(platform("http://127.0.0.1:8321/api"), Some("http://127.0.0.1:8321"));
        assert_eq!(platform("http://127.0.0.1:8321/"), None);
    }
}

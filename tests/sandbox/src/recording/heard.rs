//! An exchange as it was heard, with everything in it: what a proxy saw pass by, or what a HAR file holds. It never reaches a disk;
//! what does is made of it by `scrub`.

use axum::body::Body;
use axum::extract::{DefaultBodyLimit, Request};
use futures_util::FutureExt as _;

use super::Upload;

/// What was asked, and what came.
#[derive(Debug, Default)]
pub(crate) struct Heard {
    pub(crate) verb: String,
    /// Of the address, without the query.
    pub(crate) path: String,
    /// Query and form.
    pub(crate) pairs: Vec<(String, String)>,
    pub(crate) files: Vec<Upload>,
    pub(crate) status: u16,
    pub(crate) media_type: String,
    /// The body without its compression.
    pub(crate) body: Vec<u8>,
    /// Why there is no body.
    pub(crate) unread: Option<String>,
    /// `2026-11`.
    pub(crate) month: String,
}

/// What an exchange is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Call,
    Token,
}

impl Heard {
    /// `None` for what is no exchange with the API, such as a page.
    pub(crate) fn kind(&self) -> Option<Kind> {
        let path = self.path.trim_end_matches('/');
        match path.split_once("/platform/api") {
            Some((_, rest)) if rest.is_empty() || rest.starts_with('/') => Some(Kind::Call),
            _ => path.ends_with("/oauth/token").then_some(Kind::Token),
        }
    }

    pub(crate) fn parameter(&self, name: &str) -> Option<&str> {
        self.pairs.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The method, which an address of the form `/platform/api/friends/get` names as well.
    pub(crate) fn method(&self) -> Option<String> {
        let by_path = || {
            let (_, rest) = self.path.split_once("/platform/api")?;
            let rest = rest.trim_matches('/');
            (!rest.is_empty()).then(|| rest.replace('/', "."))
        };
        self.parameter("method").map(str::to_owned).or_else(by_path)
    }

    /// Adds what the address and the body of a request say. What cannot be read is left out.
    pub(crate) fn add_request(&mut self, query: Option<&str>, media_type: &str, body: &[u8]) {
        let query = form_urlencoded::parse(query.unwrap_or_default().as_bytes());
        self.pairs.extend(query.into_owned());
        if media_type.starts_with("multipart/") {
            self.add_multipart(media_type, body);
        } else if media_type.starts_with("application/x-www-form-urlencoded") {
            self.pairs.extend(form_urlencoded::parse(body).into_owned());
        }
    }

    fn add_multipart(&mut self, media_type: &str, body: &[u8]) {
        let request = Request::post("/").header("content-type", media_type).body(Body::from(body.to_vec()));
        let Ok(mut request) = request else { return };
        DefaultBodyLimit::disable().apply(&mut request);
        // All of it is in memory, so nothing is waited for.
        let Some(Ok(parameters)) = crate::http::parameters(request).now_or_never() else { return };
        self.pairs.extend(parameters.pairs().iter().cloned());
        self.files.extend(parameters.files().iter().map(|file| Upload {
            name: file.name.clone(),
            file_name: file.file_name.clone(),
            size: file.bytes.len() as u64,
        }));
    }
}

/// The month of a time in Unix seconds.
pub(crate) fn month(seconds: u64) -> String {
    // Days since 1 March of the year 0, by which leap days come last.
    let days = seconds / 86_400 + 719_468;
    let (era, day) = (days / 146_097, days % 146_097);
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let (month, later) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    format!("{:04}-{month:02}", year + era * 400 + later)
}

#[cfg(test)]
mod tests {
    use super::{Heard, Kind, month};

    #[test]
    fn months_are_those_of_the_calendar() {
        for (seconds, expected) in [
            (0, "1970-01"),
            (951_782_399, "2000-02"),
            (951_868_800, "2000-03"),
            (1_409_529_600, "2014-09"),
            (1_798_761_599, "2026-12"),
            (1_798_761_600, "2027-01"),
        ] {
            assert_eq!(month(seconds), expected, "{seconds}");
        }
    }

    #[test]
    fn calls_are_told_by_their_address_in_all_its_forms() {
        let kind = |path: &str| Heard { path: path.to_owned(), ..Heard::default() }.kind();
        for path in ["/platform/api", "/platform/api/", "/platform/api/friends/get"] {
            assert_eq!(kind(path), Some(Kind::Call), "{path}");
        }
        assert_eq!(kind("/oauth/token"), Some(Kind::Token));
        assert_eq!((kind("/platform/apis"), kind("/oauth/authorize"), kind("/")), (None, None, None));
        let heard = Heard { path: "/platform/api/friends/get".to_owned(), ..Heard::default() };
        assert_eq!(heard.method().as_deref(), Some("friends.get"));
    }
}

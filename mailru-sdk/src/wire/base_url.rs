//! Addresses that requests are appended to, checked before one is sent there.

use std::net::IpAddr;

use url::Url;

use crate::error::ConfigError;

/// Accepts what requests can be appended to: `http(s)://host[:port][/path]`.
pub(crate) fn check_url(which: &'static str, text: &str) -> Result<(), ConfigError> {
    let bad = |problem| Err(ConfigError::Url { which, problem });
    if text.is_empty() {
        return bad("is empty");
    }
    let Some((scheme, rest)) = text.split_once("://") else {
        return bad("has no scheme; it starts with https:// or http://");
    };
    if !scheme.eq_ignore_ascii_case("http") && !scheme.eq_ignore_ascii_case("https") {
        return bad("has a scheme other than https or http");
    }
    if rest.is_empty() || rest.starts_with(['/', '?', '#', ':']) {
        return bad("has no host");
    }
    if text.contains(|c: char| c.is_whitespace() || c.is_control() || c == '\\') {
        return bad("holds a space, a control character or a backslash");
    }
    let Ok(url) = Url::parse(text) else { return bad("is not a URL") };
    if url.host_str().is_none_or(str::is_empty) {
        return bad("has no host");
    }
    if !url.username().is_empty() || url.password().is_some() {
        return bad("holds a user name or password, which would end up in logs");
    }
    if url.query().is_some() || url.fragment().is_some() {
        return bad("has a query or a fragment, where the parameters of a call belong");
    }
    Ok(())
}

/// The same for an address that keys and tokens go to: without TLS no further than this machine, unless the program says so.
pub(crate) fn check_address(which: &'static str, text: &str, plain_http: bool) -> Result<(), ConfigError> {
    check_url(which, text)?;
    if plain_http || is_secure(text) || is_loopback(text) {
        return Ok(());
    }
    let problem = "is http:// to another machine, and keys and tokens would go there readable; take https://, or allow it by \
                   `Settings::plain_http(true)`";
    Err(ConfigError::Url { which, problem })
}

/// Whether the way there is TLS.
pub(crate) fn is_secure(url: &str) -> bool {
    url.split_once(':').is_some_and(|(scheme, _)| scheme.eq_ignore_ascii_case("https"))
}

/// Whether what goes there stays on this machine.
pub(crate) fn is_loopback(url: &str) -> bool {
    let Ok(url) = Url::parse(url) else { return false };
    let host = url.host_str().unwrap_or_default();
    let address = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    address.map_or(host == "localhost", |address| address.to_canonical().is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_url_is_checked_before_it_is_used() {
        for (url, problem) in [
            ("", "is empty"),
            ("www.appsmail.ru/platform/api", "has no scheme; it starts with https:// or http://"),
            ("ftp://appsmail.ru/api", "has a scheme other than https or http"),
            ("http://", "has no host"),
            ("https:///platform/api", "has no host"),
            ("http://:80/", "has no host"),
            ("http://[::1", "is not a URL"),
            ("http://a b/", "holds a space, a control character or a backslash"),
            ("https://appsmail.ru/api\n", "holds a space, a control character or a backslash"),
            ("https://me:secret@appsmail.ru/", "holds a user name or password, which would end up in logs"),
            ("https://appsmail.ru/api?x=1", "has a query or a fragment, where the parameters of a call belong"),
        ] {
            assert_eq!(check_url("API URL", url), Err(ConfigError::Url { which: "API URL", problem }), "{url}");
        }
        for url in [
            "https://www.appsmail.ru/platform/api",
            "https://connect.mail.ru/oauth",
            "http://127.0.0.1:8321/platform/api",
            "http://[::1]:80/",
            "https://пример.рф/api",
        ] {
            assert_eq!(check_url("API URL", url), Ok(()), "{url}");
        }
    }

    #[test]
    fn keys_go_in_clear_to_this_machine_alone() {
        let here = [
            "http://127.0.0.1:8321/api",
            "http://localhost/",
            "HTTP://127.9.9.9/",
            "http://[::1]:80/",
            "http://127.1/",
        ];
        for url in here.into_iter().chain(["http://[::ffff:127.0.0.1]/", "https://appsmail.ru/", "HTTPS://10.0.0.1/"]) {
            assert_eq!(check_address("API URL", url, false), Ok(()), "{url}");
        }
        for url in [
            "http://appsmail.ru/",
            "HTTP://10.0.0.1:8321/",
            "http://0.0.0.0:80/",
            "http://[::]/",
            "http://[fe80::1]/",
            "http://localhost.example/",
            "http://127.0.0.1.example/",
            "http://localhost./",
        ] {
            assert!(check_address("API URL", url, false).is_err(), "{url}");
            assert_eq!(check_address("API URL", url, true), Ok(()), "{url}");
        }
        assert!(check_address("API URL", "ftp://appsmail.ru/", true).is_err());
    }
}

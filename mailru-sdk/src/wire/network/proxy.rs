//! The proxy that calls go through. Its address may hold a password, so neither an error nor the `Debug` form shows what is in it.

use std::fmt;

use reqwest::ClientBuilder;
use secrecy::{ExposeSecret as _, SecretString};
use url::Url;

use crate::error::ConfigError;

/// What SOCKS has one byte for (RFC 1929, 2).
const LONGEST: usize = 255;

#[derive(Clone)]
pub(in crate::wire) enum Proxy {
    /// Whatever `HTTPS_PROXY` and its like say.
    Environment,
    /// None, whatever the environment says.
    Direct,
    /// This one, whatever the environment says.
    Given(SecretString),
}

impl Proxy {
    pub(super) fn check(&self) -> Result<(), ConfigError> {
        self.address().map(drop)
    }

    /// Whether the way to the proxy itself is TLS.
    pub(in crate::wire) fn is_secure(&self) -> bool {
        self.address().is_ok_and(|address| address.is_some_and(|address| address.scheme() == "https"))
    }

    /// Sets the client up. `loopback`: what it is for is on this machine, where no proxy of the environment reaches it.
    pub(super) fn apply(&self, client: ClientBuilder, loopback: bool) -> Result<ClientBuilder, ConfigError> {
        match (self, self.address()?) {
            (Self::Environment, _) if !loopback => Ok(client),
            (_, None) => Ok(client.no_proxy()),
            (_, Some(address)) => Ok(client.proxy(reqwest::Proxy::all(address).map_err(|_| bad("is not a URL"))?)),
        }
    }

    /// The address that was given, if it can be used.
    fn address(&self) -> Result<Option<Url>, ConfigError> {
        let Self::Given(text) = self else { return Ok(None) };
        let text = text.expose_secret();
        if text.is_empty() {
            return Err(bad("is empty"));
        }
        let Some((scheme, _)) = text.split_once("://") else {
            return Err(bad("has no scheme; it starts with http://, https://, socks5:// or socks5h://"));
        };
        if !["http", "https", "socks5", "socks5h"].iter().any(|known| scheme.eq_ignore_ascii_case(known)) {
            return Err(bad("has a scheme other than http, https, socks5 and socks5h"));
        }
        if text.contains(|c: char| c.is_whitespace() || c.is_control() || c == '\\') {
            return Err(bad(
                "holds a space, a control character or a backslash; in a password they are percent-encoded",
            ));
        }
        let address =
            Url::parse(text).map_err(|_| bad("is not a URL; in a password / ? # and % are percent-encoded"))?;
        if address.host_str().is_none_or(str::is_empty) {
            return Err(bad("has no host"));
        }
        if !matches!(address.path(), "" | "/") || address.query().is_some() || address.fragment().is_some() {
            return Err(bad("has more than a host and a port; in a password / ? # and % are percent-encoded"));
        }
        let long = address.username().len() > LONGEST || address.password().is_some_and(|word| word.len() > LONGEST);
        if long && address.scheme().starts_with("socks") {
            return Err(bad("has a user name or password of more than 255 bytes, which SOCKS cannot carry"));
        }
        Ok(Some(address))
    }
}

fn bad(problem: &'static str) -> ConfigError {
    ConfigError::Url { which: "proxy", problem }
}

impl fmt::Debug for Proxy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self, self.address()) {
            (Self::Environment, _) => f.write_str("of the environment"),
            (Self::Direct, _) => f.write_str("none"),
            (_, Ok(Some(address))) => {
                let port = address.port_or_known_default().unwrap_or(1080);
                write!(f, "{}://{}:{port}", address.scheme(), address.host_str().unwrap_or_default())
            }
            (Self::Given(_), _) => f.write_str("(unusable)"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(text: &str) -> Proxy {
        Proxy::Given(text.to_owned().into())
    }

    #[test]
    fn a_proxy_is_shown_without_its_password() {
        for (text, shown) in [
            ("http://proxy.example:3128", "http://proxy.example:3128"),
            ("https://me:secret@proxy.example", "https://proxy.example:443"),
            ("socks5://me:secret@127.0.0.1", "socks5://127.0.0.1:1080"),
            ("SOCKS5H://me:secret@[::1]:9/", "socks5h://[::1]:9"),
            ("ftp://me:secret@proxy.example", "(unusable)"),
        ] {
            assert_eq!(format!("{:?}", given(text)), shown);
        }
    }

    #[test]
    fn an_address_that_is_no_proxy_is_refused_without_being_shown() {
        let long = format!("socks5://me:{}@proxy.example", "secret".repeat(43));
        for (text, problem) in [
            ("", "is empty"),
            ("secret:3128", "has no scheme"),
            ("ftp://secret", "has a scheme other than"),
            ("socks4://secret", "has a scheme other than"),
            ("http://", "is not a URL"),
            ("socks5://", "has no host"),
            ("socks5://:1080", "is not a URL"),
            ("http://me:sec ret@proxy.example", "holds a space"),
            ("http://me:secret/x@proxy.example", "is not a URL"),
            ("http://proxy.example/secret", "has more than a host and a port"),
            ("http://proxy.example:3128?secret", "has more than a host and a port"),
            ("http://proxy.example:99999", "is not a URL"),
            (&long, "has a user name or password of more than 255 bytes"),
        ] {
            let error = given(text).check().unwrap_err().to_string();
            assert!(error.starts_with(&format!("the proxy {problem}")), "{text}: {error}");
            assert!(!error.contains("secret"), "{error}");
        }
    }
}

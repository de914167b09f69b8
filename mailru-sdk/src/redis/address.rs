//! From the URL of a server to where it is and who logs in. The login is shown to nobody.

use std::{fmt, sync::Arc};

use redis::{IntoConnectionInfo as _, RedisConnectionInfo};
use reqwest::Url;

use crate::error::ConfigError;

/// Where a server is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Place {
    Tcp { host: Box<str>, port: u16, tls: bool },
    Socket(std::path::PathBuf),
}

/// A server, and how it is logged in to.
#[derive(Clone)]
pub(super) struct Address {
    pub(super) place: Place,
    pub(super) login: RedisConnectionInfo,
    /// For messages.
    pub(super) name: Arc<str>,
}

impl Address {
    pub(super) fn parse(url: &str) -> Result<Self, ConfigError> {
        let wrong = |problem| ConfigError::Url { which: "Redis URL", problem };
        let mut url = Url::parse(url.trim()).map_err(|_| wrong("is no URL"))?;
        if url.fragment().is_some() {
            // Elsewhere `#insecure` switches the check of certificates off, which is done by nobody here.
            return Err(wrong("has a fragment"));
        }
        let tls = matches!(url.scheme(), "rediss" | "valkeys");
        if tls {
            // TLS is put below the client, which does not know of it.
            url.set_scheme("redis").map_err(|()| wrong("is no address of Redis"))?;
        }
        let info = url.into_connection_info().map_err(|_| wrong("is no address of Redis"))?;
        let place = match info.addr() {
            redis::ConnectionAddr::Tcp(host, port) => Place::Tcp { host: host.as_str().into(), port: *port, tls },
            redis::ConnectionAddr::Unix(path) => Place::Socket(path.clone()),
            _ => return Err(wrong("is no address of Redis")),
        };
        let name = place.to_string().into();
        Ok(Self { place, login: info.redis_settings().clone().set_skip_set_lib_name(), name })
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tcp { host, port, .. } if host.contains(':') => write!(f, "[{host}]:{port}"),
            Self::Tcp { host, port, .. } => write!(f, "{host}:{port}"),
            Self::Socket(path) => path.display().fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Address, Place};

    fn tcp(host: &str, port: u16, tls: bool) -> Place {
        Place::Tcp { host: host.into(), port, tls }
    }

    #[test]
    fn an_address_says_where_whether_by_tls_and_who() {
        for (url, place, name) in [
            ("redis://localhost", tcp("localhost", 6379, false), "localhost:6379"),
            ("redis://h:1/2", tcp("h", 1, false), "h:1"),
            ("rediss://h:1", tcp("h", 1, true), "h:1"),
            ("valkeys://h", tcp("h", 6379, true), "h:6379"),
            ("valkey://[::1]:7", tcp("::1", 7, false), "[::1]:7"),
            ("redis+unix:///run/r.sock?db=1", Place::Socket("/run/r.sock".into()), "/run/r.sock"),
        ] {
            let address = Address::parse(url).unwrap();
            assert_eq!((address.place, &*address.name), (place, name), "{url}");
        }
        let login = Address::parse("redis://anna:a%20b@h/3").unwrap().login;
        assert_eq!((login.username(), login.password(), login.db()), (Some("anna"), Some("a b"), 3));
    }

    #[test]
    fn what_is_no_address_is_refused_without_showing_it() {
        for url in
            ["", "h:6379", "http://CANARY@h", "redis://:CANARY@", "redis://:CANARY@h/x", "rediss://:CANARY@h#insecure"]
        {
            let error = Address::parse(url).err().unwrap_or_else(|| panic!("{url} is no address"));
            assert!(!format!("{error} {error:?}").contains("CANARY"), "{error:?}");
        }
    }
}

//! Where services other than the platform are, when that is not where their specs say.

use crate::{
    error::ConfigError,
    spec::EndPoint,
    wire::base_url::{check_address, is_secure},
};

/// OAuth Mail, as its spec declares it, and its older host, where tokens are revoked.
pub(crate) const OAUTH_MAIL: &str = "https://oauth.mail.ru";
pub(crate) const OLDER_OAUTH_MAIL: &str = "https://o2.mail.ru";

/// The addresses that stand in for those of specs, the last one first.
#[derive(Debug, Clone, Default)]
pub(crate) struct Services(Vec<(String, String)>);

impl Services {
    pub(super) fn set(&mut self, declared: String, url: String) {
        self.0.insert(0, (declared, url));
    }

    /// The address that stands in for one that a spec declares, which may be itself.
    pub(crate) fn base<'s>(&'s self, declared: &'s str) -> &'s str {
        self.0.iter().find(|(known, _)| known == declared).map_or(declared, |(_, url)| url)
    }

    /// The address of a method.
    pub(crate) fn url(&self, end_point: &EndPoint) -> String {
        format!("{}{}", self.base(end_point.service.url), end_point.path)
    }

    /// Whether a call may go there. An address of the settings was looked at with them, and one that a spec declares only now.
    pub(super) fn check_end_point(&self, end_point: &EndPoint, plain_http: bool) -> Result<(), ConfigError> {
        let declared = end_point.service.url;
        if self.0.iter().any(|(known, _)| known == declared) || is_secure(declared) {
            return Ok(());
        }
        check_address("service URL", declared, plain_http)
    }

    /// Whether there are addresses, and all of them are such.
    #[cfg(feature = "rustls")]
    pub(crate) fn are_all(&self, such: fn(&str) -> bool) -> bool {
        !self.0.is_empty() && self.0.iter().all(|(_, url)| such(url))
    }

    pub(super) fn check(&self, plain_http: bool) -> Result<(), ConfigError> {
        self.0.iter().try_for_each(|(_, url)| check_address("service URL", url, plain_http))
    }

    /// The addresses, unless one of them cannot be used and may hold a password.
    pub(super) fn shown(&self) -> &[(String, String)] {
        if self.check(true).is_ok() { &self.0 } else { &[] }
    }
}

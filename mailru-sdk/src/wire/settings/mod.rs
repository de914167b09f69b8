//! Where the platform is and how long to wait for it. The way there is in [`network`] and [`transport`], who is told of what
//! happens in [`told`], how many requests go out in [`limit`].

mod elsewhere;
mod limit;
mod network;
pub(crate) mod services;
mod told;
mod transport;

use std::{
    fmt,
    sync::Arc,
    time::{Duration, SystemTime},
};

use self::services::Services;
use crate::{
    error::ConfigError,
    spec::EndPoint,
    types::read::Misfits,
    wire::{
        base_url::{check_address, check_url},
        carrier::Carrier,
        clock::Clock,
        network::Network,
        observe::{Deviations, OnCall, OnMisfit},
        rate_limit::Limit,
        retry::RetryPolicy,
    },
};

const API_URL: &str = "https://www.appsmail.ru/platform/api";
const OAUTH_URL: &str = "https://connect.mail.ru/oauth";
const TOKEN_URL: &str = "https://appsmail.ru/oauth/token";

/// Where requests go, and their limits. Every value has a sound default.
///
/// ```
/// use std::time::Duration;
/// use mailru_sdk::{ClientApp, Settings};
///
/// let settings = Settings::new().api_url("http://127.0.0.1:8321/platform/api").timeout(Duration::from_secs(5));
/// let app = ClientApp::new(423004, "private key").settings(settings);
/// ```
#[derive(Clone)]
#[must_use]
pub struct Settings {
    pub(crate) api_url: String,
    pub(crate) oauth_url: String,
    pub(crate) token_url: String,
    pub(crate) refresh_margin: Duration,
    pub(crate) connect_timeout: Duration,
    pub(crate) timeout: Duration,
    pub(crate) write_idle_timeout: Duration,
    pub(crate) body_limit: usize,
    pub(crate) decoded_limit: usize,
    pub(crate) retry: RetryPolicy,
    pub(crate) retry_budget: Option<u32>,
    pub(crate) limit: Limit,
    pub(crate) on_call: Option<OnCall>,
    pub(crate) misfits: Misfits,
    pub(crate) on_misfit: Option<OnMisfit>,
    pub(crate) clock: Clock,
    pub(crate) deviations: Deviations,
    pub(crate) network: Network,
    pub(in crate::wire) transport: Option<Arc<dyn Carrier>>,
    pub(crate) services: Services,
}

impl Default for Settings {
    fn default() -> Self {
        Self::new()
    }
}

impl Settings {
    /// The platform over HTTPS, 10 seconds to connect, 30 seconds for a call and all its attempts, answers of up to 8 MiB that take up to 256 MiB of memory, the
    /// repetitions of [`RetryPolicy::new`] with a budget of 50, no limit of calls per time.
    pub fn new() -> Self {
        Self {
            api_url: API_URL.to_owned(),
            oauth_url: OAUTH_URL.to_owned(),
            token_url: TOKEN_URL.to_owned(),
            refresh_margin: Duration::from_mins(1),
            connect_timeout: Duration::from_secs(10),
            timeout: Duration::from_secs(30),
            write_idle_timeout: Duration::from_millis(50),
            body_limit: 8 * 1024 * 1024,
            decoded_limit: 256 * 1024 * 1024,
            retry: RetryPolicy::new(),
            retry_budget: Some(50),
            limit: Limit::None,
            on_call: None,
            misfits: Misfits::Members,
            on_misfit: None,
            clock: Clock::default(),
            deviations: Deviations::default(),
            network: Network::default(),
            transport: None,
            services: Services::default(),
        }
    }

    /// The address of the REST API, without a query; by default `https://www.appsmail.ru/platform/api`.
    pub fn api_url(mut self, url: impl Into<String>) -> Self {
        self.api_url = url.into();
        self
    }

    /// The address under which `authorize` and `token` are; by default `https://connect.mail.ru/oauth`. It sets
    /// [`token_url`](Self::token_url) too, to `token` under the same address.
    pub fn oauth_url(mut self, url: impl Into<String>) -> Self {
        self.oauth_url = url.into();
        if self.oauth_url.ends_with('/') && !self.oauth_url.ends_with("//") {
            self.oauth_url.pop();
        }
        self.token_url = format!("{}/token", self.oauth_url);
        self
    }

    /// The address that the password and refresh grants go to; by default `https://appsmail.ru/oauth/token`, another host than
    /// that of the code grant.
    pub fn token_url(mut self, url: impl Into<String>) -> Self {
        self.token_url = url.into();
        self
    }

    /// How long before its expiry an access token is refreshed; by default 60 seconds, and never more than a quarter of the token's
    /// life, where that is known: a token of 30 seconds is used for 22 of them at least.
    pub fn refresh_margin(mut self, margin: Duration) -> Self {
        self.refresh_margin = margin;
        self
    }

    /// Sets the clock that tokens expire by; by default the system's. For tests, in which time goes as they want.
    ///
    /// ```
    /// use std::time::{Duration, SystemTime};
    /// use mailru_sdk::Settings;
    ///
    /// let tomorrow = Settings::new().clock(|| SystemTime::now() + Duration::from_hours(24));
    /// ```
    pub fn clock(mut self, now: impl Fn() -> SystemTime + Send + Sync + 'static) -> Self {
        self.clock = Clock::new(now);
        self
    }

    /// How long to wait for a connection; by default 10 seconds. No time at all is a [`ConfigError`](crate::error::ConfigError).
    pub fn connect_timeout(mut self, limit: Duration) -> Self {
        self.connect_timeout = limit;
        self
    }

    /// How long a call may take in all: its turn under the rate limit, the refresh of an expired token, every attempt and the
    /// pauses between them; by default 30 seconds. No time at all is a [`ConfigError`](crate::error::ConfigError). A call can set
    /// its own.
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.timeout = limit;
        self
    }

    /// How long a connection may have been idle and still carry a call that changes something, or a grant; by default 50 milliseconds,
    /// and with none at all each has a connection of its own.
    ///
    /// A server closes connections that are idle. A call that goes out on one at that moment is lost, and one that changes something
    /// cannot be sent again, since nobody knows whether it arrived. Calls that read use idle connections for longer.
    pub fn write_idle_timeout(mut self, limit: Duration) -> Self {
        self.write_idle_timeout = limit;
        self
    }

    /// The longest answer that is read, in bytes; by default 8 MiB. 0 is a [`ConfigError`](crate::error::ConfigError).
    pub fn body_limit(mut self, bytes: usize) -> Self {
        self.body_limit = bytes;
        self
    }

    /// How much memory the elements of all lists of an answer may take, in bytes, with the members of theirs that seldom come; by default
    /// 256 MiB. An answer with more of them is an error of the kind [`DecodeKind::TooLarge`](crate::error::DecodeKind::TooLarge):
    /// `{"uid":1}` has nine bytes, and the user made of it over a hundred.
    pub fn decoded_limit(mut self, bytes: usize) -> Self {
        self.decoded_limit = bytes;
        self
    }

    /// How often calls are tried, and the pauses in between; by default [`RetryPolicy::new`]. A call can set its own.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = policy;
        self
    }

    /// How many repetitions there may be beyond what successes earn, all calls of the application together; by default 50.
    ///
    /// A repetition takes one; ten attempts that succeed give one back. While the platform is down, an application thus asks it
    /// hardly more often than its own calls do. With 0 nothing is repeated, with `None` there is no budget.
    pub fn retry_budget(mut self, repetitions: impl Into<Option<u32>>) -> Self {
        self.retry_budget = repetitions.into();
        self
    }

    /// Whether a call may go to that service as its spec declares it, or as these settings say.
    pub(crate) fn check_end_point(&self, end_point: &EndPoint) -> Result<(), ConfigError> {
        self.services.check_end_point(end_point, self.network.plain_http)
    }

    pub(crate) fn check(&self) -> Result<(), ConfigError> {
        for (which, url) in [("API URL", &self.api_url), ("OAuth URL", &self.oauth_url), ("token URL", &self.token_url)]
        {
            check_address(which, url, self.network.plain_http)?;
        }
        self.services.check(self.network.plain_http)?;
        self.network.check()?;
        for (which, limit) in [("connect time-out", self.connect_timeout), ("time-out", self.timeout)] {
            if limit.is_zero() {
                return Err(ConfigError::Setting { which, problem: "is zero, so no call could succeed" });
            }
        }
        if self.body_limit == 0 {
            return Err(ConfigError::Setting { which: "body limit", problem: "is zero, so no answer could be read" });
        }
        self.limit.check()
    }
}

/// Shows an address only if it can be used: another one may hold a password or a token.
impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = |url| if check_url("URL", url).is_ok() { url } else { "(unusable)" };
        f.debug_struct("Settings")
            .field("api_url", &shown(&self.api_url))
            .field("oauth_url", &shown(&self.oauth_url))
            .field("token_url", &shown(&self.token_url))
            .field("refresh_margin", &self.refresh_margin)
            .field("connect_timeout", &self.connect_timeout)
            .field("timeout", &self.timeout)
            .field("write_idle_timeout", &self.write_idle_timeout)
            .field("body_limit", &self.body_limit)
            .field("decoded_limit", &self.decoded_limit)
            .field("retry", &self.retry)
            .field("retry_budget", &self.retry_budget)
            .field("limit", &self.limit)
            .field("on_call", &self.on_call.is_some())
            .field("misfits", &self.misfits)
            .field("on_misfit", &self.on_misfit.is_some())
            .field("clock", &self.clock)
            .field("deviations", &self.deviations)
            .field("network", &self.network)
            .field("transport", &self.transport.is_some())
            .field("services", &self.services.shown())
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::rate_limit::RateLimit;

    #[test]
    fn limits_that_no_call_could_meet_are_refused() {
        assert!(Settings::new().check().is_ok());
        assert!(Settings::new().timeout(Duration::ZERO).check().is_err());
        assert!(Settings::new().connect_timeout(Duration::ZERO).check().is_err());
        assert!(Settings::new().body_limit(0).check().is_err());
        assert!(Settings::new().rate_limit(RateLimit::new(0, Duration::from_secs(1))).check().is_err());
    }
}

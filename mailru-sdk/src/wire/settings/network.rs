//! The way to the platform: proxies, certificates, connections, and how the program calls itself.

use std::{net::IpAddr, time::Duration};

use super::Settings;
use crate::wire::network::proxy::Proxy;

impl Settings {
    /// Sends all calls and grants through this proxy, whatever the environment says: `http://`, `https://`, `socks5://` (names are looked
    /// up here) or `socks5h://` (by the proxy). By default the environment decides: `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY`, `NO_PROXY`.
    ///
    /// A user name and password go in the address, percent-encoded; they show in no error, `Debug` form or trace. To an address over
    /// HTTPS the proxy sees no more than the name of the host. One that is no proxy is a [`ConfigError`](crate::error::ConfigError); one
    /// that wants other words fails the call with [`TransportKind::Proxy`](crate::error::TransportKind::Proxy).
    ///
    /// ```
    /// use mailru_sdk::Settings;
    ///
    /// let settings = Settings::new().proxy("http://me:p%40ssword@proxy.example:3128");
    /// assert!(!format!("{settings:?}").contains("ssword"));
    /// ```
    pub fn proxy(mut self, url: impl Into<String>) -> Self {
        self.network.proxy = Proxy::Given(url.into().into());
        self
    }

    /// Goes through no proxy, whatever the environment says.
    pub fn no_proxy(mut self) -> Self {
        self.network.proxy = Proxy::Direct;
        self
    }

    /// Trusts these certificates besides those of the system, such as a company's own: one or several in the form PEM. Each call adds more;
    /// what holds none that can be read is a [`ConfigError`](crate::error::ConfigError).
    pub fn root_certificates(mut self, pem: impl AsRef<[u8]>) -> Self {
        self.network.roots.add(pem.as_ref());
        self
    }

    /// Trusts these certificates, and none of the system's; otherwise as [`root_certificates`](Self::root_certificates).
    pub fn only_root_certificates(mut self, pem: impl AsRef<[u8]>) -> Self {
        self.network.roots.only = true;
        self.root_certificates(pem)
    }

    /// The application's part of the header `User-Agent`, such as `shop/2.3`; the SDK's own follows it. By default there is none.
    pub fn user_agent(mut self, application: impl Into<String>) -> Self {
        self.network.user_agent = Some(application.into());
        self
    }

    /// How long a connection is kept that nobody uses; by default 90 seconds, and with no time at all each call that reads has a connection
    /// of its own. Calls that change something have [a time of their own](Self::write_idle_timeout), which is not longer than this one.
    pub fn idle_timeout(mut self, limit: Duration) -> Self {
        self.network.idle_timeout = limit;
        self
    }

    /// How many connections to a host are kept that nobody uses, for calls that read and again for those that change something; by default
    /// as many as there were calls at the same time. With 0 each call has a connection of its own.
    pub fn idle_connections(mut self, most: usize) -> Self {
        self.network.idle_connections = most;
        self
    }

    /// The address of this machine that connections begin at, for one that has several; by default the system picks one.
    ///
    /// An address that is none of the machine's fails the call with a [`ConfigError`](crate::error::ConfigError). It has to be of the
    /// same kind, IPv4 or IPv6, as the other side's, or there is no connection.
    pub fn local_address(mut self, address: impl Into<IpAddr>) -> Self {
        self.network.local_address = Some(address.into());
        self
    }

    /// Allows `http://` to other machines; by default such an address is a [`ConfigError`](crate::error::ConfigError), since keys,
    /// passwords and tokens would travel readable. To this machine (`localhost` and addresses of loopback) it is always allowed.
    pub fn plain_http(mut self, allowed: bool) -> Self {
        self.network.plain_http = allowed;
        self
    }

    pub(crate) fn allows_plain_http(&self) -> bool {
        self.network.plain_http
    }
}

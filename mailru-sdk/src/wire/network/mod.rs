//! The way out: through which proxy, trusting whom, from which address, under which name, on how many connections.
//!
//! [`Network`] is that part of the settings, and what is wrong with it; [`client`] makes an HTTP client of it, and [`reason`] says what
//! it meant when it got nowhere.

pub(super) mod client;
pub(super) mod problem;
pub(super) mod proxy;
pub(super) mod reach;
pub(super) mod reason;
pub(super) mod roots;

use std::{net::IpAddr, time::Duration};

use crate::{
    error::ConfigError,
    wire::network::{proxy::Proxy, roots::Roots},
};

/// The settings of the way out.
#[derive(Debug, Clone)]
pub(crate) struct Network {
    pub(super) plain_http: bool,
    pub(super) proxy: Proxy,
    pub(super) roots: Roots,
    /// The application's part of it.
    pub(super) user_agent: Option<String>,
    pub(super) idle_timeout: Duration,
    pub(super) idle_connections: usize,
    pub(super) local_address: Option<IpAddr>,
}

impl Default for Network {
    fn default() -> Self {
        Self {
            plain_http: false,
            proxy: Proxy::Environment,
            roots: Roots::default(),
            user_agent: None,
            idle_timeout: Duration::from_secs(90),
            idle_connections: usize::MAX,
            local_address: None,
        }
    }
}

impl Network {
    pub(super) fn check(&self) -> Result<(), ConfigError> {
        self.proxy.check()?;
        self.roots.check()?;
        let Some(user_agent) = &self.user_agent else { return Ok(()) };
        let bad = |problem| Err(ConfigError::Setting { which: "user agent", problem });
        if user_agent.trim().is_empty() {
            return bad("is empty");
        }
        if !user_agent.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
            return bad("holds something else than printable ASCII");
        }
        Ok(())
    }

    /// What the platform is told of who calls: the application first, as it matters most.
    pub(super) fn user_agent(&self) -> String {
        const OWN: &str = concat!("mailru-sdk/", env!("CARGO_PKG_VERSION"));
        self.user_agent.as_ref().map_or_else(|| OWN.to_owned(), |application| format!("{application} {OWN}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_application_stands_before_the_sdk_in_the_user_agent() {
        let shop = Network { user_agent: Some("shop/2.3".into()), ..Network::default() };
        assert_eq!(shop.user_agent(), format!("shop/2.3 {}", Network::default().user_agent()));
        assert!(shop.check().is_ok());
    }

    #[test]
    fn a_user_agent_that_no_header_may_hold_is_refused() {
        for agent in ["", " ", "shop\r\nX: y", "магазин"] {
            let network = Network { user_agent: Some(agent.into()), ..Network::default() };
            let error = network.check().unwrap_err().to_string();
            assert!(error.starts_with("the user agent ") && !error.contains("shop"), "{error}");
        }
    }
}

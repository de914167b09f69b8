//! An HTTP client as the settings want it; what of it is switched off.

use std::net::IpAddr;

use reqwest::{Client, Url, redirect::Policy, retry};

use crate::{error::ConfigError, spec::Effect, wire::settings::Settings};

/// How TLS is set up; made once for all clients, as certificates are read for it.
#[cfg(feature = "rustls")]
pub(in crate::wire) type Tls = rustls::ClientConfig;
#[cfg(not(feature = "rustls"))]
pub(in crate::wire) type Tls = ();

/// No redirects are followed and no `Referer` is sent, since both would carry a signed request somewhere else.
pub(in crate::wire) fn build(settings: &Settings, effect: Effect, tls: Tls) -> Result<Client, ConfigError> {
    let mut builder = Client::builder()
        .connect_timeout(settings.connect_timeout)
        .redirect(Policy::none())
        // What is sent again, and how often, is for `retry` alone to say.
        .retry(retry::never().max_retries_per_request(0))
        .referer(false)
        .user_agent(concat!("mailru-sdk/", env!("CARGO_PKG_VERSION")));
    if effect == Effect::Write {
        builder = builder.pool_idle_timeout(settings.write_idle_timeout);
        if settings.write_idle_timeout.is_zero() {
            builder = builder.pool_max_idle_per_host(0);
        }
    }
    if is_loopback(&settings.api_url) {
        // A proxy of the environment cannot reach a server on this machine.
        builder = builder.no_proxy();
    }
    #[cfg(feature = "rustls")]
    {
        builder = builder.tls_backend_preconfigured(tls);
    }
    #[cfg(not(feature = "rustls"))]
    let () = tls;
    builder.build().map_err(|error| ConfigError::Tls(error.without_url().to_string().into()))
}

fn is_loopback(url: &str) -> bool {
    let Ok(url) = Url::parse(url) else { return false };
    let host = url.host_str().unwrap_or_default();
    let address = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    address.map_or(host == "localhost", |address| address.is_loopback())
}

//! The HTTP client: what of it is switched off, and its TLS.

use std::net::IpAddr;

use reqwest::{Client, Url, redirect::Policy, retry};

#[cfg(feature = "rustls")]
use crate::wire::tls;
use crate::{error::ConfigError, wire::settings::Settings};

/// No redirects are followed and no `Referer` is sent, since both would carry a signed request somewhere else.
pub(super) fn build(settings: &Settings) -> Result<Client, ConfigError> {
    let mut builder = Client::builder()
        .connect_timeout(settings.connect_timeout)
        .redirect(Policy::none())
        // What is sent again, and how often, is for `retry` alone to say.
        .retry(retry::never().max_retries_per_request(0))
        .referer(false)
        .user_agent(concat!("mailru-sdk/", env!("CARGO_PKG_VERSION")));
    if is_loopback(&settings.api_url) {
        // A proxy of the environment cannot reach a server on this machine.
        builder = builder.no_proxy();
    }
    #[cfg(feature = "rustls")]
    {
        let urls = [&settings.api_url, &settings.oauth_url, &settings.token_url];
        builder = builder.tls_backend_preconfigured(tls::config(urls.iter().any(|url| !url.starts_with("http://")))?);
    }
    builder.build().map_err(|error| ConfigError::Tls(error.without_url().to_string().into()))
}

fn is_loopback(url: &str) -> bool {
    let Ok(url) = Url::parse(url) else { return false };
    let host = url.host_str().unwrap_or_default();
    let address = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    address.map_or(host == "localhost", |address| address.is_loopback())
}

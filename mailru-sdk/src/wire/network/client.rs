//! An HTTP client as the settings want it; what of it is switched off.

use reqwest::{
    Client,
    header::{ACCEPT_ENCODING, HeaderMap, HeaderValue},
    redirect::Policy,
    retry,
};

use crate::{
    error::ConfigError,
    spec::Effect,
    wire::{
        network::reach::Reach,
        settings::Settings,
        tls::{Tls, Trust as _},
    },
};

/// No redirects are followed and no `Referer` is sent, since both would carry a signed request somewhere else.
pub(in crate::wire) fn build(
    settings: &Settings,
    effect: Effect,
    tls: &Tls,
    reach: Reach,
) -> Result<Client, ConfigError> {
    let network = &settings.network;
    let idle_timeout = match effect {
        Effect::Read => network.idle_timeout,
        Effect::Write => network.idle_timeout.min(settings.write_idle_timeout),
    };
    let idle_connections = if idle_timeout.is_zero() { 0 } else { network.idle_connections };
    let builder = Client::builder()
        .connect_timeout(settings.connect_timeout)
        .redirect(Policy::none())
        // What is sent again, and how often, is for `retry` alone to say.
        .retry(retry::never().max_retries_per_request(0))
        .referer(false)
        .user_agent(network.user_agent())
        // Without this header a server may answer in any coding (RFC 9110, 12.5.3). The client would undo some of them if another crate
        // of the program switched that on, so that what a program reads would hang on its other dependencies.
        .default_headers(HeaderMap::from_iter([(ACCEPT_ENCODING, HeaderValue::from_static("identity"))]))
        .no_gzip()
        .no_brotli()
        .no_zstd()
        .no_deflate()
        .local_address(network.local_address)
        .pool_idle_timeout(idle_timeout)
        .pool_max_idle_per_host(idle_connections);
    let builder = network.proxy.apply(builder, reach.is_local())?;
    let builder = tls.apply(builder, settings, reach)?;
    builder.build().map_err(|error| ConfigError::Tls(error.without_url().to_string().into()))
}

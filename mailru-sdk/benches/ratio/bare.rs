//! The HTTP client that the SDK is compared with: the same one, set up as the SDK sets up its own.

use std::time::Duration;

use reqwest::{
    Client,
    header::{ACCEPT_ENCODING, HeaderMap, HeaderValue},
    redirect::Policy,
};
use rustls::{ClientConfig, RootCertStore, crypto::ring};

/// A client for servers on loopback.
pub fn client() -> Client {
    let tls = ClientConfig::builder_with_provider(ring::default_provider().into());
    let tls = tls.with_safe_default_protocol_versions().expect("the provider has them");
    Client::builder()
        .tls_backend_preconfigured(tls.with_root_certificates(RootCertStore::empty()).with_no_client_auth())
        .connect_timeout(Duration::from_secs(10))
        .timeout(Duration::from_secs(30))
        .redirect(Policy::none())
        .referer(false)
        .no_proxy()
        .user_agent("bare")
        .default_headers(HeaderMap::from_iter([(ACCEPT_ENCODING, HeaderValue::from_static("identity"))]))
        .build()
        .expect("a client can be made")
}

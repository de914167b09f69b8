//! The platform's side: the client that sends requests on, and where each goes.

use std::sync::Arc;

use reqwest::redirect::Policy;
use reqwest::{Client, Url, retry};
use rustls::crypto::ring;
use rustls::{ClientConfig, RootCertStore};
use rustls_platform_verifier::BuilderVerifierExt as _;

use super::RecordError;

#[derive(Debug)]
pub(super) struct Upstream {
    pub(super) client: Client,
    api: Url,
    oauth: Url,
}

impl Upstream {
    pub(super) fn new(api: &str, oauth: Option<&str>) -> Result<Self, RecordError> {
        let (api, oauth) = (base(api)?, base(oauth.unwrap_or(api))?);
        let is_https = [&api, &oauth].iter().any(|url| url.scheme() == "https");
        // What is sent twice, and where a redirect leads, is for the program to decide.
        let mut client = Client::builder()
            .redirect(Policy::none())
            .retry(retry::never().max_retries_per_request(0))
            .referer(false)
            .tls_backend_preconfigured(tls(is_https)?);
        if api.host_str().is_some_and(|host| host == "localhost" || host.starts_with("127.")) {
            // A proxy of the environment cannot reach a server on this machine.
            client = client.no_proxy();
        }
        let client = client.build().map_err(|error| RecordError::Tls { reason: error.to_string() })?;
        Ok(Self { client, api, oauth })
    }

    /// Where a request goes whose path and query are these, byte by byte.
    pub(super) fn url(&self, target: &str) -> Option<Url> {
        let base = if target.starts_with("/oauth/") { &self.oauth } else { &self.api };
        Url::parse(&format!("{}{target}", base.as_str().trim_end_matches('/'))).ok()
    }
}

fn base(url: &str) -> Result<Url, RecordError> {
    let refused = || RecordError::Upstream { url: url.to_owned() };
    let parsed = Url::parse(url).map_err(|_| refused())?;
    let is_bare =
        parsed.path() == "/" && parsed.query().is_none() && parsed.fragment().is_none() && parsed.username().is_empty();
    let is_http = matches!(parsed.scheme(), "http" | "https") && parsed.has_host();
    if is_bare && is_http { Ok(parsed) } else { Err(refused()) }
}

/// As the SDK has it: `ring`, and the certificates that the system trusts.
fn tls(is_used: bool) -> Result<ClientConfig, RecordError> {
    let failed = |error: rustls::Error| RecordError::Tls { reason: error.to_string() };
    let builder = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(failed)?;
    let builder = if is_used {
        builder.with_platform_verifier().map_err(failed)?
    } else {
        builder.with_root_certificates(RootCertStore::empty())
    };
    Ok(builder.with_no_client_auth())
}

#[cfg(test)]
mod tests {
    use super::base;

    #[test]
    fn an_upstream_is_a_host_and_nothing_else() {
        for url in ["https://www.appsmail.ru", "http://127.0.0.1:8321/"] {
            assert!(base(url).is_ok(), "{url}");
        }
        for url in [
            "",
            "www.appsmail.ru",
            "ftp://appsmail.ru",
            "https://appsmail.ru/platform/api",
            "https://a@b",
            "https://a?b",
        ] {
            assert!(base(url).is_err(), "{url}");
        }
    }
}

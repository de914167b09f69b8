//! A running sandbox as its user holds it: where it is, what to sign with, what it was asked. How it is configured is in
//! `builder.rs`, how it answers is in `http`, `platform` and `oauth`, what a test does about logging in is in `login.rs`, about
//! OAuth Mail in `mail.rs`, about faults in `faults.rs`, about people in `people.rs`; what it asks about single methods is in `asserts.rs`.

mod asserts;
mod faults;
mod login;
mod mail;
mod people;

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use mailru_sdk::Settings;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::builder::SandboxBuilder;
use crate::error::StartError;
use crate::faults::Faults;
use crate::http::{self, Front, Service};
use crate::log::{Log, RecordedRequest};
use crate::oauth::Oauth;
use crate::oauth_mail::OauthMail;
use crate::pages::Visitors;
use crate::platform::{Platform, elsewhere};
use crate::sessions::Tokens;
use crate::settings;

/// A local Mail.ru platform that listens on 127.0.0.1 until it is dropped or [stopped](Self::stop).
#[derive(Debug)]
#[must_use = "a sandbox shuts down when it is dropped"]
pub struct Sandbox {
    address: SocketAddr,
    service: Arc<Service>,
    first: Tokens,
    server: JoinHandle<()>,
    // The server runs for as long as this exists.
    running: oneshot::Sender<()>,
}

impl Sandbox {
    /// Starts a sandbox with default settings on a port that the system chooses.
    ///
    /// # Errors
    ///
    /// When the system refuses to listen.
    pub async fn start() -> Result<Self, StartError> {
        Self::builder().start().await
    }

    /// A sandbox with settings of one's own.
    pub fn builder() -> SandboxBuilder {
        SandboxBuilder::new()
    }

    pub(crate) async fn listen(
        (port, front): (u16, Front),
        platform: Platform,
        (oauth, oauth_mail, visitors): (Oauth, OauthMail, Visitors),
        faults: Faults,
        first: Tokens,
        log: Log,
    ) -> Result<Self, StartError> {
        let failed = |error| StartError::new(port, error);
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await.map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        let platform = Platform { origin: format!("http://{address}"), ..platform };
        let service = Arc::new(Service { address, front, platform, oauth, oauth_mail, visitors, faults, log });
        let (running, stopped) = oneshot::channel();
        let server = tokio::spawn(http::serve(listener, Arc::clone(&service), stopped));
        Ok(Self { address, service, first, server, running })
    }

    /// Settings that send an application's calls here.
    pub fn settings(&self) -> Settings {
        let settings = Settings::new().api_url(self.api_url()).oauth_url(self.oauth_url());
        let groups = self.service.platform.catalogue.groups().iter().flat_map(|group| group.methods);
        let services = groups.filter_map(|method| method.service());
        let settings = services
            .fold(settings, |settings, service| settings.service_url(service.url, self.service_url(service.url)));
        settings.oauth_mail_url(self.oauth_mail_url())
    }

    /// Where a service other than the platform is, by the address that its spec declares. Its methods are answered when its group was
    /// [added](crate::SandboxBuilder::group).
    #[must_use]
    pub fn service_url(&self, declared: &str) -> String {
        format!("http://{}{}", self.address, elsewhere::base(declared))
    }

    /// The same for any other program, as lines that a shell reads: `export MAILRU_API_URL=...` and so on. They hold the keys
    /// and the access token.
    #[must_use]
    pub fn exports(&self) -> String {
        let variables = settings::variables(&self.service, self.access_token());
        variables.iter().map(|variable| variable.export() + "\n").collect()
    }

    /// The page that shows the sandbox in a browser.
    #[must_use]
    pub fn page_url(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// The endpoint of REST calls, in the place of `https://www.appsmail.ru/platform/api`.
    #[must_use]
    pub fn api_url(&self) -> String {
        format!("http://{}/platform/api", self.address)
    }

    /// The base of the OAuth addresses, in the place of `https://connect.mail.ru/oauth` and `https://appsmail.ru/oauth`.
    #[must_use]
    pub fn oauth_url(&self) -> String {
        format!("http://{}/oauth", self.address)
    }

    /// The application's id.
    #[must_use]
    pub fn app_id(&self) -> u64 {
        self.service.platform.application.id
    }

    /// The key that signs client-server calls.
    #[must_use]
    pub fn private_key(&self) -> &str {
        &self.service.platform.application.private_key
    }

    /// The key that signs server-server calls.
    #[must_use]
    pub fn secret_key(&self) -> &str {
        &self.service.platform.application.secret_key
    }

    /// The session key of the user [`uid`](Self::uid), open from the start with every privilege of a site. It expires like
    /// any other.
    #[must_use]
    pub fn access_token(&self) -> &str {
        &self.first.access
    }

    /// The refresh token that belongs to [`access_token`](Self::access_token).
    #[must_use]
    pub fn refresh_token(&self) -> &str {
        &self.first.refresh
    }

    /// The user whose session it is. The id is above 2^63: it fits `u64`, not `i64`.
    #[must_use]
    pub fn uid(&self) -> u64 {
        self.first.owner
    }

    /// The ids of the communities, which `users.getInfo` knows as it knows people.
    #[must_use]
    pub fn communities(&self) -> Vec<u64> {
        self.service.platform.world.read().communities().map(|community| community.uid).collect()
    }

    /// The REST requests so far, in the order in which they were answered; of very many the
    /// [newest ones](SandboxBuilder::log_limit).
    #[must_use]
    pub fn requests(&self) -> Vec<RecordedRequest> {
        self.service.log.requests()
    }

    /// How many REST requests are no longer among [`requests`](Self::requests); 0 unless there were very many.
    #[must_use]
    pub fn forgotten_requests(&self) -> u64 {
        self.service.log.forgotten()
    }

    /// What answers requests, without a connection; for the fuzz targets of this workspace.
    #[cfg(fuzzing)]
    #[doc(hidden)]
    pub fn router(&self) -> axum::Router {
        http::router(Arc::clone(&self.service))
    }

    /// Shuts down and returns when the port is free and every connection is closed. Calls under way are cut off.
    pub async fn stop(self) {
        drop(self.running);
        // An error here means that the runtime is going down, and the server with it.
        let _ = self.server.await;
    }
}
